import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { MemoryCorpusSource } from '../../src/corpus/memory-corpus.ts'
import { memoryCorpus } from '../../src/corpus/memory-corpus.ts'
import type { SearchResult } from '../../src/matching/ports.ts'
import { parseFilter } from '../../src/matching/filters.ts'
import { vectorRows } from '../../src/corpus/vector-rows.ts'
import { FIELDS, filter, id, item } from '../matching/random-filters.ts'
import type { NaiveRow } from './naive-search.ts'
import { cosine, naiveSearch } from './naive-search.ts'

const RUNS = 10_000

const component = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(-1, -0.5, 0, 0.5, 1) }, fc.float({ min: -1, max: 1, noNaN: true }))
const randomCase = fc.integer({ min: 1, max: 11 }).chain(dimensions => {
  const vector = fc.array(component, { minLength: dimensions, maxLength: dimensions }).map(numbers => Float32Array.from(numbers))
  const row = fc.record({ item, vector })
  // Every other corpus has few distinct vectors, so that whole groups tie.
  const rows = fc.oneof(
    fc.uniqueArray(row, { maxLength: 12, selector: row => row.item.id }),
    fc.tuple(fc.uniqueArray(row, { maxLength: 24, minLength: 4, selector: row => row.item.id }), fc.integer({ min: 1, max: 3 })).map(([rows, distinct]) => rows.map((row, i) => ({ ...row, vector: rows[i % distinct]!.vector })))
  )
  return fc.record({
    dimensions: fc.constant(dimensions),
    rows,
    vector,
    limit: fc.integer({ min: 1, max: 8 }),
    offset: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(10)),
    threshold: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.nat(23), fc.float({ min: -1, max: 1, noNaN: true }).map(number => ({ number }))),
    filter: fc.oneof({ weight: 2, arbitrary: filter }, fc.constant(undefined)),
    excluded: fc.oneof(fc.constant<(string | number)[]>([]), fc.array(fc.oneof(id, fc.nat(23)), { maxLength: 3 }))
  })
})

const INFO: Omit<MemoryCorpusSource['info'], 'dimensions'> = { name: 'random', model: 'test/fake', template: ['{a}'], source: 'file', stale: false, version: '1', updatedAt: new Date(0) }

function corpusOf (rows: readonly NaiveRow[], dimensions: number) {
  const vectors = Float32Array.from(rows.flatMap(row => [...row.vector]))
  return memoryCorpus({ items: rows.map(row => row.item), vectors, info: { ...INFO, dimensions } })
}

t.test('search finds what looking at everything finds, to the last bit of the score', async t => {
  const seen = { hits: 0, filtered: 0, ties: 0 }
  await fc.assert(fc.asyncProperty(randomCase, async ({ dimensions, rows, vector, limit, offset, threshold, filter, excluded }) => {
    // A threshold that is the score of a row, and ids that are there: numbers stand for rows.
    const lowest = typeof threshold === 'number' ? rows[threshold] && cosine(rows[threshold].vector, vector) : threshold?.number
    const exclude = new Set(excluded.map(each => typeof each === 'number' ? rows[each]?.item.id ?? 'nobody' : each))
    const expected = naiveSearch(rows, { vector, limit, offset, threshold: lowest, filter, exclude })
    const tree = filter && parseFilter(filter, FIELDS, { conditions: 50, depth: 5 })
    const [{ hits, total, totalIs, exact }] = await corpusOf(rows, dimensions).search({ vectors: [vector], limit, offset, threshold: lowest, filter: tree, exclude }) as [SearchResult]
    deepStrictEqual({ hits: hits.map(hit => ({ id: hit.item.id, score: hit.score })), total, totalIs, exact }, { ...expected, totalIs: 'exact', exact: true })
    for (const hit of hits) deepStrictEqual(hit.item, rows.find(row => row.item.id === hit.item.id)!.item)
    if (hits.length > 0) seen.hits++
    if (hits.length > 0 && filter !== undefined && total < rows.length) seen.filtered++
    if (hits.some((hit, i) => i > 0 && hits[i - 1]!.score === hit.score)) seen.ties++
  }), { numRuns: RUNS })
  t.comment(seen)
  t.ok(seen.hits > RUNS / 3, 'many of the random searches find something')
  t.ok(seen.filtered > RUNS / 25, 'and many with a filter that leaves some')
  t.ok(seen.ties > RUNS / 10, 'and many with ties')
})

const row = (id: string, ...numbers: number[]): NaiveRow => ({ item: { id }, vector: Float32Array.from(numbers) })

t.test('an item keeps its vector wherever its id sorts to', async t => {
  const corpus = corpusOf([row('😀', 1, 0), row('\uffee', 0, 1), row('a', 0.6, 0.8)], 2)
  t.same(await corpus.items(0, 10), [{ id: 'a' }, { id: '\uffee' }, { id: '😀' }], 'items stand in the order of their UTF-8 bytes')
  t.same(await corpus.items(1, 1), [{ id: '\uffee' }])
  t.same(await corpus.vectorOf('😀'), Float32Array.of(1, 0))
  t.same(await corpus.vectorOf('a'), Float32Array.of(0.6, 0.8))
  t.same(await corpus.item('😀'), { id: '😀' })
})

t.test('vectors that are where they stay are put into the order of the ids', async t => {
  const ids = Array.from({ length: 60 }, (_, i) => `id-${i * 37 % 60}`)
  const vectors = vectorRows(60, 2)
  ids.forEach((id, i) => vectors.data.set([Number(id.slice(3)), 1], 2 * i))
  const corpus = memoryCorpus({ items: ids.map(id => ({ id })), vectors, info: { ...INFO, dimensions: 2 } })
  t.same(await Promise.all(ids.map(async id => await corpus.vectorOf(id))), ids.map(id => Float32Array.of(Number(id.slice(3)), 1)))
})

t.test('an id that is not there has neither item nor vector', async t => {
  const corpus = corpusOf([row('a', 1)], 1)
  t.equal(await corpus.item('b'), undefined)
  t.equal(await corpus.vectorOf('toString'), undefined)
})

t.test('a corpus tells how many items it has and which fields', async t => {
  const { info } = corpusOf([{ item: { id: 'a', address: { city: 'Berlin' } }, vector: Float32Array.of(1) }], 1)
  t.match(info, { items: 1, dimensions: 1, servedBy: 'memory', name: 'random' })
  t.same(info.fields.map(field => field.name), ['id', 'address', 'address.city'])
})

t.test('pages do not overlap and leave nothing out, ties or not', async t => {
  const rows = ['😀', '\uffee', 'é', 'a', 'Z', 'b', 'c'].map((id, i) => row(id, i % 2))
  const corpus = corpusOf(rows, 1)
  const search = async (offset: number, limit: number) => (await corpus.search({ vectors: [Float32Array.of(1)], offset, limit, threshold: undefined, filter: undefined, exclude: new Set() }))[0]!.hits.map(hit => hit.item.id)
  const pages = [...await search(0, 2), ...await search(2, 2), ...await search(4, 2), ...await search(6, 2)]
  t.same(pages, await search(0, 7))
  t.same(pages, ['a', 'b', '\uffee', 'Z', 'c', 'é', '😀'])
})
