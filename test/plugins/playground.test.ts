import { readdir, readFile } from 'node:fs/promises'
import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import { buildSmall, checked } from '../helper.ts'

const PUBLIC = new URL('../../public/', import.meta.url)
const TYPES: Record<string, RegExp> = { html: /^text\/html; charset=utf-8$/, css: /^text\/css/, js: /^(text|application)\/javascript/, svg: /^image\/svg\+xml/ }

t.test('the page is there from the first moment, whatever the platform adds to its address', async t => {
  const app = checked(await buildApp(loadConfig({ LOG_LEVEL: 'silent' })))
  t.teardown(async () => await app.close())
  for (const url of ['/', '/?logs=container', '/?__theme=dark&x=%zz']) {
    const response = await app.inject(url)
    t.equal(response.statusCode, 200, url)
    t.match(response.headers, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
    t.match(response.body, /^<!doctype html>/i)
  }
})

t.test('HEAD / is 200 without a body', async t => {
  const app = await buildSmall(t, {})
  const response = await app.inject({ method: 'HEAD', url: '/' })
  t.match(response, { statusCode: 200, body: '' })
  t.ok(Number(response.headers['content-length']) > 0)
})

t.test('every file is served without a key, and is a 304 where it has not changed', async t => {
  const app = await buildSmall(t, {}, { API_KEYS: 'k' })
  for (const file of await readdir(PUBLIC)) {
    const response = await app.inject(`/${file}`)
    t.equal(response.statusCode, 200, file)
    t.match(response.headers['content-type'], TYPES[file.split('.').pop()!]!)
    t.equal(response.headers['cache-control'], 'no-cache')
    t.equal(response.body, await readFile(new URL(file, PUBLIC), 'utf8'))
    const again = await app.inject({ url: `/${file}`, headers: { 'if-none-match': response.headers.etag } })
    t.match(again, { statusCode: 304, body: '' })
  }
})

t.test('the client is served to pages of other sites, without a key; a browser keeps it for a while and then asks whether it changed', async t => {
  const app = await buildSmall(t, {}, { API_KEYS: 'k', CORS_ORIGINS: 'https://site.example' })
  const response = await app.inject({ url: '/client.js', headers: { origin: 'https://site.example' } })
  t.match(response, { statusCode: 200, headers: { 'cache-control': 'public, max-age=600', 'access-control-allow-origin': 'https://site.example', 'content-type': TYPES['js'] } })
  t.equal(response.body, await readFile(new URL('../../dist/client.js', import.meta.url), 'utf8'))
  t.match(await app.inject('/client.d.ts'), { statusCode: 200, headers: { 'cache-control': 'public, max-age=600', 'content-type': 'text/plain; charset=utf-8' }, body: 'export declare function createClient' })
  t.match(await app.inject({ url: '/client.js', headers: { 'if-none-match': String(response.headers.etag) } }), { statusCode: 304, body: '' })
})

t.test('what the page does not have gets the one shape of an error', async t => {
  const app = await buildSmall(t, {})
  for (const url of ['/nothing.js', '/../package.json', '/%2e%2e/package.json', '/app.js/', '/public/app.js']) t.match(await app.inject(url), { statusCode: 404, headers: { 'content-type': /json/ } }, url)
  t.match((await app.inject({ method: 'POST', url: '/app.js' })).json(), { error: 'route_not_found', message: 'There is no POST /app.js. There is GET /app.js.' })
})

t.test('the page loads only what lies beside it, by relative addresses, and nothing is inline', async t => {
  const app = await buildSmall(t, { mentors: [{ id: 'a', text: 'laid off' }] })
  const { body } = await app.inject('/')
  const addresses = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(match => match[1]!)
  t.ok(addresses.length > 5)
  for (const address of addresses) {
    t.notMatch(address, /^([a-z]+:|\/)/)
    t.equal((await app.inject(new URL(address, 'http://host/').href.slice('http://host'.length))).statusCode, 200, address)
  }
  t.notMatch(body, /<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/)
})
