import { Writable } from 'node:stream'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import pino from 'pino'
import type { Test } from 'tap'
import t from 'tap'
import type { App } from '../../src/app.ts'
import type { Environment } from '../../src/config.ts'
import type { WorkerEmbedder } from '../../src/embedding/embedder.ts'
import { build, fakeEmbedder, storeOf } from '../helper.ts'

interface Logged { app: App, lines: () => Record<string, unknown>[], text: () => string }

/** An app that logs everything there is to log into memory. */
async function logged (t: Test, { embedder = {}, environment = {} }: { embedder?: Partial<WorkerEmbedder>, environment?: Environment } = {}): Promise<Logged> {
  const chunks: string[] = []
  const stream = new Writable({ write: (chunk, _, done) => { chunks.push(String(chunk)); done() } })
  const corpora = storeOf({ mentors: [{ id: 'a', text: 'one' }] })
  const app = await build(t, environment, { embedder: fakeEmbedder(embedder), corpora, log: pino({ level: 'trace' }, stream) })
  await app.ready()
  chunks.length = 0
  return { app, text: () => chunks.join(''), lines: () => chunks.map(line => JSON.parse(line) as Record<string, unknown>) }
}

const broken = (message: string): Partial<WorkerEmbedder> => ({ embed: async () => { throw new Error(message) } })

t.test('a request leaves one line: method, pattern of the route, status, milliseconds and request id', async t => {
  const { app, lines } = await logged(t)
  const expected: [InjectOptions, object][] = [
    [{ url: '/corpora/mentors/items/a' }, { level: 30, method: 'GET', route: '/corpora/:name/items/:id', status: 200 }],
    [{ method: 'POST', url: '/match', payload: { query: 'one' } }, { level: 30, method: 'POST', route: '/match', status: 200 }],
    [{ method: 'POST', url: '/match', payload: {} }, { level: 30, method: 'POST', route: '/match', status: 400 }],
    [{ url: '/nothing/at/all' }, { level: 30, method: 'GET', route: 'none', status: 404 }],
    [{ url: '/%zz' }, { level: 30, method: 'GET', route: 'none', status: 400 }],
    [{ method: 'HEAD', url: '/' }, { level: 30, method: 'HEAD', route: '/', status: 200 }]
  ]
  for (const [request, line] of expected) {
    const before = lines().length
    const { headers } = await app.inject(request)
    t.equal(lines().length, before + 1)
    const found = lines().at(-1)!
    t.match(found, { ...line, reqId: headers['x-request-id'], ms: Number, msg: 'request' })
    t.same(Object.keys(found).sort(), ['hostname', 'level', 'method', 'ms', 'msg', 'pid', 'reqId', 'route', 'status', 'time'])
  }
})

t.test('a failure of the service is a warning', async t => {
  const { app, lines } = await logged(t, { embedder: broken('x') })
  await app.inject('/match?q=one')
  t.match(lines().map(line => [line['level'], line['msg']]), [[50, 'unexpected error'], [40, 'request']])
})

t.test('a harmless request id is kept, any other is replaced', async t => {
  const { app } = await logged(t)
  for (const given of ['abc-123', 'A.b_c', 'x'.repeat(64)]) t.equal((await app.inject({ url: '/health', headers: { 'x-request-id': given } })).headers['x-request-id'], given)
  for (const given of ['', 'x'.repeat(65), 'a b', 'a\tb', '<script>', 'ü', '{"a":1}']) {
    t.match((await app.inject({ url: '/health', headers: { 'x-request-id': given } })).headers['x-request-id'], /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  }
})

t.test('two requests have two ids', async t => {
  const { app } = await logged(t)
  t.not((await app.inject('/health')).headers['x-request-id'], (await app.inject('/health')).headers['x-request-id'])
})

/** Every place of a request where somebody may have written something. */
const PLACES: Record<string, (secret: string) => InjectOptions> = {
  query: secret => ({ method: 'POST', url: '/match', payload: { query: secret } }),
  queries: secret => ({ method: 'POST', url: '/match', payload: { queries: ['one', secret] } }),
  'an unknown field': secret => ({ method: 'POST', url: '/match', payload: { [secret]: secret } }),
  'a wrong type': secret => ({ method: 'POST', url: '/match', payload: { query: 'one', limit: secret, threshold: secret, exclude: secret } }),
  'a filter': secret => ({ method: 'POST', url: '/match', payload: { query: 'one', filter: { text: secret, [secret]: { gt: secret } } } }),
  'a corpus': secret => ({ method: 'POST', url: '/match', payload: { query: secret, corpus: secret } }),
  like: secret => ({ method: 'POST', url: '/match', payload: { like: secret } }),
  'JSON that breaks off': secret => ({ method: 'POST', url: '/match', headers: { 'content-type': 'application/json' }, payload: `{"query":"${secret}` }),
  'no JSON': secret => ({ method: 'POST', url: '/match', headers: { 'content-type': 'application/json' }, payload: secret }),
  'plain text': secret => ({ method: 'POST', url: '/match', headers: { 'content-type': 'text/plain' }, payload: secret }),
  'a content type': secret => ({ method: 'POST', url: '/match', headers: { 'content-type': secret }, payload: secret }),
  'a query string': secret => ({ url: `/match?q=${secret}&${secret}=${secret}` }),
  'the query string of a route without one': secret => ({ url: `/health?${secret}` }),
  'the query string of no route': secret => ({ url: `/nothing?q=${secret}` }),
  'an unknown path': secret => ({ url: `/${secret}` }),
  'a path that cannot be read': secret => ({ url: `/${secret}/%zz?${secret}` }),
  'an id in a path': secret => ({ url: `/corpora/mentors/items/${secret}` }),
  texts: secret => ({ method: 'POST', url: '/embed', payload: { texts: [secret], model: secret } }),
  input: secret => ({ method: 'POST', url: '/v1/embeddings', payload: { input: secret, user: secret } }),
  'both sides': secret => ({ method: 'POST', url: '/compare', payload: { a: secret, b: secret } }),
  keys: secret => ({ url: '/match?q=one', headers: { 'x-api-key': secret, authorization: `Bearer ${secret}`, cookie: secret } }),
  'other headers': secret => ({ url: '/health', headers: { 'user-agent': secret, referer: `https://${secret}.com`, origin: `https://${secret}.com`, 'x-forwarded-for': secret } }),
  'a request id that is not kept': secret => ({ url: '/health', headers: { 'x-request-id': `${secret} ` + 'x'.repeat(80) } })
}

t.test('nothing that somebody wrote is in the log, wherever it stood', async t => {
  const quiet = await logged(t)
  const failing = await logged(t, { embedder: { embed: async texts => { throw new Error(`cannot embed ${texts.join()}\n    at ${texts.join()} (file.js:1:1)`) } } })
  const keyed = await logged(t, { environment: { API_KEYS: 'the-real-key' } })
  const secrets = fc.stringMatching(/^[a-z]{8,20}$/).map(text => `SECRET${text}`)
  await fc.assert(fc.asyncProperty(secrets, fc.constantFrom(...Object.keys(PLACES)), async (secret, place) => {
    for (const { app, text } of [quiet, failing, keyed]) {
      await app.inject(PLACES[place]!(secret))
      t.notMatch(text(), secret, `${place}: not in the log`)
    }
  }), { numRuns: 200 })
  t.ok(quiet.lines().length >= 200)
})

t.test('no address of a client is in the log', async t => {
  const { app, text } = await logged(t)
  await app.inject({ url: '/match?q=one', remoteAddress: '203.0.113.77' })
  await app.inject({ url: '/health', headers: { 'x-forwarded-for': '198.51.100.88' } })
  t.notMatch(text(), /203\.0\.113\.77|198\.51\.100\.88/)
})

t.test('the text of a query is in no error, wherever it stood', async t => {
  const { app } = await logged(t, { embedder: { embed: async texts => { throw new Error(`cannot embed ${texts.join()}`) } } })
  const TEXTS = ['query', 'queries', 'a wrong type', 'JSON that breaks off', 'no JSON', 'plain text', 'the query string of no route', 'input', 'both sides', 'keys'] as const
  for (const place of TEXTS) {
    const response = await app.inject(PLACES[place]!('SECRETtext'))
    t.ok(response.statusCode >= 400)
    t.notMatch(response.body, 'SECRETtext', place)
  }
  t.notMatch((await app.inject('/match?q=SECRETtext&limit=0')).body, 'SECRETtext')
})
