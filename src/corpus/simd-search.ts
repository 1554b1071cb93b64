import type { ScoredRow } from '../matching/top-k.ts'
import { TopK } from '../matching/top-k.ts'
import type { RowSet } from './row-set.ts'
import type { Layout } from './simd-layout.ts'
import { GROUP, SLICE, TOGETHER } from './simd-layout.ts'
import type { SearchRows } from './vector-rows.ts'

/** Products (rows × queries) after which others have their turn: about two milliseconds. */
const BURST = 131_072
/** No query code is larger; over many dimensions it is less, so that sums of products with codes up to 127 stay within 32 bits. */
const MOST_CODE = 32_767
/** What rounding to 32 bits may add to the error of an estimate, for vectors of unit length. */
const ROUNDING = 4e-6
/** The errors are themselves sums in 32 bits. */
const SLACK = 1.001
/** Whether squares and products stay well within the range of 32 bits: estimates of other vectors are not trusted, all their products are computed. */
const isOrdinary = (length: number): boolean => length > 1e-9 && length < 1e9

interface Sought { best: TopK, query: Float32Array, floatsAt: number, codes: number, /** How far an estimate may lie from the product. */ error: number }

/**
 * The exact scan in two steps. Estimates of all products come from 8-bit codes of the rows and 16-bit codes of the query, at a quarter of the
 * memory traffic. With |x − x̂| ≤ E for every row and |q − q̂| = e, a product lies within E·|q| + e·|x̂| of its estimate: only rows whose
 * estimate comes that close to the k-th best product so far can be among the k best, and their products are computed in doubles.
 */
export function simdSearch (layout: Layout): SearchRows {
  const { kernel, rows, dimensions, padded, groups, dataAt } = layout
  const packed = packAll(layout)
  const mostCode = Math.min(MOST_CODE, Math.floor((2 ** 31 - 1) / (127 * Math.max(1, padded))))

  function load (sought: Sought, place: number): void {
    const { floats, floatsAt, codes } = layout.queries[place]!
    floats.set(sought.query)
    const queryError = kernel.packQuery(floatsAt, padded, codes, mostCode)
    const length = Math.sqrt(kernel.product(floatsAt, floatsAt, dimensions))
    const error = SLACK * (length * packed.error + queryError * (packed.longest + packed.error)) + ROUNDING * length * packed.longest
    sought.error = isOrdinary(length) && isOrdinary(packed.longest) ? error : Infinity
    sought.floatsAt = floatsAt
    sought.codes = codes
  }

  /** Offers the rows of the estimated groups that may be among the best. */
  function offer ({ best, floatsAt, error }: Sought, count: number, rowAt: (place: number) => number, threshold: number, within: RowSet | undefined): void {
    const end = count * GROUP
    const bound = (): number => Math.max(best.bound(), threshold) - error
    for (let place = kernel.next(layout.estimates, 0, end, bound()); place < end; place = kernel.next(layout.estimates, place + 1, end, bound())) {
      const row = rowAt(place)
      if (row >= rows || within?.has(row) === false) continue
      const score = kernel.product(dataAt + row * dimensions * 4, floatsAt, dimensions)
      if (score >= threshold) best.offer(score, row)
    }
  }

  function slice (sought: Sought, first: number, count: number, listed: Uint32Array | undefined, threshold: number, within: RowSet | undefined): void {
    const { codes, scales, estimates, list } = layout
    if (listed === undefined) {
      kernel.estimateFrom(codes, scales, padded, sought.codes, first, count, estimates)
      offer(sought, count, place => first * GROUP + place, threshold, within)
    } else {
      kernel.estimateListed(codes, scales, padded, sought.codes, list.byteOffset, count, estimates)
      offer(sought, count, place => list[place >> 2]! * GROUP + (place & 3), threshold, within)
    }
  }

  async function together (soughts: Sought[], threshold: number, within: RowSet | undefined): Promise<void> {
    const listed = within === undefined || within.count() * 2 > groups ? undefined : within.groups()
    const total = listed?.length ?? groups
    const burst = Math.max(SLICE, Math.floor(BURST / GROUP / soughts.length))
    for (let start = 0; start < total; start += burst) {
      // Other searches have their turn in between, and put their queries in the same place.
      if (start > 0) await new Promise(resolve => setImmediate(resolve))
      soughts.forEach(load)
      for (let first = start; first < Math.min(total, start + burst); first += SLICE) {
        const count = Math.min(SLICE, total - first, start + burst - first)
        if (listed !== undefined) layout.list.set(listed.subarray(first, first + count))
        for (const sought of soughts) slice(sought, first, count, listed, threshold, within)
      }
    }
  }

  return async (queries, k, threshold = -Infinity, within) => {
    const results: ScoredRow[][] = []
    for (let at = 0; at < queries.length; at += TOGETHER) {
      const soughts = queries.slice(at, at + TOGETHER).map((query): Sought => ({ best: new TopK(Math.min(k, rows)), query, floatsAt: 0, codes: 0, error: 0 }))
      if (at > 0) await new Promise(resolve => setImmediate(resolve))
      await together(soughts, threshold, within)
      results.push(...soughts.map(({ best }) => best.sorted()))
    }
    return results
  }
}

interface Packed {
  /** The largest distance between a row and what its codes stand for. */
  error: number
  /** The length of the longest row. */
  longest: number
}

/** Makes the codes of all rows. */
function packAll ({ kernel, rows, dimensions, padded, groups, data, dataAt, codes, scales, stage }: Layout): Packed {
  const packed: Packed = { error: 0, longest: 0 }
  const sourceOf = (first: number): number => {
    if (padded === dimensions) return dataAt + first * dimensions * 4
    for (let i = 0; i < GROUP; i++) stage.set(data.subarray((first + i) * dimensions, (first + i + 1) * dimensions), i * padded)
    return stage.byteOffset
  }
  for (let group = 0; group < groups; group++) {
    const first = group * GROUP
    packed.error = Math.max(packed.error, kernel.pack(sourceOf(first), padded, codes + first * padded, scales + first * 4))
    for (let row = first; row < Math.min(rows, first + GROUP); row++) {
      const at = dataAt + row * dimensions * 4
      packed.longest = Math.max(packed.longest, Math.sqrt(kernel.product(at, at, dimensions)))
    }
  }
  return packed
}
