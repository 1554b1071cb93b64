import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Test } from 'tap'
import t from 'tap'
import type { EmbedderOptions, WorkerEmbedder } from '../../src/embedding/embedder.ts'
import { createEmbedder } from '../../src/embedding/embedder.ts'
import { MODEL_ID } from '../../src/conversion/all-minilm-l6-v2.ts'
import { build } from '../helper.ts'

const model = MODEL_ID
const IDLE_MS = 100

interface Dropping { embedder: WorkerEmbedder, workers: Worker[], replaced: string[] }

/** The real embedder around a worker that answers at once, dropped when nothing comes. */
async function dropping (t: Test, options: Partial<EmbedderOptions> = {}): Promise<Dropping> {
  const workers: Worker[] = []
  const replaced: string[] = []
  const spawn: EmbedderOptions['spawn'] = setup => {
    const worker = new Worker(new URL('../fixtures/faulty-worker.ts', import.meta.url), { workerData: setup })
    workers.push(worker)
    return worker
  }
  const embedder = createEmbedder({ modelsDir: 'models', dtype: 'q8', threads: 1, cacheBytes: 0, maxQueue: 100, timeoutMs: 60_000, idleMs: IDLE_MS, spawn, onReplaced: reason => replaced.push(reason), onHung: () => {}, ...options })
  t.teardown(async () => await embedder.close())
  await embedder.load([model])
  await embedder.start()
  return { embedder, workers, replaced }
}

async function until (holds: () => boolean): Promise<void> {
  while (!holds()) await setTimeout(5)
}
const isDropped = ({ embedder }: Dropping): boolean => embedder.state().dropped === true

t.test('a model that is dropped when nothing comes', async t => {
  t.test('is loaded by the first text, dropped, and loaded again', async t => {
    const service = await dropping(t)
    const { embedder, workers, replaced } = service
    t.same(embedder.state(), { status: 'ready', waiting: 0, dropped: true })
    t.equal(workers.length, 0)
    for (const round of [1, 2, 3]) {
      await embedder.embed(['a text'], { model })
      t.same(embedder.state(), { status: 'ready', waiting: 0 })
      t.equal(workers.length, round)
      await until(() => isDropped(service))
      await until(() => workers.at(-1)!.threadId === -1)
    }
    t.same(replaced, [], 'that is no fault')
  })

  t.test('is loaded once for texts that come together', async t => {
    const { embedder, workers } = await dropping(t)
    const vectors = await Promise.all(['one', 'two', 'three'].map(async text => await embedder.embed([text], { model })))
    t.equal(vectors.length, 3)
    t.equal(workers.length, 1)
  })

  t.test('stays while texts come', async t => {
    const { embedder, workers } = await dropping(t)
    const end = performance.now() + 4 * IDLE_MS
    while (performance.now() < end) await embedder.embed(['slow'], { model })
    t.equal(workers.length, 1)
  })

  t.test('is closed while it is dropped, while it ends and while it loads', async t => {
    const [before, after, loading] = [await dropping(t), await dropping(t), await dropping(t)]
    await before.embedder.close()
    t.equal(before.embedder.state().status, 'closed')
    await after.embedder.embed(['a text'], { model })
    await until(() => isDropped(after))
    await after.embedder.close()
    t.equal(after.workers[0]!.threadId, -1, 'the thread has ended')
    const refused = t.rejects(loading.embedder.embed(['a text'], { model }), { code: 'shutting_down' })
    await until(() => loading.workers.length === 1)
    await loading.embedder.close()
    await refused
    t.equal(loading.workers[0]!.threadId, -1)
    for (const { embedder } of [before, after]) await t.rejects(embedder.embed(['a text'], { model }), { code: 'shutting_down' })
  })

  t.test('that can no longer be loaded is told to who waits, and tried again', async t => {
    const spawn: EmbedderOptions['spawn'] = () => new Worker('throw new Error("the file is gone")', { eval: true })
    const { embedder, replaced } = await dropping(t, { spawn })
    await t.rejects(embedder.embed(['a text'], { model }), { code: 'embedder_restarting' })
    t.match(embedder.state(), { status: 'starting', reason: /the file is gone/ })
    await until(() => replaced.length > 1)
  })
})

t.test('LOW_MEMORY_MODE', async t => {
  t.test('is ready before the model is in memory, and says so', async t => {
    const app = await build(t, { LOW_MEMORY_MODE: 'true' })
    t.match((await app.inject('/health')).json(), { status: 'ok', reasons: [], matcher_ready: true, model_loaded: true, model_in_memory: false, low_memory: true })
    t.equal((await app.inject('/readyz')).statusCode, 200)
    const answers = await Promise.all(['a nurse', 'a nurse', 'a cook'].map(async query => await app.inject({ method: 'POST', url: '/match', payload: { query, corpus: 'jobs', limit: 2, explain: true } })))
    t.same(answers.map(({ statusCode }) => statusCode), [200, 200, 200])
    t.equal(typeof answers[0]!.json().matches[0].explanation, 'object')
    t.match((await app.inject('/health')).json(), { status: 'ok', model_in_memory: true })
  })

  t.test('finds a broken model at the start', async t => {
    const modelsDir = await mkdtemp(join(tmpdir(), 'kindred-'))
    t.teardown(async () => await rm(modelsDir, { recursive: true }))
    await cp(join('models', model), join(modelsDir, model), { recursive: true })
    await writeFile(join(modelsDir, model, 'onnx/model_quantized.onnx'), 'not this one')
    const app = await build(t, { LOW_MEMORY_MODE: 'true', MODELS_DIR: modelsDir })
    t.match((await app.inject('/health')).json(), { status: 'degraded', reasons: [/is damaged/], matcher_ready: false, model_loaded: false, model_in_memory: false })
    t.equal((await app.inject('/readyz')).statusCode, 503)
  })
})
