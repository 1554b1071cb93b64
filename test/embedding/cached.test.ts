import t from 'tap'
import { cached } from '../../src/embedding/cached.ts'
import type { EmbedText } from '../../src/embedding/text-embedder.ts'
import { embeddingOf, keyOf } from '../fixtures/embed-text.ts'

/** Counts its calls and answers with their number. */
function counting (dimensions?: number): { embedText: EmbedText, texts: string[] } {
  const texts: string[] = []
  return { texts, embedText: async ({ text }) => embeddingOf(texts.push(text), dimensions) }
}

t.test('a text is embedded once for each model', async t => {
  const { embedText, texts } = counting()
  const embed = cached(embedText, keyOf, 1e6)
  const first = await embed({ model: 'a', text: 'x' })
  t.equal((await embed({ model: 'a', text: 'x' })).vector, first.vector)
  t.not((await embed({ model: 'b', text: 'x' })).vector, first.vector)
  t.not((await embed({ model: 'a', text: 'y' })).vector, first.vector)
  t.same(texts, ['x', 'x', 'y'])
})

t.test('a vector from the cache took no time', async t => {
  const embed = cached(counting().embedText, keyOf, 1e6)
  t.same((await embed({ model: 'a', text: 'x' })).timings, { tokenize: 1, queue: 2, infer: 3 })
  t.same((await embed({ model: 'a', text: 'x' })).timings, { tokenize: 0, queue: 0, infer: 0 })
})

t.test('what is kept is bounded in bytes, and what was used last stays', async t => {
  // A vector of 100 floats and 400 bytes for the entry: three entries are 2,400 bytes.
  const { embedText, texts } = counting(100)
  const embed = cached(embedText, keyOf, 2400)
  const ask = async (...asked: string[]) => {
    texts.length = 0
    for (const text of asked) await embed({ model: 'a', text })
    return texts
  }
  t.same(await ask('1', '2', '3', '1', '2', '3'), ['1', '2', '3'], 'three fit')
  t.same(await ask('1', '4', '1', '3', '2'), ['4', '2'], 'the fourth takes the place of the one that was used longest ago')
})

t.test('a vector larger than the whole cache is not kept', async t => {
  const { embedText, texts } = counting(100)
  const embed = cached(embedText, keyOf, 700)
  await embed({ model: 'a', text: 'x' })
  await embed({ model: 'a', text: 'x' })
  t.equal(texts.length, 2)
})

t.test('a failed call is not kept', async t => {
  let fails = true
  const embed = cached(async () => {
    if (fails) throw new Error('No.')
    return embeddingOf(1)
  }, keyOf, 1e6)
  await t.rejects(embed({ model: 'a', text: 'x' }), { message: 'No.' })
  fails = false
  t.same((await embed({ model: 'a', text: 'x' })).vector, embeddingOf(1).vector)
})

t.test('0 bytes switch it off', async t => {
  const { embedText } = counting()
  t.equal(cached(embedText, keyOf, 0), embedText)
})

t.test('options are passed on', async t => {
  const { signal } = new AbortController()
  let seen: unknown
  const embed = cached(async (_, options) => {
    seen = options
    return embeddingOf(1)
  }, keyOf, 1e6)
  await embed({ model: 'a', text: 'x' }, { signal, requestLength: 7 })
  t.same(seen, { signal, requestLength: 7 })
})

t.test('bulk work is answered from the cache, and puts nothing into it', async t => {
  const { embedText, texts } = counting()
  const embed = cached(embedText, keyOf, 1e6)
  await embed({ model: 'a', text: 'x' })
  await embed({ model: 'a', text: 'x' }, { bulk: true })
  await embed({ model: 'a', text: 'y' }, { bulk: true })
  await embed({ model: 'a', text: 'y' })
  t.same(texts, ['x', 'y', 'y'])
})
