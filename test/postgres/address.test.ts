import { fileURLToPath } from 'node:url'
import t from 'tap'
import { parseAddress } from '../../src/postgres/address.ts'
import { CA } from './tls-server.ts'

const messageOf = (url: string): string => {
  try {
    parseAddress(url)
    return ''
  } catch (error) {
    return String(error) + JSON.stringify(error, Object.getOwnPropertyNames(error)) + String((error as Error).cause)
  }
}

t.test('what a URL says', async t => {
  t.match(parseAddress('postgres://ann@db.example/app'), { host: 'db.example', port: 5432, config: { user: 'ann', database: 'app', host: 'db.example', port: 5432, ssl: false } })
  t.match(parseAddress('postgresql://db.example:6543'), { port: 6543 })
  t.match(parseAddress('postgres://[::1]:6543/app'), { host: '::1' })
  t.match(parseAddress('postgres:///app?host=/run/postgresql&user=ann'), { host: '/run/postgresql', port: 5432, config: { database: 'app', user: 'ann' } })
  t.equal(parseAddress('postgres://db.example/app').config.application_name, 'kindred')
  t.equal(parseAddress('postgres://db.example/app?application_name=mine').config.application_name, 'mine')
  t.equal(parseAddress('postgres://db.example/app?options=project%3Done').config.options, 'project=one')
})

t.test('user, password and database are percent-decoded', async t => {
  const { config } = parseAddress('postgres://an%40n:p%3A%2F%3F%23%5B%5D%40%25%20w@db.example/a%20b')
  t.match(config, { user: 'an@n', password: 'p:/?#[]@% w', database: 'a b' })
  t.equal(parseAddress('postgres://ann:100%@db.example/app').config.password, '100%')
})

t.test('TLS that is asked for is verified, unless somebody says that it is not to be', async t => {
  for (const mode of ['require', 'prefer', 'verify-ca', 'verify-full']) {
    const { ssl } = parseAddress(`postgres://db.example/app?sslmode=${mode}`).config
    t.ok(typeof ssl === 'object' && ssl.rejectUnauthorized !== false && ssl.checkServerIdentity === undefined, mode)
  }
  t.equal(parseAddress('postgres://db.example/app?sslmode=disable').config.ssl, false)
  t.match(parseAddress('postgres://db.example/app?sslmode=no-verify').config.ssl, { rejectUnauthorized: false })
  t.match(parseAddress(`postgres://db.example/app?sslmode=verify-full&sslrootcert=${fileURLToPath(CA)}`).config.ssl, { ca: /BEGIN CERTIFICATE/ })
  t.notMatch(parseAddress('postgres://db.example/app?sslmode=verify-full&sslrootcert=system').config.ssl, { ca: /./ })
  t.match(parseAddress('postgres://db.example/app?sslmode=require&sslnegotiation=direct').config, { sslnegotiation: 'direct' })
})

t.test('channel binding is what pg takes as an option', async t => {
  for (const [binding, wanted] of [['require', true], ['prefer', true], ['disable', undefined]]) {
    t.equal(parseAddress(`postgres://db.example/app?sslmode=require&channel_binding=${binding}`).config.enableChannelBinding, wanted)
  }
})

t.test('no error repeats the password', async t => {
  const cases: [string, RegExp][] = [
    ['postgres://ann:se/cret@db.example/app', /percent-encoded/],
    ['postgres://ann:1se#cret@db.example/app', /percent-encoded/],
    ['postgres://ann:1/secret@db.example/app', /percent-encoded/],
    ['postgres://ann:1?secret@db.example/app', /percent-encoded/],
    ['postgres://ann:secret%ff@db.example/app', /percent-encoded/],
    ['postgres://ann:secret@db example/app', /percent-encoded/],
    ['ann:secret@db.example/app', /postgres:\/\//],
    ['mysql://ann:secret@db.example/app', /postgres:\/\//],
    ['postgres:///app?user=ann&password=secret', /names no host/],
    ['postgres://ann:secret@db.example/app?sslmode=verify-full&sslrootcert=/nowhere/ca.pem', /certificate that cannot be read: \/nowhere\/ca\.pem \(ENOENT\)/]
  ]
  for (const [url, wanted] of cases) {
    const message = messageOf(url)
    t.match(message, wanted, url)
    t.notMatch(message, /cret/, url)
  }
})
