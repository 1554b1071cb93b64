import type { Item } from '../matching/ports.ts'
import type { CorpusRow } from './corpus-row.ts'
import type { Database } from './database.ts'
import { postgresCorpus } from './postgres-corpus.ts'
import { itemsTable } from './schema.ts'
import { exactSql } from './search-sql.ts'
import { decodeVector } from './vectors.ts'

export interface Recall {
  /** Part of the true nearest neighbours that the index finds, 0 to 1. */
  recall: number
  queries: number
  /** Per query, at rest: milliseconds. */
  indexMs: number
  exactMs: number
}

const QUERIES = 100
const NEIGHBOURS = 10
/** Neighbours closer together than this are as good as each other. */
const TIE = 1e-6
/** The sample is taken from the rows of some pages. */
const SAMPLED_ROWS = 2000

/**
 * Searches for the neighbours of up to 100 items by the index and by comparing all, until the time is over.
 * @returns undefined where there is no index that searches would use
 */
export async function measureRecall (database: Database, row: CorpusRow, { forMs, onProgress }: { forMs: number, onProgress?: (done: number, total: number) => void }): Promise<Recall | undefined> {
  if (!row.indexed) return undefined
  const corpus = postgresCorpus({ database, row, onRevision: () => {} })
  const sample = await sampleOf(database, row)
  const end = performance.now() + forMs
  const sums = { found: 0, wanted: 0, queries: 0, indexMs: 0, exactMs: 0 }
  for (const { id, vector } of sample) {
    const page = { limit: NEIGHBOURS + 1, offset: 0 }
    const narrowing = { filter: undefined, exclude: new Set<string>() }
    const start = performance.now()
    const [byIndex] = await corpus.search({ vectors: [vector], ...page, ...narrowing, threshold: undefined })
    const middle = performance.now()
    if (byIndex!.exact) return undefined
    const [exact] = await database.query([exactSql(row, vector, narrowing, page)])
    sums.indexMs += middle - start
    sums.exactMs += performance.now() - middle
    const wanted = scores(exact!.map(({ item, score }) => ({ id: (item as Item).id, score: score as number })), id)
    const found = scores(byIndex!.hits.map(({ item, score }) => ({ id: item.id, score })), id)
    sums.wanted += wanted.length
    sums.found += found.filter(score => score >= wanted.at(-1)! - TIE).length
    sums.queries++
    onProgress?.(sums.queries, sample.length)
    if (performance.now() > end) break
  }
  if (sums.wanted === 0) return undefined
  return { recall: sums.found / sums.wanted, queries: sums.queries, indexMs: sums.indexMs / sums.queries, exactMs: sums.exactMs / sums.queries }
}

/** Of the nearest neighbours, without the item itself. */
const scores = (hits: { id: string, score: number }[], own: string): number[] => hits.filter(({ id }) => id !== own).slice(0, NEIGHBOURS).map(({ score }) => score)

async function sampleOf (database: Database, { id, items, dimensions }: CorpusRow): Promise<{ id: string, vector: Float32Array }[]> {
  const [rows] = await database.query([{
    text: `select id, vector_send(embedding) as vector from (select id, embedding from ${itemsTable(id)} tablesample system ($1) limit $2) as sampled order by random() limit $3`,
    values: [Math.min(100, 100 * SAMPLED_ROWS / Math.max(1, items)), 2 * SAMPLED_ROWS, QUERIES]
  }])
  return rows!.map(row => {
    const vector = new Float32Array(dimensions)
    decodeVector(row['vector'] as Buffer, vector)
    return { id: row['id'] as string, vector }
  })
}
