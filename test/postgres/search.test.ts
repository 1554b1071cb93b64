import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { memoryCorpus } from '../../src/corpus/memory-corpus.ts'
import { dot } from '../../src/matching/dot.ts'
import { parseFilter } from '../../src/matching/filters.ts'
import type { Corpus, Hit, Item } from '../../src/matching/ports.ts'
import { corporaIn } from '../../src/postgres/corpora.ts'
import { unstorable } from '../../src/postgres/item-rows.ts'
import { postgresCorpus } from '../../src/postgres/postgres-corpus.ts'
import { FIELDS, filter, id, item } from '../matching/random-filters.ts'
import { openTestDatabase } from './database.ts'

const CORPORA = 25
const SEARCHES = 30
const DIMENSIONS = 6

const unit = fc.array(fc.constantFrom(-1, -0.5, 0, 0.25, 0.5, 1), { minLength: DIMENSIONS, maxLength: DIMENSIONS })
  .filter(numbers => numbers.some(number => number !== 0))
  .map(numbers => Float32Array.from(numbers, number => number / Math.hypot(...numbers)))
const row = fc.record({ item, vector: unit, textHash: fc.constant(null) })
const distinct = fc.uniqueArray(row, { minLength: 1, maxLength: 24, selector: row => row.item.id })
// Every other corpus has few distinct vectors, so that whole groups tie.
const rows = fc.oneof(distinct, fc.tuple(distinct, fc.integer({ min: 1, max: 3 })).map(([rows, few]) => rows.map((row, i) => ({ ...row, vector: rows[i % few]?.vector ?? row.vector }))))
const search = fc.record({
  vectors: fc.array(unit, { minLength: 1, maxLength: 3 }),
  limit: fc.integer({ min: 1, max: 8 }),
  offset: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(10)),
  threshold: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.float({ min: -1, max: 1, noNaN: true })),
  filter: fc.oneof({ weight: 4, arbitrary: filter.map(json => parseFilter(json, FIELDS, { conditions: 50, depth: 5 })) }, { weight: 1, arbitrary: fc.constant(undefined) }),
  exclude: fc.array(id, { maxLength: 3 }).map(ids => new Set(ids))
})

/** Postgres sums float4, memory doubles: scores closer than this may change places, and lie on either side of a threshold. */
const PRECISION = 5e-7

/** Whether hits are those that are wanted, but for items whose true scores are closer than the precision. */
function checkHits (hits: readonly Hit[], wanted: readonly Hit[], threshold = -Infinity, scores: Map<string, number>): void {
  const context = () => JSON.stringify({ hits, wanted, threshold })
  const isClear = ({ score }: Hit) => Math.abs(score - threshold) > PRECISION
  const [found, expected] = [hits.filter(isClear), wanted.filter(isClear)]
  strictEqual(found.length, expected.length, context())
  found.forEach(({ item: { id }, score }, rank) => {
    const other = expected[rank]!
    ok(Math.abs(score - scores.get(id)!) < PRECISION, `the score of ${id} is the true one: ${context()}`)
    ok(id === other.item.id || Math.abs(scores.get(id)! - other.score) < PRECISION, `rank ${rank}: ${context()}`)
    const before = found[rank - 1]
    ok(before === undefined || before.score > score || (before.score === score && Buffer.compare(Buffer.from(before.item.id), Buffer.from(id)) < 0), `rank ${rank} is in order: ${context()}`)
  })
}

async function both (database: Awaited<ReturnType<typeof openTestDatabase>>, given: { item: Item, vector: Float32Array, textHash: null }[]): Promise<[memory: Corpus, postgres: Corpus]> {
  const corpora = corporaIn(database.database, () => database.extension)
  const template = ['{a}']
  const staged = await corpora.stage({ name: 'random', dimensions: DIMENSIONS, model: 'test/fake', modelSha256: '0', template })
  await corpora.upsert(staged.id, given)
  await corpora.publish(staged)
  const [corpusRow] = await corpora.list()
  const memory = memoryCorpus({
    items: given.map(({ item }) => item),
    vectors: Float32Array.from(given.flatMap(({ vector }) => [...vector])),
    info: { name: 'random', dimensions: DIMENSIONS, model: 'test/fake', template, source: 'file', stale: false, version: '', updatedAt: new Date(0) }
  })
  return [memory, postgresCorpus({ database: database.database, row: corpusRow!, onRevision: () => {} })]
}

t.test('Postgres finds what memory finds, whatever the filter, page, threshold and exclusions', async t => {
  const database = await openTestDatabase(t)
  const seen = { searches: 0, hits: 0, filtered: 0, ties: 0 }
  await fc.assert(fc.asyncProperty(rows, fc.array(search, { minLength: SEARCHES, maxLength: SEARCHES }), async (rows, searches) => {
    const given = rows.map(row => ({ ...row, item: JSON.parse(JSON.stringify(row.item)) as Item })).filter(({ item }) => unstorable(item) === undefined)
    const [memory, postgres] = await both(database, given)
    deepStrictEqual({ ...postgres.info, fields: new Set(postgres.info.fields), source: 0, servedBy: 0, version: 0, updatedAt: 0 }, { ...memory.info, fields: new Set(memory.info.fields), source: 0, servedBy: 0, version: 0, updatedAt: 0 })
    deepStrictEqual(await postgres.items(0, 100), await memory.items(0, 100))
    for (const field of FIELDS) deepStrictEqual(await postgres.facets(field, 3), await memory.facets(field, 3))
    const inAnyOrder = (vectors: readonly Float32Array[]) => vectors.map(vector => vector.join()).sort()
    deepStrictEqual(inAnyOrder(await postgres.sample(100)), inAnyOrder(await memory.sample(100)))
    deepStrictEqual((await postgres.sample(3)).length, Math.min(3, given.length))
    for (const search of searches) {
      const [expected, found] = await Promise.all([memory.search(search), postgres.search(search)])
      found.forEach((result, i) => {
        const wanted = expected[i]!
        deepStrictEqual({ total: result.total, totalIs: result.totalIs, exact: result.exact }, { total: wanted.total, totalIs: 'exact', exact: true })
        checkHits(result.hits, wanted.hits, search.threshold, new Map(given.map(({ item, vector }) => [item.id, dot(vector, 0, search.vectors[i]!)])))
        seen.searches++
        if (wanted.hits.length > 0) seen.hits++
        if (wanted.hits.length > 0 && wanted.total < given.length) seen.filtered++
        if (wanted.hits.some((hit, i) => i > 0 && wanted.hits[i - 1]!.score === hit.score)) seen.ties++
      })
    }
  }), { numRuns: CORPORA, endOnFailure: true })
  t.comment(seen)
  t.ok(seen.filtered > seen.searches / 50 && seen.ties > seen.searches / 20 && seen.hits > seen.searches / 4, 'many searches find something, with filters and ties')
})

t.test('of very many rows a sample draws pages', async t => {
  const { database, extension } = await openTestDatabase(t)
  const corpora = corporaIn(database, () => extension)
  const staged = await corpora.stage({ name: 'large', dimensions: 2, model: 'test/fake', modelSha256: '0', template: ['{id}'] })
  await corpora.upsert(staged.id, Array.from({ length: 50 }, (_, i) => ({ item: { id: String(i) }, vector: Float32Array.of(Math.cos(i), Math.sin(i)), textHash: null })))
  const large = postgresCorpus({ database, row: { ...staged, items: 150_000 }, onRevision: () => {} })
  t.equal((await large.sample(100_000)).length, 50, 'all pages, where more rows are wanted than are there')
  t.ok((await large.sample(10)).length <= 10)
})
