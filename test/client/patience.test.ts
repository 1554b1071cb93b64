import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import type { Wait } from '../../src/client/index.ts'
import { createClient, NetworkError, TimeoutError } from '../../src/client/index.ts'
import { json, page, refusal, serve, serveInTurn } from './servers.ts'

const FOUND = json(200, { matches: [] })

/** A client that lists why it waited, and the seconds. */
function waiting (url: string, options = {}) {
  const waits: Wait[] = []
  return { waits, client: createClient({ url, onWait: wait => waits.push(wait), ...options }) }
}

t.test('a service that is busy or starting is asked again after the seconds that it names', async t => {
  const { url, asked } = await serveInTurn(t, refusal(503, 'starting', '0'), refusal(429, 'too_many_requests', '0'), refusal(503, 'overloaded', '0'), FOUND)
  const { waits, client } = waiting(url)
  t.same(await client.match({ query: 'x' }), { matches: [] })
  t.equal(asked(), 4)
  t.same(waits.map(({ why, message }) => [why, message]), [['starting', 'It is starting.'], ['busy', 'It is too_many_requests.'], ['busy', 'It is overloaded.']])
  t.ok(waits.every(({ seconds }) => seconds <= 0.06), 'nearly at once')
})

t.test('never before those seconds, and up to half as long again', async t => {
  const { url } = await serveInTurn(t, refusal(503, 'overloaded', '4'))
  const seconds = new Set<number>()
  for (let call = 0; call < 20; call++) {
    const controller = new AbortController()
    const client = createClient({ url, onWait: wait => { seconds.add(wait.seconds); controller.abort() } })
    await t.rejects(client.match({ query: 'x' }, { signal: controller.signal }), { name: 'AbortError' })
  }
  t.ok(seconds.size > 10, 'not all at once')
  t.ok([...seconds].every(each => each >= 4 && each <= 6), [...seconds].join())
})

t.test('Retry-After may be a date', async t => {
  const { url } = await serveInTurn(t, refusal(503, 'overloaded', new Date(Date.now() + 60_000).toUTCString()))
  const error = await createClient({ url, patienceMs: 0 }).health().catch(error => error)
  t.ok(error.retryAfter > 50 && error.retryAfter <= 60, String(error.retryAfter))
})

t.test('a service that names no time, or one that has passed, is not asked without a pause for two minutes', async t => {
  for (const named of ['0', '-5', new Date(Date.now() - 60_000).toUTCString()]) {
    const { url, asked } = await serveInTurn(t, refusal(503, 'starting', named))
    await t.rejects(createClient({ url, patienceMs: 600 }).health(), { code: 'starting' })
    t.ok(asked() >= 3 && asked() <= 8, `${named}: ${asked()} times`)
  }
})

t.test('after so many refusals the last one is thrown; a service that starts may refuse more often', async t => {
  const busy = await serveInTurn(t, refusal(503, 'overloaded', '0'))
  await t.rejects(createClient({ url: busy.url, retries: 2 }).match({ query: 'x' }), { code: 'overloaded', status: 503, retryAfter: 0 })
  t.equal(busy.asked(), 3)
  const starting = await serveInTurn(t, ...Array.from({ length: 9 }, () => refusal(503, 'starting', '0')), FOUND)
  t.same(await createClient({ url: starting.url, retries: 2 }).match({ query: 'x' }), { matches: [] })
})

t.test('a wait that would end after the time for all of it is not begun', async t => {
  const { url, asked } = await serveInTurn(t, refusal(429, 'too_many_requests', '30'))
  await t.rejects(createClient({ url, patienceMs: 20_000 }).match({ query: 'x' }), { code: 'too_many_requests', retryAfter: 30 })
  t.equal(asked(), 1)
})

t.test('what would fail again is thrown at once', async t => {
  for (const [answer, code] of [[refusal(400, 'invalid_request', '0'), 'invalid_request'], [refusal(500, 'internal_error', '0'), 'internal_error'], [page(404), 'foreign_answer']] as const) {
    const { url, asked } = await serveInTurn(t, answer)
    await t.rejects(createClient({ url }).match({ query: 'x' }), { name: 'KindredError', code })
    t.equal(asked(), 1)
  }
})

t.test('the page of a platform in place of a sleeping service is waited for, whatever its status', async t => {
  for (const status of [200, 502, 503]) {
    const { url } = await serveInTurn(t, page(status), FOUND)
    const { waits, client } = waiting(url)
    t.same(await client.match({ query: 'x' }), { matches: [] })
    t.match(waits, [{ why: 'away', message: `Something between here and the service answered ${status}.`, error: { code: 'foreign_answer', status } }])
    t.ok(waits[0]!.seconds >= 1 && waits[0]!.seconds <= 1.5)
  }
})

t.test('a service where nothing listens yet is waited for until it does', async t => {
  const server = createServer((_, response) => json(200, { matches: [] })(response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  t.teardown(() => { server.close().closeAllConnections() })
  const { waits, client } = waiting(`http://127.0.0.1:${port}`, { onWait: (wait: Wait) => { waits.push(wait); server.listen(port, '127.0.0.1') } })
  t.same(await client.match({ query: 'x' }), { matches: [] })
  t.match(waits, [{ why: 'away', message: 'The service does not answer.', error: { code: 'unreachable', status: 0 } }])
  t.ok(waits[0]!.error instanceof NetworkError)
})

t.test('waits for a service that is away grow from one second to five', async t => {
  const seconds: number[] = []
  t.intercept(Math, 'random', { value: () => 0 })
  const inTime = globalThis.setTimeout
  // Node's own fetch sets timers here as well, with arguments.
  t.intercept(globalThis, 'setTimeout', { value: (action: () => void, ms: number, ...more: []) => inTime(action, ms / 1e6, ...more) })
  let tries = 0
  const fetch = async (): Promise<Response> => { if (tries++ < 6) throw new TypeError('Failed to fetch'); return Response.json({ corpora: [] }) }
  await createClient({ url: 'http://x', fetch, onWait: wait => seconds.push(wait.seconds) }).corpora()
  t.same(seconds, [1, 2, 4, 5, 5, 5])
})

t.test('a try that takes too long ends, also in the middle of its body, and says so', async t => {
  const silent = await serve(t, () => {})
  await t.rejects(createClient({ url: silent, timeoutMs: 30, patienceMs: 0 }).health(), { name: 'TimeoutError', code: 'timeout', status: 0, message: 'The service has not answered for 0.03 s.' })
  const halting = await serve(t, (_, response) => { response.writeHead(200, { 'content-type': 'application/json' }).write('{') })
  const error = await createClient({ url: halting, timeoutMs: 30, patienceMs: 0 }).health().catch(error => error)
  t.ok(error instanceof TimeoutError && error instanceof NetworkError)
})

t.test('a signal ends a try and a wait with its own reason, and leaves no listener', async t => {
  const reason = new Error('enough')
  const controller = new AbortController()
  const silent = await serve(t, () => controller.abort(reason))
  await t.rejects(createClient({ url: silent }).health({ signal: controller.signal }), reason)
  await t.rejects(createClient({ url: silent }).health({ signal: controller.signal }), reason, 'already aborted')

  const { url } = await serveInTurn(t, refusal(503, 'overloaded', '60'))
  const waited = new AbortController()
  await t.rejects(createClient({ url, onWait: () => setImmediate(() => waited.abort(reason)) }).health({ signal: waited.signal }), reason)
})

t.test('what a call says goes before what the client says', async t => {
  const { url, asked } = await serveInTurn(t, refusal(503, 'overloaded', '0'))
  const mine: string[] = []
  const { waits, client } = waiting(url, { retries: 9 })
  await t.rejects(client.health({ retries: 1, onWait: ({ why }) => mine.push(why) }), { code: 'overloaded' })
  t.same([asked(), waits, mine], [2, [], ['busy']])
})

t.test('an address or a key that can be none is refused at once', async t => {
  for (const url of ['localhost:7860', 'not an address', '', undefined]) t.throws(() => createClient({ url: url! }), TypeError, String(url))
  t.throws(() => createClient({ url: 'http://localhost', key: 'ключ' }), TypeError)
})

t.test('times that are no times, or longer than a timer can be, do no harm', async t => {
  const { url, asked } = await serveInTurn(t, refusal(503, 'overloaded', '0'), FOUND)
  t.same(await createClient({ url, timeoutMs: Infinity }).match({ query: 'x' }), { matches: [] })
  const busy = await serveInTurn(t, refusal(503, 'starting', '0'))
  await t.rejects(createClient({ url: busy.url, patienceMs: NaN }).match({ query: 'x' }), { code: 'starting' })
  t.same([asked(), busy.asked()], [2, 1])
})
