import type { ScoredRow } from '../matching/top-k.ts'
import { plainSearch } from './scan.ts'
import type { RowSet } from './row-set.ts'
import { simdSearch } from './simd-search.ts'
import { layoutOf } from './simd-layout.ts'

/**
 * The cosines of queries with the rows, and for each query the k best at or above the threshold, by descending score and ascending row.
 *
 * @param queries each of length = dimensions, unit length
 * @param within the rows to look at; undefined for all
 */
export type SearchRows = (queries: readonly Float32Array[], k: number, threshold?: number, within?: RowSet) => Promise<ScoredRow[][]>

export interface VectorRows {
  /** Row-major, length = rows × dimensions; to be filled with rows of unit length. */
  readonly data: Float32Array
  readonly rows: number
  readonly dimensions: number
  /** To be called once the rows are there; what changes afterwards is not seen. */
  seal (): SearchRows
}

/** Room for the vectors of a corpus, where the kernel reads them; ordinary memory where there is no SIMD, or not so much of its memory. */
export function vectorRows (rows: number, dimensions: number): VectorRows {
  try {
    const layout = layoutOf(rows, dimensions)
    return { data: layout.data, rows, dimensions, seal: () => simdSearch(layout) }
  } catch {
    const data = new Float32Array(rows * dimensions)
    return { data, rows, dimensions, seal: () => plainSearch({ data, rows, dimensions }) }
  }
}
