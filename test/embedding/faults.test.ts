import { Worker } from 'node:worker_threads'
import type { Test } from 'tap'
import t from 'tap'
import type { EmbedderOptions, WorkerEmbedder } from '../../src/embedding/embedder.ts'
import { createEmbedder } from '../../src/embedding/embedder.ts'
import { MODEL_ID } from '../../src/conversion/all-minilm-l6-v2.ts'
import { build } from '../helper.ts'

const model = MODEL_ID

interface Faulty { embedder: WorkerEmbedder, replaced: string[], hung: Promise<string> }

/** The real embedder around a worker that misbehaves when a text says so. */
function faulty (options: Partial<EmbedderOptions> = {}): Faulty {
  const replaced: string[] = []
  let onHung: (reason: string) => void
  const hung = new Promise<string>(resolve => { onHung = resolve })
  const embedder = createEmbedder({
    modelsDir: 'models',
    dtype: 'q8',
    threads: 1,
    cacheBytes: 0,
    maxQueue: 100,
    timeoutMs: 60_000,
    spawn: setup => new Worker(new URL('../fixtures/faulty-worker.ts', import.meta.url), { workerData: setup, resourceLimits: { maxOldGenerationSizeMb: 64 } }),
    onReplaced: reason => replaced.push(reason),
    onHung: reason => onHung(reason),
    ...options
  })
  return { embedder, replaced, hung }
}

async function started (t: Test, options?: Partial<EmbedderOptions>): Promise<Faulty> {
  const result = faulty(options)
  t.teardown(async () => await result.embedder.close())
  await result.embedder.load([model])
  await result.embedder.start()
  return result
}

for (const [fault, reason] of Object.entries({ throw: /thrown on purpose/, reject: /rejected on purpose/, exit: /exited with code 3/, heap: /memory/ })) {
  t.test(`a worker that meets "${fault}" is replaced; only its own caller is told to come again`, async t => {
    const { embedder, replaced } = await started(t)
    const results = await Promise.allSettled(['before', fault, 'behind it', 'and another'].map(async text => await embedder.embed([text], { model })))
    t.same(results.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'], 'texts that waited are answered by the next worker')
    t.match((results[1] as PromiseRejectedResult).reason, { code: 'embedder_restarting', status: 503, retryAfter: 1 })
    t.equal(replaced.length, 1)
    t.match(replaced[0], reason)
    t.match(embedder.state(), { status: 'ready' })
  })
}

t.test('over HTTP a crash costs its caller a 503 with Retry-After, and health nothing', async t => {
  const { embedder } = faulty()
  const app = await build(t, {}, { embedder })
  const match = async (query: string) => await app.inject({ method: 'POST', url: '/match', payload: { query } })
  const [crash, health, other] = await Promise.all([match('exit'), app.inject('/health'), match('another')])
  t.equal(crash.statusCode, 503)
  t.equal(crash.headers['retry-after'], '1')
  t.equal(crash.json().error, 'embedder_restarting')
  t.equal(health.statusCode, 200)
  t.equal(other.statusCode, 200)
  t.equal((await match('again')).statusCode, 200)
})

t.test('a call that does not return', async t => {
  t.test('is told to its callers, turns /livez and /readyz to 503 and at last ends the process', async t => {
    const { embedder, hung } = faulty({ timeoutMs: 300 })
    const app = await build(t, { INFERENCE_TIMEOUT_MS: '300' }, { embedder })
    t.equal((await app.inject('/livez')).statusCode, 200)
    const [stuck, waiting] = await Promise.all(['hang', 'waiting'].map(async query => await app.inject({ method: 'POST', url: '/match', payload: { query } })))
    t.same([stuck!.statusCode, waiting!.statusCode], [503, 503])
    t.equal(stuck!.json().error, 'embedder_hung')
    const [livez, readyz, health, match] = await Promise.all([app.inject('/livez'), app.inject('/readyz'), app.inject('/health'), app.inject('/match?q=x')])
    t.same([livez.statusCode, readyz.statusCode, health.statusCode, match.statusCode], [503, 503, 200, 503])
    t.match(health.json(), { status: 'degraded', matcher_ready: false, reasons: [/has not returned/] })
    t.match(await hung, 'has not returned for 600 ms')
  })

  t.test('but returns late makes the service well again', async t => {
    const { embedder } = await started(t, { timeoutMs: 100 })
    await t.rejects(embedder.embed(['pause'], { model }), { code: 'embedder_hung' })
    t.equal(embedder.state().status, 'hung')
    while (embedder.state().status === 'hung') await new Promise(resolve => setImmediate(resolve))
    t.equal((await embedder.embed(['well'], { model })).length, 1)
  })
})

t.test('while replacements cannot start either, callers are told instead of kept waiting', async t => {
  let spawned = 0
  const { embedder } = await started(t, {
    spawn: setup => spawned++ === 1
      ? new Worker('throw new Error("not this time")', { eval: true })
      : new Worker(new URL('../fixtures/faulty-worker.ts', import.meta.url), { workerData: setup })
  })
  const [crash, waiting] = await Promise.allSettled(['exit', 'waiting'].map(async text => await embedder.embed([text], { model })))
  t.match(crash, { status: 'rejected', reason: { code: 'embedder_restarting' } })
  t.match(waiting, { status: 'rejected', reason: { code: 'embedder_restarting' } })
  t.match(embedder.state(), { status: 'starting', reason: /not this time/ })
  t.equal((await embedder.embed(['the third worker answers'], { model })).length, 1)
})

t.test('a worker that cannot even start is said, not started for ever', async t => {
  const { embedder, replaced } = faulty({ spawn: () => new Worker('throw new Error("no such library")', { eval: true }) })
  await embedder.load([model])
  await t.rejects(embedder.start(), { message: 'no such library' })
  t.same(replaced, [])
  await embedder.close()
})

t.test('the queue', async t => {
  t.test('is bounded', async t => {
    const { embedder } = await started(t, { maxQueue: 3 })
    const results = await Promise.allSettled(['slow', 'a', 'b', 'c', 'd'].map(async text => await embedder.embed([text], { model })))
    t.same(results.map(({ status }) => status), ['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected'], 'one runs, three wait, one is refused')
    t.match((results[4] as PromiseRejectedResult).reason, { code: 'overloaded', status: 503, retryAfter: 2 })
  })

  t.test('takes a batch whole or not at all', async t => {
    const { embedder } = await started(t, { maxQueue: 3 })
    await t.rejects(embedder.embed(['slow', 'a', 'b', 'c', 'd'], { model }), { code: 'overloaded' })
    t.equal(embedder.state().waiting, 0)
  })

  t.test('lets a short query overtake long texts and bulk work', async t => {
    const { embedder } = await started(t)
    const order: string[] = []
    const ask = async (name: string, texts: string[]) => { await embedder.embed(texts, { model }); order.push(name) }
    await Promise.all([
      ask('running', ['slow']),
      ask('bulk', Array.from({ length: 20 }, (_, i) => `text ${i} of a batch`)),
      ask('long', ['x'.repeat(5000)]),
      ask('short', ['I dread interviews'])
    ])
    t.same(order, ['running', 'short', 'bulk', 'long'])
  })

  t.test('drops what nobody waits for any more, and tells the caller why', async t => {
    const { embedder } = await started(t)
    const gone = new AbortController()
    const running = embedder.embed(['slow'], { model })
    const dropped = embedder.embed(['throw', 'another'], { model, signal: gone.signal })
    gone.abort(new Error('the client has gone'))
    await t.rejects(dropped, { message: 'the client has gone' })
    t.equal(embedder.state().waiting, 0, 'nothing of it is left in the queue')
    await running
    t.equal((await embedder.embed(['well'], { model })).length, 1, 'and it was never run')
  })

  t.test('rejects what waits when the service shuts down', async t => {
    const { embedder } = await started(t)
    const calls = ['slow', 'a', 'b'].map(async text => await embedder.embed([text], { model }))
    const settled = Promise.allSettled(calls)
    await embedder.close()
    t.same((await settled).map(result => (result as PromiseRejectedResult).reason?.code), ['shutting_down', 'shutting_down', 'shutting_down'])
    await t.rejects(embedder.embed(['late'], { model }), { code: 'shutting_down' })
  })
})

t.test('before it is loaded it says so, and it knows which models it has', async t => {
  const { embedder } = faulty()
  await t.rejects(embedder.embed(['x'], { model }), { code: 'starting', retryAfter: 1 })
  t.equal(embedder.state().status, 'loading')
  await embedder.load([model])
  await t.rejects(embedder.embed(['x'], { model: 'xenova/all-minilm' }), { code: 'model_not_found', status: 404 })
  await embedder.close()
})

t.test('the worker that ships is started by default', async t => {
  const { embedder } = faulty()
  await embedder.close()
  const real = createEmbedder({ modelsDir: 'models', dtype: 'q8', threads: 1, cacheBytes: 1e6, maxQueue: 10, timeoutMs: 60_000, onReplaced: () => {}, onHung: () => {} })
  await real.load([model])
  await real.start()
  const [first] = await real.embed(['the same text'], { model })
  const [second] = await real.embed(['the same text'], { model })
  t.equal(first!.vector, second!.vector, 'the second comes from the cache')
  t.match(second!.timings, { tokenize: 0, queue: 0, infer: 0 })
  await real.close()
})
