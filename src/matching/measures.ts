/** How well rankings put what is relevant first: means over queries, 0 to 1. */
export interface Measures {
  queries: number
  /** How often the first one is relevant. */
  accuracy_at_1: number
  /** The inverse of the rank of the first relevant one, 0 where none is among the first ten. */
  mrr_at_10: number
  /** Järvelin & Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002, with relevant or not. */
  ndcg_at_10: number
}

export interface Ranked {
  /** Ids, best first. */
  ids: readonly string[]
  relevant: readonly string[]
}

const DEPTH = 10

export function measured (rankings: readonly Ranked[]): Measures {
  const mean = (value: (ranked: Ranked) => number): number => rankings.reduce((sum, ranked) => sum + value(ranked), 0) / Math.max(1, rankings.length)
  return {
    queries: rankings.length,
    accuracy_at_1: mean(ranked => rankOfFirst(ranked) === 1 ? 1 : 0),
    mrr_at_10: mean(ranked => 1 / (rankOfFirst(ranked) ?? Infinity)),
    ndcg_at_10: mean(normalisedGain)
  }
}

/** From 1; undefined where none of the first ten is relevant. */
export function rankOfFirst ({ ids, relevant }: Ranked): number | undefined {
  const index = ids.slice(0, DEPTH).findIndex(id => relevant.includes(id))
  return index < 0 ? undefined : index + 1
}

function normalisedGain ({ ids, relevant }: Ranked): number {
  const best = gain(new Set(relevant).size, () => true)
  return best === 0 ? 0 : gain(ids.length, index => relevant.includes(ids[index]!)) / best
}

function gain (length: number, isRelevant: (index: number) => boolean): number {
  let sum = 0
  for (let index = 0; index < Math.min(DEPTH, length); index++) if (isRelevant(index)) sum += 1 / Math.log2(index + 2)
  return sum
}
