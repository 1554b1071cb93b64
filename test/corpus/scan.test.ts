import { deepStrictEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { RowSet } from '../../src/corpus/row-set.ts'
import { scan } from '../../src/corpus/scan.ts'
import { dot } from '../../src/matching/dot.ts'
import { rowSet } from './row-sets.ts'
import { cosine } from './naive-search.ts'

const VECTORS = { data: Float32Array.of(1, 0, 0, 1, 0.6, 0.8, 1, 0), rows: 4, dimensions: 2 }
const QUERY = Float32Array.of(1, 0)
const rowsOf = (...args: [k: number, threshold?: number, rows?: RowSet]) => scan(VECTORS, QUERY, ...args).map(hit => hit.row)

t.test('the products are summed in the order that is documented', async t => {
  const vectors = fc.integer({ min: 1, max: 40 }).chain(length => fc.tuple(...[1, 2].map(() => fc.float32Array({ minLength: length, maxLength: length, noNaN: true, noDefaultInfinity: true }))))
  t.doesNotThrow(() => fc.assert(fc.property(vectors, fc.nat(5), ([a, b], before) => {
    const data = Float32Array.from([...new Float32Array(before), ...a!, 7, 7, 7, 7])
    equal(dot(data, before, b!), cosine(a!, b!))
  }), { numRuns: 2000 }))
})

t.test('the best rows come first, ties by the lower row', async t => {
  t.same(rowsOf(9), [0, 3, 2, 1])
  t.same(rowsOf(2), [0, 3])
  t.same(rowsOf(0), [])
})

t.test('a row at the threshold is in', async t => {
  t.same(rowsOf(9, Math.fround(0.6)), [0, 3, 2])
  t.same(rowsOf(9, 0.7), [0, 3])
  t.same(rowsOf(9, 1.1), [])
})

t.test('only the rows that are named are looked at', async t => {
  deepStrictEqual(scan(VECTORS, QUERY, 9, undefined, rowSet(4, [1, 3])), [{ row: 3, score: 1 }, { row: 1, score: 0 }])
  t.same(rowsOf(1, undefined, rowSet(4, [1, 2])), [2])
  t.same(rowsOf(9, undefined, rowSet(4, [])), [])
})

t.test('a corpus of nothing has no best rows', async t => {
  t.same(scan({ data: new Float32Array(), rows: 0, dimensions: 2 }, QUERY, 5), [])
})
