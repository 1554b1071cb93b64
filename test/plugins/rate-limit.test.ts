import type { InjectOptions } from 'fastify'
import t from 'tap'
import { buildSmall } from '../helper.ts'

const ITEMS = { mentors: [{ id: 'a', text: 'one' }] }
const match = (texts: number, more: InjectOptions = {}): InjectOptions => ({ method: 'POST', url: '/match', payload: { queries: Array(texts).fill('one') }, ...more })

t.test('a batch counts as many as it has texts, and one too many is a 429 that says when to come again', async t => {
  const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '10' })
  t.equal((await app.inject(match(6))).statusCode, 200)
  t.equal((await app.inject(match(4))).statusCode, 200)
  const response = await app.inject({ method: 'POST', url: '/match', payload: { query: 'one' } })
  t.equal(response.statusCode, 429)
  const after = Number(response.headers['retry-after'])
  t.ok(Number.isInteger(after) && after >= 1 && after <= 60)
  t.match(response.json(), { error: 'too_many_requests', message: `More than 10 texts a minute came from this address. Try again in ${after} s.` })
})

const COSTS: [string, number, InjectOptions][] = [
  ['POST /match', 1, { method: 'POST', url: '/match', payload: { query: 'one' } }],
  ['GET /match', 1, { url: '/match?q=one' }],
  ['a match by vector', 1, { method: 'POST', url: '/match', payload: { embedding: [1, 0, 0, 0, 0, 0, 0, 0] } }],
  ['/embed with three texts', 3, { method: 'POST', url: '/embed', payload: { texts: ['a', 'b', 'c'] } }],
  ['/v1/embeddings with one text', 1, { method: 'POST', url: '/v1/embeddings', payload: { input: 'a' } }],
  ['/v1/embeddings with two', 2, { method: 'POST', url: '/v1/embeddings', payload: { input: ['a', 'b'] } }],
  ['/compare of two texts', 2, { method: 'POST', url: '/compare', payload: { a: 'a', b: 'b' } }],
  ['/compare of a text and a vector', 1, { method: 'POST', url: '/compare', payload: { a: 'a', b: [1, 0, 0, 0, 0, 0, 0, 0] } }]
]
for (const [what, cost, request] of COSTS) {
  t.test(`${what} counts ${cost}`, async t => {
    const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '12' })
    for (let spent = 0; spent < 12; spent += cost) t.equal((await app.inject(request)).statusCode, 200)
    t.equal((await app.inject(request)).statusCode, 429)
  })
}

t.test('health, metrics, the page, the documents, the corpora and refused requests are free', async t => {
  const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '1' })
  await app.inject('/match?q=one')
  for (const url of ['/health', '/livez', '/readyz', '/metrics', '/', '/docs', '/openapi.json', '/info', '/corpora', '/corpora/mentors/items/a']) t.equal((await app.inject(url)).statusCode, 200, url)
  t.equal((await app.inject('/nothing')).statusCode, 404)
  t.equal((await app.inject('/match?limit=0')).statusCode, 400)
  t.equal((await app.inject('/match?q=one')).statusCode, 429)
})

t.test('comparing two vectors is free', async t => {
  const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '1' })
  for (let i = 0; i < 3; i++) t.equal((await app.inject({ method: 'POST', url: '/compare', payload: { a: [1], b: [1] } })).statusCode, 200)
})

t.test('0 switches it off', async t => {
  const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '0' })
  for (let i = 0; i < 20; i++) t.equal((await app.inject(match(64))).statusCode, 200)
})

t.test('each address has its own count', async t => {
  const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '1' })
  t.equal((await app.inject(match(1, { remoteAddress: '203.0.113.1' }))).statusCode, 200)
  t.equal((await app.inject(match(1, { remoteAddress: '203.0.113.1' }))).statusCode, 429)
  t.equal((await app.inject(match(1, { remoteAddress: '203.0.113.2' }))).statusCode, 200)
})

t.test('X-Forwarded-For', async t => {
  const from = (remoteAddress: string, forwarded: string) => match(1, { remoteAddress, headers: { 'x-forwarded-for': forwarded } })

  t.test('is believed from a proxy in a private network', async t => {
    for (const proxy of ['127.0.0.1', '10.0.0.7', '172.16.0.1', '192.168.0.1', '::1', '::ffff:10.0.0.7', 'fd00::1']) {
      const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '1' })
      t.equal((await app.inject(from(proxy, '203.0.113.1'))).statusCode, 200)
      t.equal((await app.inject(from(proxy, '203.0.113.2'))).statusCode, 200, `another client behind ${proxy}`)
      t.equal((await app.inject(from(proxy, '203.0.113.1'))).statusCode, 429)
    }
  })

  t.test('is not believed from anybody else, so nobody gets a new count by writing it', async t => {
    const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '1' })
    t.equal((await app.inject(from('203.0.113.9', '198.51.100.1'))).statusCode, 200)
    t.equal((await app.inject(from('203.0.113.9', '198.51.100.2'))).statusCode, 429)
  })

  t.test('counts from the right: what a client wrote itself in front of the proxy is not believed', async t => {
    const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '1' })
    t.equal((await app.inject(from('10.0.0.7', '198.51.100.1, 203.0.113.9'))).statusCode, 200)
    t.equal((await app.inject(from('10.0.0.7', '198.51.100.2, 203.0.113.9'))).statusCode, 429)
    t.equal((await app.inject(from('10.0.0.7', '198.51.100.2, 203.0.113.10'))).statusCode, 200)
  })

  t.test('is believed from the proxies that TRUST_PROXY names, and only from them', async t => {
    const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '1', TRUST_PROXY: '203.0.113.0/24' })
    t.equal((await app.inject(from('203.0.113.9', '198.51.100.1'))).statusCode, 200)
    t.equal((await app.inject(from('203.0.113.9', '198.51.100.2'))).statusCode, 200)
    t.equal((await app.inject(from('127.0.0.1', '198.51.100.3'))).statusCode, 200)
    t.equal((await app.inject(from('127.0.0.1', '198.51.100.4'))).statusCode, 429)
  })
})
