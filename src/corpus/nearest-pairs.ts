import type { Vectors } from './scan.ts'
import { dot } from '../matching/dot.ts'

/** Two rows, `a` before `b`. */
export interface Pair { a: number, b: number, cosine: number }

/**
 * The pairs of rows that are closest, by looking at all of them: rows² / 2 products.
 *
 * @param most how many to return at most
 * @param threshold lowest cosine
 * @returns by descending cosine, ties by row
 */
export function nearestPairs ({ data, rows, dimensions }: Vectors, most: number, threshold = -Infinity): Pair[] {
  let pairs: Pair[] = []
  let worst = threshold
  for (let a = 0; a < rows; a++) {
    const vector = data.subarray(a * dimensions, (a + 1) * dimensions)
    for (let b = a + 1; b < rows; b++) {
      const cosine = dot(data, b * dimensions, vector)
      if (cosine < worst) continue
      pairs.push({ a, b, cosine })
      if (pairs.length < 2 * most + 1000) continue
      pairs = best(pairs, most)
      worst = Math.max(threshold, pairs.at(-1)?.cosine ?? threshold)
    }
  }
  return best(pairs, most)
}

const best = (pairs: Pair[], most: number): Pair[] => pairs.sort((x, y) => y.cosine - x.cosine || x.a - y.a || x.b - y.b).slice(0, most)
