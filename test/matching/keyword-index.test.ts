import t from 'tap'
import { buildKeywordIndex } from '../../src/matching/keyword-index.ts'
import { createKeywordIndexes } from '../../src/matching/keyword-indexes.ts'
import type { Corpus, Item } from '../../src/matching/ports.ts'
import { wordsOf } from '../../src/matching/words.ts'
import { storeOf } from '../helper.ts'

const ITEMS: Item[] = [
  { id: 'a', text: 'Oracle developer, PL/SQL and C++', company: 'Thornvale', since: '2024-05-01' },
  { id: 'b', text: 'SQL reports for a hospital', tags: ['nights', 'Łódź'], address: { city: 'Stornoway' } },
  { id: 'c', text: 'nurse at night, a hospital at night' }
]
const corpusOf = async (items: Item[]): Promise<Corpus> => await storeOf({ x: items }).get('x')
const indexOf = async (items = ITEMS) => (await buildKeywordIndex(await corpusOf(items), 2 ** 20))!
const all = (): boolean => true

t.test('an item is found by any of its texts, nested ones and lists too', async t => {
  const index = await indexOf()
  const found = (text: string): string[] => index.search(text, all).hits.map(({ item }) => item.id)
  t.same(found('thornvale'), ['a'])
  t.same(found('lodz'), ['b'])
  t.same(found('jobs in Stornoway'), ['b'])
  t.same(found('plsql'), ['a'])
  t.same(found('C++'), ['a'])
  t.same(found('nothing of this'), [])
  t.same(found('…'), [])
})

t.test('ids and dates are no words', async t => {
  const index = await indexOf()
  t.same(index.search('c 2024-05-01 2024', all).hits.map(({ item }) => item.id), [])
})

/** BM25 from the formula, for items with one text. */
function naiveShare (items: Item[], query: string, item: Item, { k, b }: { k: number, b: number }): number {
  const documents = items.map(({ text }) => wordsOf(text as string))
  const lengths = documents.map(words => new Set(words).size)
  const average = lengths.reduce((sum, length) => sum + length, 0) / items.length
  const row = items.indexOf(item)
  const weight = (word: string): number => {
    const count = documents.filter(words => words.includes(word)).length
    return Math.log(1 + (items.length - count + 0.5) / (count + 0.5)) ** 2
  }
  const words = [...new Set(wordsOf(query))]
  const score = words.reduce((sum, word) => {
    const times = documents[row]!.filter(other => other === word).length
    return sum + weight(word) * times * (k + 1) / (times + k * (1 - b + b * lengths[row]! / average))
  }, 0)
  return score / words.reduce((sum, word) => sum + weight(word) * (k + 1), 0)
}

t.test('the score is BM25 as a share of the most that is possible', async t => {
  const items = ITEMS.map(({ id, text }) => ({ id, text }))
  const index = await indexOf(items)
  for (const query of ['hospital', 'a night in the hospital', 'SQL SQL reports', 'oracle nurse unheard']) {
    const { hits } = index.search(query, all)
    t.ok(hits.length > 0)
    for (const { item, score } of hits) t.ok(Math.abs(score - naiveShare(items, query, item, { k: 0.6, b: 0.7 })) < 1e-9, `${query}: ${score}`)
  }
})

t.test('items that are not kept are left out, and ties stand in the order of the ids', async t => {
  const index = await indexOf([{ id: 'é', text: 'same' }, { id: 'z', text: 'same' }, { id: 'a', text: 'same' }])
  t.same(index.search('same', all).hits.map(({ item }) => item.id), ['a', 'z', 'é'])
  t.same(index.search('same', ({ id }) => id !== 'z').hits.map(({ item }) => item.id), ['a', 'é'])
})

t.test('words that stand in very many items are passed over, and said to be', async t => {
  const index = await indexOf(Array.from({ length: 2600 }, (_, i) => ({ id: `i${i}`, text: i < 2 ? 'common rare' : 'common' })))
  const { hits, passedOver } = index.search('the common rare', all)
  t.same(hits.map(({ item }) => item.id), ['i0', 'i1'])
  t.equal(passedOver, 1)
  t.same(index.search('common', all), { hits: [], passedOver: 1 })
})

t.test('building lets others have their turn', async t => {
  const corpus = await corpusOf(Array.from({ length: 3000 }, (_, i) => ({ id: `i${i}`, text: `word${i} `.repeat(3) + Array.from({ length: 40 }, (_, j) => `w${(i * 7 + j * 13) % 900}`).join(' ') })))
  let turns = 0
  let isBuilt = false
  const takeTurns = (): void => {
    turns++
    if (!isBuilt) setImmediate(takeTurns)
  }
  setImmediate(takeTurns)
  const start = performance.now()
  t.ok(await buildKeywordIndex(corpus, 2 ** 28))
  const took = performance.now() - start
  isBuilt = true
  t.ok(turns > took / 50, `${turns} turns in ${took} ms`)
})

t.test('an index is built once for a version of a corpus, and anew for the next', async t => {
  const corpus = await corpusOf(ITEMS)
  let reads = 0
  const counting = (version: string): Corpus => ({ ...corpus, info: { ...corpus.info, version }, items: async (...page) => { reads++; return await corpus.items(...page) } })
  const indexes = createKeywordIndexes(2 ** 20)
  const [one, two] = await Promise.all([indexes.of(counting('1')), indexes.of(counting('1'))])
  t.equal(one, two)
  t.equal(await indexes.of(counting('1')), one)
  t.equal(reads, 1)
  t.not(await indexes.of(counting('2')), one)
  t.equal(reads, 2)
})

t.test('what would take too much memory, or is not in memory, is refused', async t => {
  const corpus = await corpusOf(ITEMS)
  await t.rejects(createKeywordIndexes(100).of(corpus), { code: 'mode_not_available', status: 422, message: 'The words of the corpus "x" would take more memory than KEYWORD_MAX_MB allows. Leave "mode" out.' })
  await t.rejects(createKeywordIndexes(0).of(corpus), { code: 'mode_not_available' })
  await t.rejects(createKeywordIndexes(2 ** 20).of({ ...corpus, info: { ...corpus.info, servedBy: 'postgres' } }), { code: 'mode_not_available', message: /^The corpus "x" is answered by the database/ })
})
