import type { Corpus, Hit, Search, SearchResult } from './ports.ts'

/** A hit and what it is ranked by: the cosine, or what takes its place in a mode that reads words. */
export interface RankedHit extends Hit { relevance: number }

/** All that is found for one thing that is sought, best first, read as deep as it is needed. */
export interface Ranking extends Omit<SearchResult, 'hits'> {
  /** The best so many, fewer where there are no more. Of any two depths the shorter list begins the longer. */
  hits (depth: number): Promise<RankedHit[]>
  /** Words of the text that stand in so many items that they were not looked up. */
  passedOver: number
}

/** By the cosine, one ranking for each vector. All are read to a first depth at once; whoever needs more asks again. */
export async function semanticRankings (corpus: Corpus, search: Omit<Search, 'limit' | 'offset'>, firstDepth: number): Promise<Ranking[]> {
  const first = await corpus.search({ ...search, offset: 0, limit: firstDepth })
  return first.map(({ hits, ...result }, i) => ({
    ...result,
    passedOver: 0,
    hits: async depth => {
      const enough = depth <= firstDepth || hits.length < firstDepth
      const read = enough ? hits : (await corpus.search({ ...search, vectors: [search.vectors[i]!], offset: 0, limit: depth }))[0]!.hits
      return read.slice(0, depth).map(hit => ({ ...hit, relevance: hit.score }))
    }
  }))
}
