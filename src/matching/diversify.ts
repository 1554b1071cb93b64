import type { RankedHit } from './ranking.ts'
import { dot } from './vectors.ts'

/** So many of the best are put into another order; what stands behind them stays where it is. */
export const POOL = 100

/**
 * Maximal marginal relevance (Carbonell & Goldstein, The Use of MMR, Diversity-Based Reranking, SIGIR 1998): again and again the one that is
 * relevant and unlike those that were taken before. Which one comes at a place does not depend on how many are wanted, so that pages never overlap.
 *
 * @param vectors of the hits, in their order, unit length; undefined for one that is gone meanwhile
 * @param diversity 0 keeps the order, 1 looks at differences alone
 * @param count how many are wanted at most
 */
export function diversified (hits: readonly RankedHit[], vectors: readonly (Float32Array | undefined)[], diversity: number, count: number): RankedHit[] {
  const left = hits.map((hit, i) => ({ hit, vector: vectors[i], nearestTaken: -1 }))
  const taken: RankedHit[] = []
  while (left.length > 0 && taken.length < count) {
    const [next] = left.splice(bestOf(left, diversity), 1)
    taken.push(next!.hit)
    for (const other of left) other.nearestTaken = Math.max(other.nearestTaken, similarity(next!.vector, other.vector))
  }
  return taken
}

interface Candidate { hit: RankedHit, vector: Float32Array | undefined, nearestTaken: number }

/** Of equal ones the first. */
function bestOf (candidates: readonly Candidate[], diversity: number): number {
  let best = 0
  let highest = -Infinity
  candidates.forEach(({ hit, nearestTaken }, i) => {
    const value = (1 - diversity) * hit.relevance - diversity * nearestTaken
    if (value > highest) [best, highest] = [i, value]
  })
  return best
}

const similarity = (a: Float32Array | undefined, b: Float32Array | undefined): number => a === undefined || b === undefined ? 0 : dot(a, b)
