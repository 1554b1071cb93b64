import type { Corpus, Hit, Item, Search, SearchResult } from '../matching/ports.ts'
import type { CorpusRow } from './corpus-row.ts'
import { infoOf } from './corpus-row.ts'
import type { Database, Row, Session } from './database.ts'
import { itemsTable } from './schema.ts'
import { candidates, countSql, exactSql, indexSql } from './search-sql.ts'
import type { Statement } from './statement.ts'
import { isStorable } from './statement.ts'
import { decodeVector } from './vectors.ts'

/**
 * Up to this many rows that a filter keeps are compared one by one; more are looked for with the index. A filter that correlates with the
 * meaning makes the index miss most of what it should find, so the bound lies where comparing all costs about what the index does at its worst.
 */
export const MOST_COMPARED = 20_000
/** Read from the index at a time: recall grows with it. pgvector takes 1000 at most. */
const SMALLEST_EF = 200
const LARGEST_EF = 1000

export interface PostgresCorpusOptions {
  database: Database
  row: CorpusRow
  /** Told the revision that the database has, with every search. */
  onRevision: (revision: number | undefined) => void
}

/** A corpus answered by SQL. */
export function postgresCorpus ({ database, row, onRevision }: PostgresCorpusOptions): Corpus {
  const table = itemsTable(row.id)
  const inOrder = itemReader(row)

  async function search (request: Search): Promise<SearchResult[]> {
    const { exclude, filter, vectors } = { ...request, exclude: new Set([...request.exclude].filter(isStorable)) }
    const isNarrowed = filter !== undefined || exclude.size > 0
    const kept = isNarrowed ? await count({ filter, exclude }) : row.items
    const isCounted = !isNarrowed || kept <= MOST_COMPARED
    const narrowing = { filter, exclude }
    const total = { total: kept, totalIs: isCounted ? 'exact' as const : 'at_least' as const }

    const useIndex = row.indexed && kept > MOST_COMPARED && candidates(request) <= LARGEST_EF
    const answers = await run(vectors.map(vector => (useIndex ? indexSql : exactSql)(row, vector, narrowing, request)), useIndex ? indexSession(request) : {})
    const isShort = answers.map(rows => useIndex && rows.length < Math.min(request.limit, kept - request.offset))
    const again = vectors.filter((_, i) => isShort[i])
    const exact = again.length === 0 ? [] : await run(again.map(vector => exactSql(row, vector, narrowing, request)), {})
    return answers.map((rows, i) => ({ ...total, hits: hits(isShort[i] ? exact.shift()! : rows, request.threshold), exact: !useIndex || isShort[i]! }))
  }

  async function count (narrowing: Pick<Search, 'filter' | 'exclude'>): Promise<number> {
    const [[counted]] = await database.query([countSql(row, narrowing, MOST_COMPARED)]) as [[Row]]
    return counted['count'] as number
  }

  /** Runs the searches, and looks on the way whether the corpus has changed. */
  async function run (searches: Statement[], session: Session): Promise<Row[][]> {
    const [revision, ...answers] = await database.query([{ text: 'select revision from corpora where id = $1', values: [row.id] }, ...searches], session)
    const now = revision?.[0]?.['revision']
    onRevision(now === undefined ? undefined : Number(now))
    return answers
  }

  function hits (rows: Row[], threshold = -Infinity): Hit[] {
    return rows.map(({ item, score }) => ({ item: inOrder(item as Item), score: score as number })).filter(({ score }) => score >= threshold)
  }

  async function one (column: string, id: string): Promise<unknown> {
    if (!isStorable(id)) return undefined
    const [rows] = await database.query([{ text: `select ${column} as wanted from ${table} where id = $1`, values: [id] }])
    return rows?.[0]?.['wanted']
  }

  async function item (id: string): Promise<Item | undefined> {
    const found = await one('item', id)
    return found === undefined ? undefined : inOrder(found as Item)
  }

  async function vectorOf (id: string): Promise<Float32Array | undefined> {
    const bytes = await one('vector_send(embedding)', id)
    if (bytes === undefined) return undefined
    const vector = new Float32Array(row.dimensions)
    decodeVector(bytes as Buffer, vector)
    return vector
  }

  async function items (offset: number, limit: number): Promise<Item[]> {
    const [rows] = await database.query([{ text: `select item from ${table} order by id offset $1 limit $2`, values: [offset, limit] }])
    return rows!.map(({ item }) => inOrder(item as Item))
  }

  return { info: infoOf(row, 'postgres', false), search, item, vectorOf, items }
}

/** The index is read on until enough rows pass the filter; the planner is kept from sorting all of them instead. */
function indexSession (page: { offset: number, limit: number }): Session {
  const ef = Math.min(LARGEST_EF, Math.max(SMALLEST_EF, 2 * candidates(page)))
  return { settings: { 'hnsw.ef_search': String(ef), 'hnsw.iterative_scan': 'relaxed_order', enable_seqscan: 'off', enable_bitmapscan: 'off' } }
}

/** jsonb keeps keys in an order of its own; items come back with theirs in the order of the corpus's fields. */
export function itemReader ({ fields }: Pick<CorpusRow, 'fields'>): (item: Item) => Item {
  const names = fields.map(field => field.name)
  return item => {
    const known = names.filter(name => Object.hasOwn(item, name))
    return { ...Object.fromEntries(known.map(name => [name, item[name]])), ...item } as Item
  }
}
