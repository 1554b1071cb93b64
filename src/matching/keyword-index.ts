import MiniSearch from 'minisearch'
import { parseDate } from './filters.ts'
import type { Corpus, Item } from './ports.ts'
import { wordsOf } from './words.ts'

export interface KeywordHit {
  item: Item
  /** BM25 as a share of the most that any item could have for the words that were sought: 0 to 1. */
  score: number
}

export interface KeywordHits {
  /** Those with at least one of the words, best first, ties by the UTF-8 bytes of the id. */
  hits: KeywordHit[]
  /** How many of the words stand in so many items that they were not looked up. */
  passedOver: number
}

export interface KeywordIndex {
  search (text: string, keeps: (item: Item) => boolean): KeywordHits
  /** Memory, estimated. */
  bytes: number
}

/** Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009; `d` is 0 there too. Chosen on labelled queries. */
const BM25 = { k: 0.6, b: 0.7, d: 0 }
/** What a search may look at, in pairs of a word and an item: each costs up to 8 µs, in which nothing else is answered. */
const MOST_PAIRS = 2500
/** Measured on the shipped corpora; of 50,000 items it is a third less. */
const BYTES_PER_PAIR = 75
const BYTES_PER_WORD = 450
/** Milliseconds of building after which other requests have their turn. */
const SLICE_MS = 8
const PAGE = 500

interface Row { row: number, words: string[] }

/**
 * The words of all texts of a corpus's items. Built in slices, so that other requests are answered meanwhile.
 *
 * @returns undefined where it would take more than `maxBytes`
 */
export async function buildKeywordIndex (corpus: Corpus, maxBytes: number): Promise<KeywordIndex | undefined> {
  const index = new MiniSearch<Row>({ idField: 'row', fields: ['words'], extractField: (row, field) => row[field as 'row'], stringifyField: words => words, tokenize: asTheyAre, processTerm: word => word })
  const items: Item[] = []
  /** By word, how many items have it. */
  const counts = new Map<string, number>()
  let pairs = 0
  let sliceEnd = performance.now() + SLICE_MS
  for (let offset = 0; offset < corpus.info.items; offset += PAGE) {
    for (const item of await corpus.items(offset, PAGE)) {
      const words = textsIn(item).flatMap(wordsOf)
      const distinct = new Set(words)
      for (const word of distinct) counts.set(word, (counts.get(word) ?? 0) + 1)
      index.add({ row: items.push(item) - 1, words })
      pairs += distinct.size
      if (bytesOf(pairs, counts.size) > maxBytes) return undefined
      if (performance.now() < sliceEnd) continue
      await new Promise(resolve => setImmediate(resolve))
      sliceEnd = performance.now() + SLICE_MS
    }
  }
  return { bytes: bytesOf(pairs, counts.size), search: (text, keeps) => search({ index, items, counts }, text, keeps) }
}

const bytesOf = (pairs: number, words: number): number => pairs * BYTES_PER_PAIR + words * BYTES_PER_WORD

/** The library's types know texts; what is handed to it here are the words already. */
const asTheyAre = (words: unknown): string[] => words as string[]

interface Indexed { index: MiniSearch<Row>, items: Item[], counts: ReadonlyMap<string, number> }

function search ({ index, items, counts }: Indexed, text: string, keeps: (item: Item) => boolean): KeywordHits {
  const rarity = (word: string): number => inverseFrequency(counts.get(word) ?? 0, items.length)
  const sought = [...new Set(wordsOf(text))]
  const words = lookedUp(sought, counts)
  // Each word counts by its rarity twice: a sentence has many words that are rather rare, and one that is.
  const most = words.reduce((sum, word) => sum + rarity(word) ** 2 * (BM25.k + 1), 0)
  const found = index.search({ queries: words, combineWith: 'OR' }, { bm25: BM25, boostTerm: rarity, prefix: false, fuzzy: false, tokenize: word => [word] })
  const hits = found
    // The library multiplies by the number of words that were found.
    .map(({ id, score, queryTerms }) => ({ row: id as number, score: score / queryTerms.length / most }))
    .filter(({ row }) => keeps(items[row]!))
    .sort((a, b) => b.score - a.score || a.row - b.row)
  return { hits: hits.map(({ row, score }) => ({ item: items[row]!, score })), passedOver: sought.length - words.length }
}

/** The words from the rarest on, as many as may be looked up. */
function lookedUp (sought: readonly string[], counts: ReadonlyMap<string, number>): string[] {
  let pairs = 0
  return sought
    .map(word => ({ word, count: counts.get(word) ?? 0 }))
    .sort((a, b) => a.count - b.count)
    .filter(({ count }) => (pairs += count) <= MOST_PAIRS)
    .map(({ word }) => word)
}

/** As the library reckons it. */
const inverseFrequency = (count: number, items: number): number => Math.log(1 + (items - count + 0.5) / (count + 0.5))

/** Every text of an item but its id and what is a date, which filters find. */
function textsIn ({ id, ...fields }: Item): string[] {
  return textsOf(Object.values(fields))
}

function textsOf (values: readonly unknown[]): string[] {
  return values.flatMap(value => {
    if (typeof value === 'string') return parseDate(value) === undefined ? [value] : []
    return typeof value === 'object' && value !== null ? textsOf(Object.values(value)) : []
  })
}
