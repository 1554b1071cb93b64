import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { buildSmall } from '../helper.ts'

const ITEMS = { mentors: [{ id: 'a', text: 'one' }] }

type Directives = Record<string, string[]>

function policyOf ({ headers }: LightMyRequestResponse): Directives {
  const directives = String(headers['content-security-policy']).split(';').map(directive => directive.trim().split(/\s+/))
  return Object.fromEntries(directives.map(([name, ...sources]) => [name!, sources]))
}

const EVERYWHERE: Record<string, InjectOptions> = {
  'the page': { url: '/' },
  'its files': { url: '/app.js' },
  'the documents': { url: '/docs/' },
  'an answer': { method: 'POST', url: '/match', payload: { query: 'one' } },
  'an error': { method: 'POST', url: '/match', payload: {} },
  'an unknown route': { url: '/nothing' },
  'an unreadable URL': { url: '/%zz' }
}

for (const [name, request] of Object.entries(EVERYWHERE)) {
  t.test(`${name}: only a Space may frame it, nothing comes from elsewhere, and everybody may read it`, async t => {
    const app = await buildSmall(t, ITEMS)
    const response = await app.inject({ ...request, headers: { origin: 'https://a-site.com' } })
    const policy = policyOf(response)
    t.same(policy['frame-ancestors'], ["'self'", 'https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.space'])
    t.same(policy['default-src'], ["'none'"])
    t.same(policy['script-src'], ["'self'"])
    t.equal(policy['style-src']![0], "'self'")
    for (const source of Object.values(policy).flat()) t.notMatch(source, /unsafe|^\*|^https?:$/)
    t.notOk('upgrade-insecure-requests' in policy, 'it is also used over http, on this machine and behind a proxy')
    t.notOk('x-frame-options' in response.headers, 'it would shut out the frame of a Space')
    t.notOk('strict-transport-security' in response.headers, 'who ends TLS decides about it')
    t.match(response.headers, {
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin'
    })
  })
}

t.test('a refused key and too many requests carry them too', async t => {
  const app = await buildSmall(t, ITEMS, { API_KEYS: 'k', RATE_LIMIT_PER_MINUTE: '1' })
  const match = (headers: Record<string, string>) => app.inject({ method: 'POST', url: '/match', payload: { query: 'two' }, headers })
  await app.inject({ url: '/match?q=one', headers: { 'x-api-key': 'k' } }) // The one text of this minute.
  for (const [status, headers] of [[401, {}], [429, { 'x-api-key': 'k' }]] as const) {
    const response = await match(headers)
    t.equal(response.statusCode, status)
    t.match(response.headers, { 'x-content-type-options': 'nosniff', 'content-security-policy': /default-src 'none'/ })
  }
})

t.test('a preflight is answered before them', async t => {
  const app = await buildSmall(t, ITEMS)
  const response = await app.inject({ method: 'OPTIONS', url: '/match', headers: { origin: 'https://a-site.com', 'access-control-request-method': 'POST' } })
  t.match(response, { statusCode: 204, headers: { 'access-control-allow-origin': '*' } })
})
