import { connect } from 'node:net'
import { EventEmitter, once } from 'node:events'
import { Writable } from 'node:stream'
import type { FastifyBaseLogger, InjectOptions } from 'fastify'
import pino from 'pino'
import type { Test } from 'tap'
import t from 'tap'
import type { App } from '../../src/app.ts'
import { buildApp } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'
import type { WorkerEmbedder } from '../../src/embedding/embedder.ts'
import { CorpusUnavailableError, EmbedderHungError, EmbedderRestartingError, OverloadedError, ShuttingDownError } from '../../src/errors.ts'
import { build, buildSmall, checked, fakeEmbedder, storeOf } from '../helper.ts'

const ITEMS = { mentors: [{ id: 'a', text: 'one' }] }
const match = { method: 'POST', url: '/match', payload: { query: 'one' } } as const
const SHAPE = ['detail', 'docs', 'error', 'message', 'request_id', 'status']

async function failing (t: Test, error: unknown, log: FastifyBaseLogger = pino({ level: 'silent' })): Promise<App> {
  return await build(t, {}, { embedder: fakeEmbedder({ embed: async () => { throw error } }), corpora: storeOf(ITEMS), log })
}

t.test('every error has the one shape, with the request id that is in the header', async t => {
  const app = await buildSmall(t, ITEMS, { RATE_LIMIT_PER_MINUTE: '1' })
  const keyed = await buildSmall(t, ITEMS, { API_KEYS: 'k' })
  const broken = await failing(t, new Error('x'))
  const overloaded = await failing(t, new OverloadedError(1024))
  const starting = checked(await buildApp(loadConfig({ LOG_LEVEL: 'silent' }), { embedder: fakeEmbedder(), corpora: storeOf(ITEMS) }))
  t.teardown(async () => await starting.close())
  const cases: [number, App, InjectOptions][] = [
    [400, app, { method: 'POST', url: '/match', headers: { 'content-type': 'application/json' }, payload: '{' }],
    [400, app, { method: 'POST', url: '/match', payload: { limit: 0 } }],
    [400, app, { url: '/%' }],
    [401, keyed, match],
    [404, app, { url: '/nothing' }],
    [404, app, { url: '/corpora/nothing' }],
    [413, app, { method: 'POST', url: '/match', payload: { query: 'x'.repeat(2 ** 20) } }],
    [415, app, { method: 'POST', url: '/match', headers: { 'content-type': 'text/plain' }, payload: 'x' }],
    [422, app, { method: 'POST', url: '/compare', payload: { a: [0], b: [1] } }],
    [429, app, { method: 'POST', url: '/match', payload: { query: 'two' } }],
    [500, broken, match],
    [503, overloaded, match],
    [503, starting, match]
  ]
  await app.inject(match) // The one text of this minute.
  for (const [status, app, request] of cases) {
    const response = await app.inject(request)
    const body = response.json()
    t.equal(response.statusCode, status)
    t.same(Object.keys(body).sort(), SHAPE)
    t.equal(body.status, status)
    t.equal(body.request_id, response.headers['x-request-id'])
    t.equal(body.docs, `/docs#${body.error}`)
    t.equal(response.headers['content-type'], 'application/json; charset=utf-8')
    t.equal(response.headers['cache-control'], 'no-store')
    t.equal(Array.isArray(body.detail), status === 400 && body.error !== 'malformed_url')
    t.equal(response.headers['retry-after'] !== undefined, status === 429 || status === 503)
  }
})

t.test('a 400 lists what is wrong with its place and, where a name is close, the name', async t => {
  const app = await buildSmall(t, ITEMS)
  const { detail } = (await app.inject({ method: 'POST', url: '/match', payload: { query: 'one', limit: 0, filter: {}, ofset: 1 } })).json()
  t.same(detail, [
    { path: 'ofset', message: 'There is no field "ofset". Did you mean "offset"?', did_you_mean: 'offset' },
    { path: 'limit', message: 'limit must be 1 or more.' }
  ])
})

for (const [error, code, retryAfter] of [
  [new OverloadedError(1024), 'overloaded', '2'],
  [new EmbedderRestartingError(), 'embedder_restarting', '1'],
  [new EmbedderHungError(10_000), 'embedder_hung', '10'],
  [new CorpusUnavailableError('Out of order.'), 'corpus_unavailable', '60'],
  [new ShuttingDownError(), 'shutting_down', '5']
] as const) {
  t.test(`${code} is a 503 that says when to come again`, async t => {
    const app = await failing(t, error)
    const response = await app.inject(match)
    t.match(response, { statusCode: 503, headers: { 'retry-after': retryAfter } })
    t.match(response.json(), { error: code, message: error.message })
  })
}

const UNEXPECTED: Record<string, unknown> = {
  'an error': new TypeError('SECRET'),
  'an error of many lines that look like a stack': new Error('SECRET\n    at SECRET (file:1:1)\n    at SECRET'),
  'an error with a status of its own': Object.assign(new Error('SECRET'), { statusCode: 418 }),
  'an error with properties': Object.assign(new Error('SECRET'), { query: 'SECRET', cause: new Error('SECRET') }),
  'a text': 'SECRET',
  'an object': { message: 'SECRET' }
}
for (const [what, error] of Object.entries(UNEXPECTED)) {
  t.test(`${what} thrown unexpectedly is a 500 whose message is neither in the answer nor in the log`, async t => {
    const lines: string[] = []
    const stream = new Writable({ write: (chunk, _, done) => { lines.push(String(chunk)); done() } })
    const app = await failing(t, error, pino({ level: 'trace' }, stream))
    const response = await app.inject(match)
    t.equal(response.statusCode, 500)
    t.match(response.json(), { error: 'internal_error', message: 'Something went wrong here. It was logged under this request id.' })
    t.notMatch(response.body, 'SECRET')
    t.notMatch(lines.join(''), 'SECRET')
    t.match(lines.map(line => JSON.parse(line)), [{ level: 50, msg: 'unexpected error', reqId: response.headers['x-request-id'] }, { msg: 'request', status: 500 }])
  })
}

t.test('an unexpected error is logged with its name and the places in the code', async t => {
  const lines: string[] = []
  const stream = new Writable({ write: (chunk, _, done) => { lines.push(String(chunk)); done() } })
  const app = await failing(t, new TypeError('SECRET'), pino({ level: 'error' }, stream))
  await app.inject(match)
  t.match(JSON.parse(lines[0]!), { err: { type: 'TypeError', stack: /errors\.test\.ts:\d+:\d+/ } })
})

t.test('a wrong method is told which there are', async t => {
  const app = await buildSmall(t, ITEMS)
  for (const method of ['PUT', 'DELETE', 'PATCH'] as const) {
    t.match((await app.inject({ method, url: '/match' })).json(), { error: 'route_not_found', message: `There is no ${method} /match. There is GET /match and POST /match.` })
  }
  t.match((await app.inject({ method: 'DELETE', url: '/corpora/mentors?x=SECRET' })).json().message, /^There is no DELETE \/corpora\/mentors\. There is GET \/corpora\/mentors\.$/)
})

/** The answer to bytes that are sent as they are. */
async function answerTo (t: Test, bytes: string): Promise<{ head: string, body: Record<string, unknown> }> {
  const app = await buildSmall(t, ITEMS)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as { port: number }
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', chunk => chunks.push(chunk))
  socket.end(bytes)
  await once(socket, 'close')
  const [head, body] = Buffer.concat(chunks).toString().split('\r\n\r\n') as [string, string]
  return { head, body: JSON.parse(body) }
}

for (const [what, bytes, status, code] of [
  ['what is no HTTP', 'SECRET\r\n\r\n', 400, 'malformed_request'],
  ['headers of 20 KB', `GET /match?q=${'x'.repeat(20_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 431, 'headers_too_large']
] as const) {
  t.test(`${what} is answered in the one shape too`, async t => {
    const { head, body } = await answerTo(t, bytes)
    t.match(head, new RegExp(`^HTTP/1\\.1 ${status} `))
    t.match(head, `x-request-id: ${String(body['request_id'])}`)
    t.match(body, { error: code, status })
    t.same(Object.keys(body).sort(), SHAPE)
    t.notMatch(JSON.stringify(body), 'SECRET')
  })
}

t.test('a client that goes away before its answer leaves a line with status 499 and no error', async t => {
  const lines: Record<string, unknown>[] = []
  const written = new EventEmitter()
  const stream = new Writable({ write: (chunk, _, done) => { lines.push(JSON.parse(String(chunk))); written.emit('line'); done() } })
  const begun = new EventEmitter()
  const embed: WorkerEmbedder['embed'] = async (_, { signal }) => await new Promise((_resolve, reject) => {
    signal!.addEventListener('abort', () => reject(signal!.reason))
    begun.emit('embedding')
  })
  const app = await build(t, {}, { embedder: fakeEmbedder({ embed }), corpora: storeOf(ITEMS), log: pino({ level: 'info' }, stream) })
  await app.listen({ port: 0, host: '127.0.0.1' })
  lines.length = 0
  const { port } = app.server.address() as { port: number }
  const socket = connect(port, '127.0.0.1')
  const embedding = once(begun, 'embedding')
  socket.write('GET /match?q=one HTTP/1.1\r\nhost: x\r\n\r\n')
  await embedding
  const line = once(written, 'line')
  socket.destroy()
  await line
  t.match(lines, [{ level: 30, route: '/match', status: 499 }])
  t.equal((await app.inject('/health')).statusCode, 200)
})
