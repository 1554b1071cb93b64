import { dot } from '../matching/dot.ts'
import type { ScoredRow } from '../matching/top-k.ts'
import { TopK } from '../matching/top-k.ts'
import type { RowSet } from './row-set.ts'
import type { SearchRows } from './vector-rows.ts'

export interface Vectors {
  /** Row-major, length = rows × dimensions, each row of unit length. */
  data: Float32Array
  rows: number
  dimensions: number
}

/**
 * The exact scan in its plainest form: the cosine of the query with every row, and the k best of them at or above the threshold.
 * Products are summed in four interleaved sums of doubles, which are added up pairwise. What is faster is held against this.
 *
 * @param query length = dimensions, unit length
 * @param within the rows to look at; undefined for all
 * @returns by descending score, ties by ascending row
 */
export function scan ({ data, rows, dimensions }: Vectors, query: Float32Array, k: number, threshold = -Infinity, within?: RowSet): ScoredRow[] {
  const best = new TopK(Math.min(k, rows))
  for (let row = 0; row < rows; row++) {
    if (within?.has(row) === false) continue
    const score = dot(data, row * dimensions, query)
    if (score >= threshold) best.offer(score, row)
  }
  return best.sorted()
}

/** The same for several queries, between which others have their turn. */
export function plainSearch (vectors: Vectors): SearchRows {
  return async (queries, k, threshold, within) => {
    const results: ScoredRow[][] = []
    for (const query of queries) {
      if (results.length > 0) await new Promise(resolve => setImmediate(resolve))
      results.push(scan(vectors, query, k, threshold, within))
    }
    return results
  }
}

/** The first row that is not of unit length (to a thousandth), or whose numbers are none; undefined where all are vectors. */
export function firstDamagedRow ({ data, rows, dimensions }: Vectors): number | undefined {
  for (let row = 0; row < rows; row++) {
    const vector = data.subarray(row * dimensions, (row + 1) * dimensions)
    if (!(Math.abs(dot(vector, 0, vector) - 1) < 2e-3)) return row
  }
  return undefined
}
