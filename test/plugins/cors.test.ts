import type { Test } from 'tap'
import t from 'tap'
import type { Environment } from '../../src/config.ts'
import { buildApp } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import { originPattern } from '../../src/plugins/cors.ts'
import { build, buildSmall, checked, fakeEmbedder, storeOf } from '../helper.ts'

const ITEMS = { mentors: [{ id: 'a', text: 'one' }] }
const origin = 'https://a-site.com'
const EXPOSED = 'Retry-After, Server-Timing, X-Request-Id, X-Kindred-Warning, ETag, Location'

/** Origins of these that may call an app with this setting. */
async function allowed (t: Test, environment: Environment, origins: string[]): Promise<string[]> {
  const app = await buildSmall(t, ITEMS, environment)
  const answers = await Promise.all(origins.map(async origin => await app.inject({ url: '/corpora', headers: { origin, 'x-api-key': 'k' } })))
  return answers.flatMap(({ headers }, index) => headers['access-control-allow-origin'] === undefined ? [] : [origins[index]!])
}

t.test('every page may call and read the headers, whatever the answer', async t => {
  const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '1' })
  const starting = checked(await buildApp(loadConfig({ LOG_LEVEL: 'silent' }), { embedder: fakeEmbedder(), corpora: storeOf(ITEMS) }))
  t.teardown(async () => await starting.close())
  const asked = { headers: { origin } }
  const answers = {
    200: await app.inject({ url: '/health', ...asked }),
    304: await app.inject({ url: '/corpora/mentors', headers: { origin, 'if-none-match': '"test"' } }),
    400: await app.inject({ url: '/match', ...asked }),
    404: await app.inject({ url: '/nothing', ...asked }),
    429: await app.inject('/match?q=one') && await app.inject({ method: 'POST', url: '/match', payload: { query: 'two' }, ...asked }),
    503: await starting.inject({ url: '/match?q=one', ...asked })
  }
  for (const [status, { statusCode, headers }] of Object.entries(answers)) {
    t.equal(statusCode, Number(status))
    t.equal(headers['access-control-allow-origin'], '*')
    t.equal(headers['access-control-expose-headers'], EXPOSED)
    t.notOk(headers['access-control-allow-credentials'])
  }
  t.match((await app.inject({ url: '/%zz', ...asked })).headers, { 'access-control-allow-origin': '*' }, 'also where the URL cannot be read')
})

t.test('a preflight is kept for a day and allows no credentials', async t => {
  const app = await buildSmall(t, ITEMS)
  const headers = { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,x-api-key' }
  const response = await app.inject({ method: 'OPTIONS', url: '/match', headers })
  t.equal(response.statusCode, 204)
  t.match(response.headers, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
    'access-control-allow-headers': 'content-type,x-api-key',
    'access-control-max-age': '86400'
  })
  t.notOk(response.headers['access-control-allow-credentials'])
})

t.test('a preflight needs no key', async t => {
  const app = await buildSmall(t, ITEMS, { API_KEYS: 'k', CORS_ORIGINS: origin })
  const response = await app.inject({ method: 'OPTIONS', url: '/match', headers: { origin, 'access-control-request-method': 'POST' } })
  t.match(response, { statusCode: 204, headers: { 'access-control-allow-origin': origin } })
})

t.test('where origins are set, only they are let in, and caches are told that the answer depends on the origin', async t => {
  const app = await buildSmall(t, ITEMS, { CORS_ORIGINS: 'https://a-site.com, b-site.com' })
  for (const [origin, header] of [['https://a-site.com', 'https://a-site.com'], ['https://b-site.com', 'https://b-site.com'], ['https://c-site.com', undefined], ['null', undefined]] as const) {
    const { headers } = await app.inject({ url: '/corpora', headers: { origin } })
    t.equal(headers['access-control-allow-origin'], header)
    t.match(headers['vary'], /Origin/)
  }
})

t.test('with keys and without origins no page may call', async t => {
  t.same(await allowed(t, { API_KEYS: 'k' }, [origin, 'http://localhost:3000', 'null']), [])
})

t.test('with keys and a star every page may call', async t => {
  t.same(await allowed(t, { API_KEYS: 'k', CORS_ORIGINS: '*' }, [origin]), [origin])
})

t.test('a star among other origins lets every page in', async t => {
  t.same(await allowed(t, { CORS_ORIGINS: 'https://b-site.com,*' }, [origin]), [origin])
})

const FITS: Record<string, { yes: string[], no: string[] }> = {
  'https://*.vercel.app': {
    yes: ['https://a.vercel.app', 'https://a-b_c9.vercel.app'],
    no: [
      'https://vercel.app', 'https://.vercel.app', 'https://a.b.vercel.app', 'https://evilvercel.app', 'https://a.vercel.app.evil.com', 'https://a.vercel.app:8443',
      'http://a.vercel.app', 'https://a.vercelxapp', 'https://evil.com/.vercel.app', 'https://evil.com#.vercel.app', 'https://user@a.vercel.app', 'https://a.vercel.app/', 'xhttps://a.vercel.app'
    ]
  },
  'https://my-site-*-team.vercel.app': {
    yes: ['https://my-site-git-main-team.vercel.app', 'https://my-site-x1-team.vercel.app'],
    no: ['https://my-site--team.vercel.app', 'https://my-site-a.b-team.vercel.app', 'https://my-site-x-team.vercel.app.evil.com', 'https://evil-my-site-x-team.vercel.app', 'https://my-site-x-teams.vercel.app']
  },
  'my-site.com': { yes: ['https://my-site.com'], no: ['http://my-site.com', 'https://www.my-site.com', 'https://my-siteXcom', 'https://my-site.com:444'] },
  'https://my-site.com/': { yes: ['https://my-site.com'], no: ['https://my-site.com/'] },
  'https://My-Site.com:443': { yes: ['https://my-site.com'], no: ['https://my-site.com:444'] },
  'http://my-site.com:80': { yes: ['http://my-site.com'], no: ['https://my-site.com'] },
  'https://my-site.com:*': { yes: ['https://my-site.com', 'https://my-site.com:8443'], no: ['https://my-site.com:evil.com', 'https://my-site.com:'] },
  localhost: { yes: ['http://localhost', 'http://localhost:3000', 'http://localhost:5173'], no: ['https://localhost', 'http://localhost.evil.com', 'http://localhost:3000.evil.com', 'http://evillocalhost'] },
  'localhost:3000': { yes: ['http://localhost:3000'], no: ['http://localhost', 'http://localhost:3001', 'http://localhost:30001'] },
  'http://localhost:3000/': { yes: ['http://localhost:3000'], no: ['http://localhost:3001'] },
  'http://localhost:*': { yes: ['http://localhost', 'http://localhost:1', 'http://localhost:65535'], no: ['http://localhost:evil', 'https://localhost:3000'] },
  'https://localhost': { yes: ['https://localhost', 'https://localhost:3000'], no: ['http://localhost:3000'] },
  '127.0.0.1': { yes: ['http://127.0.0.1', 'http://127.0.0.1:8080'], no: ['http://127.0.0.10', 'http://127x0.0.1', 'http://127.0.0.1.evil.com'] },
  '[::1]:3000': { yes: ['http://[::1]:3000'], no: ['http://[::1]', 'http://::1:3000'] }
}

for (const [entry, { yes, no }] of Object.entries(FITS)) {
  t.test(`CORS_ORIGINS=${entry} lets in exactly what it says`, async t => {
    t.same(await allowed(t, { CORS_ORIGINS: entry }, [...yes, ...no]), yes)
  })
}

for (const entry of ['https://*', '*.com', 'https://*.app', 'https://my-site.*', 'https://a.*.app', 'https://www.my-*.com', '*.localhost', '192.168.1.*']) {
  t.test(`${entry} is refused, because sites of strangers would fit`, async t => {
    await t.rejects(build(t, { CORS_ORIGINS: entry }, { embedder: fakeEmbedder(), corpora: storeOf({}) }), {
      message: `The setting CORS_ORIGINS has "${entry}", which would let in sites of strangers: a star may not stand in the last two parts of a name.`
    })
  })
}

for (const entry of ['https://my-site.com/path', 'my-site.com/*', 'ftp://my-site.com', 'https://', 'my site.com', 'https://user@my-site.com', 'https://my-site.com?x', 'https://..', 'https://my-site.com:port']) {
  t.test(`${entry} is refused, because it is no origin`, async t => {
    t.throws(() => originPattern(entry), { message: `The setting CORS_ORIGINS has "${entry}", which is no origin. Write it like https://my-site.com or https://*.vercel.app, without a path.` })
  })
}
