import type { KeywordIndex } from './keyword-index.ts'
import type { Corpus, Hit, Item, Search } from './ports.ts'
import { predicateOf } from './predicate.ts'
import type { RankedHit, Ranking } from './ranking.ts'
import { semanticRankings } from './ranking.ts'
import { dot } from './vectors.ts'

/**
 * How much all of the words count beside a cosine of 1. Chosen on labelled queries, see docs/modes.md. The sum of a cosine and a share of the
 * highest BM25 is the convex combination of Bruch, Gai & Ingber, An Analysis of Fusion Functions for Hybrid Retrieval, 2023, which found it
 * better than the fusion of ranks, as it was here.
 */
const WORDS_WEIGHT = 0.5

export interface Words { text: string, index: KeywordIndex }

type OneSearch = Omit<Search, 'vectors' | 'limit' | 'offset'> & { vector: Float32Array }

/** Items with one of the words at least, by BM25. Their scores are cosines all the same. */
export async function keywordRanking (corpus: Corpus, search: OneSearch, words: Words): Promise<Ranking> {
  const { hits, total, passedOver } = await wordHits(corpus, search, words)
  const ranked = hits.map(({ item, score, words }) => ({ item, score, relevance: words }))
  return { total, totalIs: 'exact', exact: passedOver === 0, passedOver, hits: async depth => ranked.slice(0, depth) }
}

/**
 * All items, by the sum of the cosine and of what their words count.
 *
 * @param firstDepth how deep it will be read at first
 */
export async function hybridRanking (corpus: Corpus, search: OneSearch, words: Words, firstDepth: number): Promise<Ranking> {
  const { vector, ...rest } = search
  const { hits, passedOver } = await wordHits(corpus, search, words)
  const worded = new Map(hits.map(({ item, score, words }) => [item.id, { item, score, relevance: score + WORDS_WEIGHT * words }]))
  const nearest = (await semanticRankings(corpus, { ...rest, vectors: [vector] }, firstDepth))[0]!

  /** An item without any of the words stands no higher than by its cosine alone, so that the nearest and those with words are all that can be among the first. */
  async function fused (depth: number): Promise<RankedHit[]> {
    const others = (await nearest.hits(depth)).filter(({ item }) => !worded.has(item.id))
    return [...worded.values(), ...others].sort(byRelevance).slice(0, depth)
  }
  return { ...nearest, exact: nearest.exact && passedOver === 0, passedOver, hits: fused }
}

function byRelevance (a: RankedHit, b: RankedHit): number {
  return b.relevance - a.relevance || b.score - a.score || Buffer.compare(Buffer.from(a.item.id), Buffer.from(b.item.id))
}

interface WordHits { hits: (Hit & { words: number })[], total: number, passedOver: number }

/** What has one of the words, with its cosine; `total` is before the threshold. */
async function wordHits (corpus: Corpus, { vector, filter, exclude, threshold = -Infinity }: OneSearch, { text, index }: Words): Promise<WordHits> {
  const holds = filter === undefined ? () => true : predicateOf(filter)
  const keeps = (item: Item): boolean => !exclude.has(item.id) && holds(item)
  const { hits, passedOver } = index.search(text, keeps)
  const vectors = await corpus.vectorsOf(hits.map(({ item }) => item.id))
  const scored = hits.map(({ item, score }, i) => ({ item, words: score, score: dot(vector, vectors[i]!) }))
  return { hits: scored.filter(({ score }) => score >= threshold), total: hits.length, passedOver }
}
