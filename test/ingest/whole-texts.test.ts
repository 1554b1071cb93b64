import t from 'tap'
import { embedWhole, unitSum } from '../../src/ingest/whole-texts.ts'
import { FAKE_MODEL, fakeEmbedder, fakeVector } from '../helper.ts'

const MODEL = { id: FAKE_MODEL, maxTokens: 12 }

/** A model that reads ten words beside its two special tokens, and tells which texts it was given. */
function tenWords () {
  const batches: string[][] = []
  const embedder = fakeEmbedder({
    embed: async (texts, options) => {
      batches.push([...texts])
      const tokensOf = (text: string) => text.split(' ').length + 2
      return (await fakeEmbedder().embed(texts, options)).map((embedding, i) => ({ ...embedding, tokens: Math.min(12, tokensOf(texts[i]!)), tokensOfText: tokensOf(texts[i]!) }))
    }
  })
  return { batches, embedder }
}

const words = (count: number, word = 'w') => Array.from({ length: count }, (_, i) => `${word}${i}`).join(' ')

t.test('a text that the model reads whole is embedded once, as it is', async t => {
  const { batches, embedder } = tenWords()
  t.same(await embedWhole(embedder, MODEL, [words(10), 'short']), [words(10), 'short'].map(text => ({ vector: fakeVector(text), complete: true })))
  t.equal(batches.length, 1)
})

t.test('a longer text is the sum of windows that hold each of its words once', async t => {
  const { batches, embedder } = tenWords()
  const [first, long] = await embedWhole(embedder, MODEL, ['short', words(25), 'short too'])
  t.same(first, { vector: fakeVector('short'), complete: true })
  const windows = batches[1]!
  t.equal(windows.join(' '), words(25))
  t.ok(windows.length === 3 && windows.every(window => window.split(' ').length <= 10), 'about the same number of words each')
  t.same(long, { vector: unitSum(windows.map(fakeVector)), complete: true })
})

t.test('several long texts do not mix their windows', async t => {
  const texts = [words(11, 'a'), 'short', words(30, 'b')]
  const alone = await Promise.all(texts.map(async text => (await embedWhole(tenWords().embedder, MODEL, [text]))[0]))
  t.same(await embedWhole(tenWords().embedder, MODEL, texts), alone)
})

t.test('a text without spaces to cut it at is not complete', async t => {
  const embedder = fakeEmbedder({ embed: async (texts, options) => (await fakeEmbedder().embed(texts, options)).map(embedding => ({ ...embedding, tokens: 12, tokensOfText: 100 })) })
  t.match(await embedWhole(embedder, MODEL, ['x'.repeat(500)]), [{ complete: false }])
})

t.test('a sum of unit vectors has unit length and lies between them', async t => {
  t.same(unitSum([Float32Array.of(1, 0), Float32Array.of(0, 1)]), Float32Array.of(Math.SQRT1_2, Math.SQRT1_2))
  const alone = Float32Array.of(0.6, 0.8)
  t.equal(unitSum([alone]), alone)
})
