import t from 'tap'
import { memoryCorpus } from '../../src/corpus/memory-corpus.ts'
import { createBackgrounds } from '../../src/matching/backgrounds.ts'
import type { Background } from '../../src/matching/background.ts'
import { GENERIC_SENTENCES } from '../../src/matching/generic-sentences.ts'
import type { Corpus, Embedder } from '../../src/matching/ports.ts'
import { FAKE_MODEL, fakeEmbedder, fakeVector } from '../helper.ts'

interface Given { items?: number, model?: string | null, version?: string, background?: Background }

function corpusOf ({ items = 20, model = FAKE_MODEL, version = '1', background }: Given = {}): Corpus {
  const ids = Array.from({ length: items }, (_, i) => ({ id: `item ${i}` }))
  const vectors = Float32Array.from(ids.flatMap(({ id }) => [...fakeVector(id)]))
  return memoryCorpus({ items: ids, vectors, background, info: { name: 'x', dimensions: 8, model, template: ['{id}'], source: 'file', stale: false, version, updatedAt: new Date(0) } })
}

/** An embedder that tells how many texts it was given. */
function counting (fail = () => false): Embedder & { texts: () => number } {
  let count = 0
  return {
    models: fakeEmbedder().models,
    embed: async (texts, options) => {
      count += texts.length
      if (fail()) throw new Error('overloaded')
      return await fakeEmbedder().embed(texts, options)
    },
    texts: () => count
  }
}

const WRITTEN: Background = { measured: 20, texts: { median: 0.1, upperQuartile: 0.2 } }

t.test('what was written down with the vectors is taken', async t => {
  const embedder = counting()
  t.equal(await createBackgrounds(embedder).of(corpusOf({ background: WRITTEN })), WRITTEN)
  t.equal(embedder.texts(), 0)
})

t.test('what is missing is measured, once, with one set of sentences for all corpora', async t => {
  const embedder = counting()
  const backgrounds = createBackgrounds(embedder)
  const corpus = corpusOf()
  const [background, same] = await Promise.all([backgrounds.of(corpus), backgrounds.of(corpus)])
  t.match(background, { measured: 20, texts: { median: Number, upperQuartile: Number }, items: { median: Number, upperQuartile: Number } })
  t.equal(same, background)
  t.equal(await backgrounds.of(corpusOf({ version: '2' })), background, 'another version of as many items has it for a while')
  await backgrounds.of({ ...corpus, info: { ...corpus.info, name: 'y' } })
  t.equal(embedder.texts(), GENERIC_SENTENCES.length)
})

t.test('a corpus that grew by more than a tenth is measured anew', async t => {
  const backgrounds = createBackgrounds(counting())
  const before = await backgrounds.of(corpusOf())
  t.equal(await backgrounds.of(corpusOf({ items: 22, version: '2' })), before)
  t.match(await backgrounds.of(corpusOf({ items: 23, version: '3' })), { measured: 23 })
  t.match(await backgrounds.of(corpusOf({ items: 30, background: WRITTEN })), { measured: 30 })
})

t.test('without the model only items are compared', async t => {
  for (const model of [null, 'test/elsewhere']) t.strictSame(Object.keys((await createBackgrounds(counting()).of(corpusOf({ model })))!), ['measured', 'items'])
})

t.test('what cannot be measured now is not known, and tried again', async t => {
  let fails = true
  const backgrounds = createBackgrounds(counting(() => fails))
  t.equal(await backgrounds.of(corpusOf()), undefined)
  fails = false
  t.match(await backgrounds.of(corpusOf()), { measured: 20 })
})

t.test('an answer does not wait for ever', async t => {
  const never = { models: fakeEmbedder().models, embed: async () => await new Promise<never>(() => {}) }
  // The wait alone keeps no process alive.
  const alive = setInterval(() => {}, 1000)
  t.teardown(() => clearInterval(alive))
  t.equal(await createBackgrounds(never).of(corpusOf()), undefined)
})
