import type { Test } from 'tap'
import { mkdir, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import t from 'tap'
import type { WorkerEmbedder } from '../../src/embedding/embedder.ts'
import { createEmbedder } from '../../src/embedding/embedder.ts'
import { embedCorpus } from '../../src/ingest/embed-corpus.ts'
import { readGolden } from '../fixtures/golden.ts'
import { cosine } from '../fixtures/run-graph.ts'
import { temporaryFolder, TINY_CONFIG, writeFiles, writeTinyModel } from '../fixtures/tiny-model.ts'
import { build } from '../helper.ts'

const LARGE = 'Xenova/all-MiniLM-L6-v2'
const TINY = 'test/tiny'

/** The model that ships with the project and the tiny one, in one folder. */
async function bothModels (t: Test): Promise<string> {
  const modelsDir = await temporaryFolder(t)
  await writeTinyModel(modelsDir, { id: TINY })
  await mkdir(join(modelsDir, 'Xenova'))
  await symlink(resolve('models', LARGE), join(modelsDir, LARGE))
  return modelsDir
}

async function started (t: Test, modelsDir: string): Promise<WorkerEmbedder> {
  const embedder = createEmbedder({ modelsDir, dtype: 'q8', threads: 1, cacheBytes: 1e6, maxQueue: 100, timeoutMs: 10_000, onReplaced: t.fail, onHung: t.fail })
  t.teardown(async () => await embedder.close())
  await embedder.load([TINY, LARGE])
  await embedder.start()
  return embedder
}

t.test('one embedder embeds with two models side by side', async t => {
  const embedder = await started(t, await bothModels(t))
  t.same(embedder.models().map(({ id, dimensions }) => ({ id, dimensions })), [{ id: TINY, dimensions: TINY_CONFIG.hidden_size }, { id: LARGE, dimensions: 384 }])
  const { text, embedding } = readGolden()[5]!
  const embed = async (model: string) => (await embedder.embed([text], { model }))[0]!
  const [tiny, large, again] = await Promise.all([embed(TINY), embed(LARGE), embed(TINY)])
  t.equal(tiny.vector.length, TINY_CONFIG.hidden_size)
  t.ok(cosine(large.vector, embedding) > 0.998)
  t.same(again.vector, tiny.vector)
  await t.rejects(embedder.embed([text], { model: 'test/tinny' }), { code: 'model_not_found', message: 'The model "test/tinny" is not loaded. Did you mean "test/tiny"?' })
})

const CORPORA = {
  jobs: { model: LARGE, items: [{ id: 'nurse', title: 'Registered nurse, night shift' }, { id: 'welder', title: 'Welder' }, { id: 'data', title: 'Senior data engineer' }] },
  words: { model: TINY, items: [{ id: 'cat', title: 'the cat sat on the mat' }, { id: 'dog', title: 'a dog at work' }] }
}

t.test('one app serves corpora of two models', async t => {
  const [modelsDir, dataDir] = [await bothModels(t), await temporaryFolder(t)]
  const embedder = await started(t, modelsDir)
  for (const [name, { model, items }] of Object.entries(CORPORA)) {
    await writeFiles(dataDir, { [`${name}.jsonl`]: items.map(item => JSON.stringify(item)).join('\n') })
    await embedCorpus({ dataDir, name, embedder, model: embedder.models().find(({ id }) => id === model)!, template: ['{title}'] })
  }
  const app = await build(t, { DATA_DIR: dataDir, MODELS_DIR: modelsDir, DEFAULT_CORPUS: 'jobs', INFERENCE_THREADS: '1' })
  const match = async (payload: object) => await app.inject({ method: 'POST', url: '/match', payload })

  t.test('each answers with its own model', async t => {
    const jobs = (await match({ query: 'hospital work', limit: 1 })).json()
    t.match(jobs, { corpus: 'jobs', model: LARGE, matches: [{ id: 'nurse' }] })
    const words = (await match({ query: 'A dog at work', corpus: 'words' })).json()
    t.match(words, { corpus: 'words', model: TINY, matches: [{ id: 'dog', score: 1 }, { id: 'cat' }] })
  })

  t.test('a vector has the dimensions of the corpus', async t => {
    const ones = (length: number) => Array.from({ length }, () => 1)
    for (const [corpus, own, other] of [['jobs', 384, TINY_CONFIG.hidden_size], ['words', TINY_CONFIG.hidden_size, 384]] as const) {
      t.equal((await match({ corpus, embedding: ones(own) })).statusCode, 200)
      const refused = await match({ corpus, embedding: ones(other) })
      t.equal(refused.statusCode, 400)
      t.match(refused.body, `embedding has ${other} numbers; the vectors of \\"${corpus}\\" have ${own}.`)
    }
  })

  t.test('an item of one is not compared with the other', async t => {
    t.match((await match({ corpus: 'words', like: 'dog' })).json(), { matches: [{ id: 'cat' }] })
    for (const [corpus, like] of [['jobs', { corpus: 'words', id: 'dog' }], ['words', { corpus: 'jobs', id: 'nurse' }]] as const) {
      const refused = await match({ corpus, like })
      t.equal(refused.statusCode, 409)
      t.match(refused.json(), { error: 'model_mismatch', message: `Items of "${like.corpus}" cannot be compared with "${corpus}": their vectors were made by different models.` })
    }
  })

  t.test('texts are embedded by the model that is named', async t => {
    const embed = async (model: string) => (await app.inject({ method: 'POST', url: '/embed', payload: { texts: ['night shift'], model } })).json()
    t.match(await embed(TINY), { dimensions: TINY_CONFIG.hidden_size, model: TINY })
    t.match(await embed(LARGE), { dimensions: 384, model: LARGE })
  })
})
