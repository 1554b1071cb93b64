import fc from 'fast-check'
import t from 'tap'
import type { MatchQuery } from '../../src/matching/matcher.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { createKeywordIndexes } from '../../src/matching/keyword-indexes.ts'
import type { Item } from '../../src/matching/ports.ts'
import { fakeEmbedder, fakeVector, storeOf } from '../helper.ts'

const WORDS = ['nurse', 'night', 'PL/SQL', 'Stornoway', 'form', 'I-485']
const ITEMS: Item[] = Array.from({ length: 240 }, (_, i) => ({
  id: `i${i}`,
  text: `${WORDS[i % 6]} ${WORDS[(i * 7 + 1) % 5]} ${i}`,
  ...i % 4 === 0 ? {} : { author: { name: `u${i % 9}` } },
  tags: ['x']
}))
const matcher = createMatcher({ embedder: fakeEmbedder(), corpora: storeOf({ a: ITEMS }), defaultCorpus: () => 'a', filterLimits: { conditions: 50, depth: 5 }, keywords: createKeywordIndexes(2 ** 24) })
const one = async (query: Partial<MatchQuery>) => (await matcher.match({ limit: 5, offset: 0, ...query })).results[0]!
const idsOf = ({ matches }: Awaited<ReturnType<typeof one>>): string[] => matches.map(({ id }) => id)
const authorOf = (id: string): unknown => (ITEMS.find(item => item.id === id)!['author'] as { name: string } | undefined)?.name

const cosineTo = (query: string, id: string): number => {
  const [a, b] = [fakeVector(query), fakeVector(ITEMS.find(item => item.id === id)!['text'] as string)]
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0)
}

const arrangement = fc.record({
  mode: fc.constantFrom('semantic' as const, 'hybrid' as const, 'keyword' as const),
  diversify: fc.constantFrom(0, 0.3, 1),
  threshold: fc.constantFrom(-1, -0.2, 0.3),
  group_by: fc.constantFrom(undefined, 'author.name'),
  filter: fc.constantFrom(undefined, { 'author.name': { exists: true } }),
  exclude: fc.constantFrom<string[]>([], ['i3', 'i5'])
}).map(({ group_by: groupBy, filter, ...query }) => ({ query: 'a nurse with PL/SQL', ...query, ...groupBy === undefined ? {} : { group_by: groupBy, group_size: 2 }, ...filter === undefined ? {} : { filter } }))

t.test('pages of any arrangement are the parts of one list, and each match in it is allowed', async t => {
  await fc.assert(fc.asyncProperty(arrangement, fc.integer({ min: 1, max: 40 }), async (query, size) => {
    const pages: string[][] = []
    for (let offset = 0; offset < 260; offset += size) pages.push(idsOf(await one({ ...query, offset, limit: size })))
    const whole = await one({ ...query, limit: 300 })
    t.same(pages.flat(), idsOf(whole))
    t.equal(new Set(pages.flat()).size, pages.flat().length)
    for (const { id, score } of whole.matches) {
      if (Math.abs(score - cosineTo('a nurse with PL/SQL', id)) > 2e-6 || score < query.threshold || query.exclude.includes(id)) throw new Error(`${id} ${score}`)
      if (query.filter !== undefined && authorOf(id) === undefined) throw new Error(id)
    }
  }), { numRuns: 12 })
})

t.test('keyword finds what has the words, and counts it', async t => {
  const answer = await one({ query: 'where is stornoway', mode: 'keyword', limit: 100 })
  const having = ITEMS.filter(item => (item['text'] as string).includes('Stornoway'))
  t.equal(answer.total, having.length)
  t.same(idsOf(answer).sort(), having.map(({ id }) => id).sort())
  t.same([answer.exact, answer.total_is, answer.warnings], [true, 'exact', []])
  t.same(idsOf(await one({ query: 'unheard', mode: 'keyword' })), [])
})

t.test('hybrid lifts what has a rare word, and leaves the rest in the order of meaning', async t => {
  let farthest = { id: '', query: '', rank: 0 }
  for (let i = 100; i < 130; i++) {
    const query = `whoever wrote ${i}`
    const rank = idsOf(await one({ query, limit: 300 })).indexOf(`i${i}`)
    if (rank > farthest.rank) farthest = { id: `i${i}`, query, rank }
  }
  const { id, query, rank } = farthest
  const hybrid = await one({ query, mode: 'hybrid', limit: 300 })
  t.ok(idsOf(hybrid).indexOf(id) < rank, `${rank} without words`)
  t.equal(hybrid.total, 240)
  t.same(idsOf(hybrid).filter(other => other !== id), idsOf(await one({ query, limit: 300 })).filter(other => other !== id))
})

t.test('hybrid is the sum of the cosine and half of the share of BM25', async t => {
  const query = 'night form 12'
  const keyword = await one({ query, mode: 'keyword', limit: 300 })
  const words = (await createKeywordIndexes(2 ** 24).of(await storeOf({ a: ITEMS }).get('a'))).search(query, () => true).hits
  t.same(idsOf(keyword), words.map(({ item }) => item.id))
  const sums = ITEMS.map(({ id }) => ({ id, sum: cosineTo(query, id) + 0.5 * (words.find(({ item }) => item.id === id)?.score ?? 0) })).sort((a, b) => b.sum - a.sum)
  t.same(idsOf(await one({ query, mode: 'hybrid', limit: 20 })), sums.slice(0, 20).map(({ id }) => id))
})

t.test('of each group the best are taken, in the order of all', async t => {
  const all = idsOf(await one({ query: 'anything', limit: 300 }))
  const seen = new Map<unknown, number>()
  const expected = all.filter(id => {
    const author = authorOf(id)
    seen.set(author, (seen.get(author) ?? 0) + 1)
    return author === undefined || seen.get(author)! <= 2
  })
  const answer = await one({ query: 'anything', limit: 300, group_by: 'author.name', group_size: 2 })
  t.same(idsOf(answer), expected)
  t.equal(answer.total, 240)
  t.same(idsOf(await one({ query: 'anything', group_by: 'author.name', group_size: 2 })), expected.slice(0, 5))
})

t.test('groups are made of the best thousand, for every query of a batch', async t => {
  const items = Array.from({ length: 1500 }, (_, i) => ({ id: String(i), text: String(i), kind: 'same' }))
  const many = createMatcher({ embedder: fakeEmbedder(), corpora: storeOf({ a: items }), defaultCorpus: () => 'a', filterLimits: { conditions: 50, depth: 5 }, keywords: createKeywordIndexes(0) })
  const { results } = await many.match({ queries: ['7', '8'], limit: 3, offset: 0, group_by: 'kind' })
  t.same(results.map(({ matches }) => matches.map(({ id }) => id)), [['7'], ['8']])
})

t.test('like and embedding are spread out too', async t => {
  for (const sought of [{ like: 'i1' }, { embedding: [...fakeVector('x')] }]) {
    const plain = idsOf(await one({ ...sought, limit: 100 }))
    const spread = idsOf(await one({ ...sought, limit: 100, diversify: 0.5 }))
    t.equal(spread[0], plain[0])
    t.not(spread.join(), plain.join())
    t.same([...spread].sort(), [...plain].sort(), 'the same hundred')
  }
})

t.test('what does not go together is refused with a sentence', async t => {
  await t.rejects(one({ like: 'i1', mode: 'hybrid' }), { code: 'mode_not_available', status: 422, message: 'mode "hybrid" reads the words of "query"; with queries, embedding or like leave it out.' })
  await t.rejects(one({ query: 'x', group_by: 'tags' }), { code: 'invalid_request', message: 'group_by names "tags", which holds lists; it must be a field with one value, such as a text.' })
  await t.rejects(one({ query: 'x', group_by: 'author' }), { code: 'invalid_request', message: /holds objects/ })
  await t.rejects(one({ query: 'x', group_by: 'author.nam' }), { code: 'invalid_request', problems: [{ path: 'group_by', did_you_mean: 'author.name' }] })
  await t.rejects(one({ query: 'x', group_size: 2 }), { code: 'invalid_request', problems: [{ path: 'group_size' }] })
})
