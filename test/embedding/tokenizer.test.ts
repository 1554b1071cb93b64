import fc from 'fast-check'
import t from 'tap'
import { loadTokenizer } from '../../src/embedding/tokenizer.ts'
import { readGolden } from '../fixtures/golden.ts'

const CLS = 101
const SEP = 102
const UNKNOWN = 100

t.test('the tokenizer of all-MiniLM-L6-v2', async t => {
  const model = { modelsDir: 'models', id: 'Xenova/all-MiniLM-L6-v2', maxTokens: 256 }
  const tokenize = await loadTokenizer(model)
  const words = (text: string) => tokenize(text).ids.slice(1, -1)

  t.test('gives the golden ids', async t => {
    for (const { text, input_ids: ids, token_count: count } of readGolden()) t.same(tokenize(text), { ids, ofText: count }, JSON.stringify(text.slice(0, 40)))
  })

  t.test('cuts at the limit and keeps [SEP] last', async t => {
    const cats = (count: number) => tokenize(Array.from({ length: count }, () => 'cat').join(' '))
    t.same([cats(254).ids.length, cats(254).ofText], [256, 256], 'just fits')
    for (const count of [255, 256, 1000]) {
      const { ids, ofText } = cats(count)
      t.same([ids.length, ids[0], ids.at(-1), ofText], [256, CLS, SEP, count + 2])
      t.same(ids, cats(254).ids)
    }
  })

  t.test('cuts the beginning where the end is to be kept, and keeps both special tokens', async t => {
    const short = await loadTokenizer({ ...model, maxTokens: 5 })
    t.same(short('one two three four', 'end'), { ids: [CLS, ...words('two three four'), SEP], ofText: 6 })
    t.same(short('two three four', 'end'), { ids: [CLS, ...words('two three four'), SEP], ofText: 5 }, 'what fits is read whole')
  })

  t.test('has a limit of each model', async t => {
    const short = await loadTokenizer({ ...model, maxTokens: 5 })
    t.same(short('one two three four').ids, [CLS, ...words('one two three'), SEP])
  })

  t.test('passes over lone surrogates, NUL and what has no text', async t => {
    for (const text of ['', ' ', '\n\t', '\0', '\uD800', '\uDC00\uD800', '\uFFFD', '\u200B']) t.same(tokenize(text), { ids: [CLS, SEP], ofText: 2 }, JSON.stringify(text))
    t.same(words('bur\0nout'), words('burnout'))
    t.same(words('night \uD83D shift'), words('night shift'), 'half an emoji')
  })

  t.test('reads emoji and Chinese a character at a time', async t => {
    t.same(words('数据工程师').length, 5)
    t.same(words('数据 工 程师'), words('数据工程师'))
    t.equal(words('🙂🙃').length, 1)
    t.equal(words('I 🙂 you').length, 3)
    t.not(words('人')[0], UNKNOWN)
  })

  t.test('takes 10,000 characters without a space as one unknown word, in no time', async t => {
    for (const text of ['x'.repeat(10_000), '🙂'.repeat(5000), 'é'.repeat(10_000)]) {
      const start = performance.now()
      t.same(tokenize(text).ids, [CLS, UNKNOWN, SEP])
      t.ok(performance.now() - start < 500)
    }
  })

  t.test('takes 10,000 characters that are a token each, in no time', async t => {
    for (const text of ['数'.repeat(10_000), '!'.repeat(10_000), 'a '.repeat(5000), `${'y'.repeat(99)} `.repeat(100)]) {
      const start = performance.now()
      const { ids, ofText } = tokenize(text)
      t.ok(performance.now() - start < 1000)
      t.ok(ids.length === 256 && ids.at(-1) === SEP && ofText > 1000)
    }
  })

  t.test('gives any text at most 256 whole numbers, the ends in their places', async t => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => {
      const { ids, ofText } = tokenize(text)
      t.ok(ids[0] === CLS && ids.at(-1) === SEP && ids.length === Math.min(256, ofText) && ids.every(id => Number.isInteger(id) && id >= 0 && id < 30_522), JSON.stringify(text))
    }), { numRuns: 200 })
  })
})
