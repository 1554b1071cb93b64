import { deepStrictEqual } from 'node:assert/strict'
import t from 'tap'
import type { Vectors } from '../../src/corpus/scan.ts'
import { plainSearch, scan } from '../../src/corpus/scan.ts'
import { layoutOf, SLICE, TOGETHER } from '../../src/corpus/simd-layout.ts'
import { simdSearch } from '../../src/corpus/simd-search.ts'
import type { RowSet } from '../../src/corpus/row-set.ts'
import { vectorRows } from '../../src/corpus/vector-rows.ts'
import { rowSet } from './row-sets.ts'

/** https://en.wikipedia.org/wiki/Linear_congruential_generator: the same numbers at every run, −1 to 1. */
function randomNumbers (seed: number): () => number {
  let state = BigInt(seed)
  return () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xFFFFFFFFFFFFFFFFn
    return Number(state >> 40n) / 2 ** 23 - 1
  }
}

function unit (dimensions: number, next: () => number): Float32Array {
  const vector = Float32Array.from({ length: dimensions }, next)
  const length = Math.hypot(...vector)
  return vector.map(value => value / length)
}

/** Rows of a kind: `spread` 0 is one vector again and again, 1e-3 a cluster so tight that codes cannot tell its rows apart, 1 no cluster. */
function rowsOf (rows: number, dimensions: number, spread: number, next: () => number): Vectors {
  const centre = unit(dimensions, next)
  const data = new Float32Array(rows * dimensions)
  for (let row = 0; row < rows; row++) {
    const own = unit(dimensions, next)
    const mixed = centre.map((value, i) => value * (1 - spread) + own[i]! * spread)
    const length = Math.hypot(...mixed)
    data.set(mixed.map(value => value / length), row * dimensions)
  }
  return { data, rows, dimensions }
}

/** The kernel itself: not what takes its place where there is none. */
function simdOver ({ data, rows, dimensions }: Vectors) {
  const layout = layoutOf(rows, dimensions)
  layout.data.set(data)
  return simdSearch(layout)
}

const SPREADS = [0, 1e-6, 1e-3, 0.1, 1]
const SHAPES: [rows: number, dimensions: number][] = [[1, 1], [3, 384], [170, 384], [2130, 384], [SLICE * 4 + 1, 3], [SLICE * 8 + 3, 17], [5000, 33], [700, 1024]]

t.test('it finds what the plain scan finds, to the last bit, however the rows lie', async t => {
  const next = randomNumbers(7)
  for (const [rows, dimensions] of SHAPES) {
    for (const spread of SPREADS) {
      const vectors = rowsOf(rows, dimensions, spread, next)
      const search = simdOver(vectors)
      const query = spread < 0.5 ? vectors.data.slice(0, dimensions) : unit(dimensions, next)
      for (const k of [1, 10, 300]) {
        const threshold = scan(vectors, query, k).at(-1)!.score
        deepStrictEqual(await search([query], k), [scan(vectors, query, k)])
        deepStrictEqual(await search([query], rows, threshold), [scan(vectors, query, rows, threshold)])
      }
    }
  }
  t.pass(`${SHAPES.length * SPREADS.length * 6} searches`)
})

const CORPORA = 10_000

/** Small rows of every kind that is hard: copies of others, tight clusters, single components, and components that are subnormal or 0. */
function hardRows (next: () => number): Vectors {
  const whole = (below: number) => Math.floor((next() + 1) / 2 * below)
  const [rows, dimensions] = [1 + whole(40), 1 + whole(40)]
  const { data } = rowsOf(rows, dimensions, SPREADS[whole(SPREADS.length)]!, next)
  for (let row = 0; row < rows; row++) {
    const own = data.subarray(row * dimensions, (row + 1) * dimensions)
    const kind = whole(5)
    if (kind === 0) own.set(data.subarray(0, dimensions))
    if (kind === 1) own.fill(0)[whole(dimensions)] = 1
    if (kind === 2) own.forEach((_, i) => { if (i > 0) own[i] = 1e-45 * whole(1000) })
  }
  return { data, rows, dimensions }
}

t.test(`in ${CORPORA} corpora with ties, copies, clusters and subnormal numbers it finds the same rows in the same order`, async t => {
  const next = randomNumbers(13)
  const seen = { ties: 0, subnormal: 0 }
  for (let i = 0; i < CORPORA; i++) {
    const vectors = hardRows(next)
    const query = i % 2 === 0 ? vectors.data.slice(0, vectors.dimensions) : unit(vectors.dimensions, next)
    const expected = scan(vectors, query, 10)
    deepStrictEqual(await simdOver(vectors)([query], 10), [expected])
    if (expected.some(({ score }, place) => score === expected[place - 1]?.score)) seen.ties++
    if (vectors.data.some(value => value !== 0 && Math.abs(value) < 1.2e-38)) seen.subnormal++
  }
  t.comment(JSON.stringify(seen))
  t.ok(seen.ties > CORPORA / 3)
  t.ok(seen.subnormal > CORPORA / 3)
})

t.test('only rows of the set are found, be they few, many or the ones that are far', async t => {
  const next = randomNumbers(11)
  const vectors = rowsOf(9001, 32, 0.5, next)
  const search = simdOver(vectors)
  const query = unit(32, next)
  const byScore = scan(vectors, query, 9001).map(({ row }) => row)
  const sets: RowSet[] = [
    rowSet(9001, []),
    rowSet(9001, [9000]),
    rowSet(9001, [0, 1, 2, 3, 4]),
    rowSet(9001, byScore.slice(-90)),
    rowSet(9001, byScore.slice(90)),
    rowSet(9001, byScore.filter((_, place) => place % 3 === 0))
  ]
  for (const within of sets) deepStrictEqual(await search([query], 10, undefined, within), [scan(vectors, query, 10, undefined, within)])
  t.pass()
})

t.test('queries of a batch are answered as if each were alone, and so are searches at the same time', async t => {
  const next = randomNumbers(13)
  const vectors = rowsOf(40_000, 16, 0.7, next)
  const search = simdOver(vectors)
  const queries = Array.from({ length: 2 * TOGETHER + 1 }, () => unit(16, next))
  const expected = queries.map(query => scan(vectors, query, 5))
  deepStrictEqual(await search(queries, 5), expected)
  deepStrictEqual(await Promise.all(queries.slice(0, 4).map(async query => (await search([query], 5))[0])), expected.slice(0, 4))
  deepStrictEqual(await plainSearch(vectors)(queries.slice(0, 3), 5), expected.slice(0, 3))
  t.same(await search([], 5), [])
  t.same(await search([queries[0]!], 0), [[]])
})

t.test('others have their turn during a long scan', async t => {
  const search = simdOver(rowsOf(200_000, 4, 1, randomNumbers(17)))
  let turns = 0
  const count = setInterval(() => { turns++ })
  const immediate = () => { turns++; if (turns < 1000) again = setImmediate(immediate) }
  let again = setImmediate(immediate)
  await search([Float32Array.of(1, 0, 0, 0)], 3)
  clearInterval(count)
  clearImmediate(again)
  t.ok(turns > 0, String(turns))
})

t.test('where the kernel has no memory for so many rows, there is ordinary memory and the plain scan', async t => {
  t.throws(() => layoutOf(3_000_000, 384), /WebAssembly/)
  const small = vectorRows(2, 2)
  small.data.set([1, 0, 0, 1])
  t.same(await small.seal()([Float32Array.of(0, 1)], 1), [[{ row: 1, score: 1 }]])
  t.ok(small.data.byteOffset > 0, 'the rows lie in the memory of the kernel')
})

t.test('a corpus of nothing has no best rows', async t => {
  t.same(await simdOver({ data: new Float32Array(), rows: 0, dimensions: 8 })([new Float32Array(8).fill(1)], 5), [[]])
})
