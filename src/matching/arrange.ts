import { InvalidRequestError, ModeNotAvailableError } from '../errors.ts'
import { counted } from '../counted.ts'
import { diversified, POOL } from './diversify.ts'
import { hybridRanking, keywordRanking } from './fusion.ts'
import type { Grouping } from './grouping.ts'
import { checkGrouping, firstDepthFor, grouped } from './grouping.ts'
import type { KeywordIndexes } from './keyword-indexes.ts'
import type { Corpus, Search, SearchResult } from './ports.ts'
import type { RankedHit, Ranking } from './ranking.ts'
import { semanticRankings } from './ranking.ts'

/** By what matches are found and ordered. */
export const MODES = ['semantic', 'hybrid', 'keyword'] as const
export type Mode = typeof MODES[number]

/** What is asked for beside the nearest: see `POST /match`. */
export interface Arrangement {
  query?: string
  mode?: Mode
  diversify?: number
  group_by?: string
  group_size?: number
}

export interface Arranged extends SearchResult { warnings: { code: string, message: string }[] }

/** @throws ModeNotAvailableError or InvalidRequestError where what is asked for does not go together; to be called before anything is embedded */
export function checkArrangement ({ query, mode = 'semantic', group_by: field, group_size: size }: Arrangement, { info }: Corpus): void {
  if (mode !== 'semantic' && query === undefined) throw new ModeNotAvailableError(`mode "${mode}" reads the words of "query"; with queries, embedding or like leave it out.`)
  if (field === undefined && size !== undefined) throw new InvalidRequestError([{ path: 'group_size', message: 'group_size says how many of each group; give group_by too.' }])
  if (field !== undefined) checkGrouping({ field, size: 1 }, info.fields)
}

/** A search with its matches in the order that is asked for: ranked by the mode, the best of each group, and those spread out. */
export async function arrangedSearch (corpus: Corpus, search: Search, arrangement: Arrangement, keywords: KeywordIndexes): Promise<Arranged[]> {
  const { mode = 'semantic', diversify = 0, group_by: field, group_size: size = 1 } = arrangement
  const grouping = field === undefined ? undefined : { field, size }
  if (mode === 'semantic' && diversify === 0 && grouping === undefined) return (await corpus.search(search)).map(result => ({ ...result, warnings: [] }))

  const wanted = wantedOf(search, diversify)
  const rankings = await rankingsOf(corpus, search, { ...arrangement, mode }, grouping === undefined ? wanted : firstDepthFor(wanted), keywords)
  const results: Arranged[] = []
  for (const ranking of rankings) {
    const { total, totalIs, exact, passedOver } = ranking
    results.push({ hits: await page(corpus, ranking, search, diversify, grouping), total, totalIs, exact, warnings: commonWords(passedOver) })
  }
  return results
}

async function rankingsOf (corpus: Corpus, search: Search, { mode, query: text }: Arrangement, depth: number, keywords: KeywordIndexes): Promise<Ranking[]> {
  if (mode === 'semantic') return await semanticRankings(corpus, search, depth)
  const words = { text: text!, index: await keywords.of(corpus) }
  const one = { vector: search.vectors[0]!, threshold: search.threshold, filter: search.filter, exclude: search.exclude }
  return [mode === 'hybrid' ? await hybridRanking(corpus, one, words, depth) : await keywordRanking(corpus, one, words)]
}

/** Matches that have to be known, from the best on, for a page of the answer. */
function wantedOf ({ offset, limit }: Search, diversify: number): number {
  return diversify > 0 && offset < POOL ? Math.max(POOL, offset + limit) : offset + limit
}

async function page (corpus: Corpus, ranking: Ranking, search: Search, diversify: number, grouping: Grouping | undefined): Promise<RankedHit[]> {
  const wanted = wantedOf(search, diversify)
  const end = search.offset + search.limit
  const ranked = grouping === undefined ? await ranking.hits(wanted) : await grouped(ranking, grouping, wanted)
  if (diversify === 0 || search.offset >= POOL) return ranked.slice(search.offset, end)
  const pool = ranked.slice(0, POOL)
  const vectors = await corpus.vectorsOf(pool.map(({ item }) => item.id))
  return [...diversified(pool, vectors, diversify, end), ...ranked.slice(POOL)].slice(search.offset, end)
}

function commonWords (passedOver: number): Arranged['warnings'] {
  return passedOver === 0 ? [] : [{ code: 'common_words', message: `${counted(passedOver, 'word')} of the text stand${passedOver === 1 ? 's' : ''} in so many items that ${passedOver === 1 ? 'it was' : 'they were'} not looked up.` }]
}
