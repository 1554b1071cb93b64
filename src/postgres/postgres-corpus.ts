import type { Corpus, Facet, Hit, Item, Search, SearchResult } from '../matching/ports.ts'
import type { CorpusRow } from './corpus-row.ts'
import { infoOf } from './corpus-row.ts'
import type { Database, Row, Session } from './database.ts'
import { itemsTable } from './schema.ts'
import type { Narrowing, Way } from './search-sql.ts'
import { candidates, exactSql, FIRST_WAY, indexSql, sampleSql, settingsSql } from './search-sql.ts'
import type { Statement } from './statement.ts'
import { isStorable } from './statement.ts'
import { decodeVector } from './vectors.ts'

/** From so many items on an index over the vectors is worth its memory; fewer are compared one by one. */
export const INDEX_FROM = 20_000
/**
 * Under a filter so many of the nearest are taken from the index, and the filter is applied to them. Where enough pass, they are the nearest of
 * all that pass. Where not, the filter keeps few or what it keeps lies elsewhere: few are compared one by one, for others more are taken. If that
 * is too little too, all that the filter keeps are compared: an index that is read on until enough pass finds some, but the wrong ones.
 */
const NEAR = 200
const FAR = 800
/** So many rows are compared about as soon as the index has given the 800, and none of them is missed. */
const MOST_COMPARED = 15_000
/** Read from the index for so many rows that are wanted: recall grows with it. pgvector takes 1000 at most. */
const EF_PER_ROW = 2
const SMALLEST_EF = 200
const LARGEST_EF = 1000

export interface PostgresCorpusOptions {
  database: Database
  row: CorpusRow
  /** Told the revision that the database has, with every search. */
  onRevision: (revision: number | undefined) => void
  /** Where a filter keeps no more rows than these, all of them are compared. */
  mostCompared?: number
}

/** A corpus answered by SQL. */
export function postgresCorpus ({ database, row, onRevision, mostCompared = MOST_COMPARED }: PostgresCorpusOptions): Corpus {
  const table = itemsTable(row.id)
  const inOrder = itemReader(row)

  async function search (request: Search): Promise<SearchResult[]> {
    const narrowing: Narrowing = { filter: request.filter, exclude: new Set([...request.exclude].filter(isStorable)) }
    if (!row.indexed || candidates(request) > LARGEST_EF) return await compareAll(request, narrowing)

    const isNarrowed = narrowing.filter !== undefined || narrowing.exclude.size > 0
    return isNarrowed ? await searchNarrowed(request, narrowing) : await searchAll(request, narrowing)
  }

  async function searchAll (request: Search, narrowing: Narrowing): Promise<SearchResult[]> {
    const near = candidates(request)
    const answers = await run(request.vectors.map(vector => indexSql(row, vector, narrowing, request, near)), { settings: indexSettings(near) })
    return answers.map(rows => ({ ...resultOf(rows, request), total: row.items, totalIs: 'exact', exact: false }))
  }

  async function searchNarrowed (request: Search, narrowing: Narrowing): Promise<SearchResult[]> {
    const { near, few, far } = await tryWays(request, narrowing)
    const isEnough = ({ total }: SearchResult): boolean => total >= request.offset + request.limit
    const kept = few[0]!.total
    if (near.every(isEnough)) return near.map(result => ({ ...result, totalIs: 'at_least', exact: false }))
    if (kept <= mostCompared) return few
    return far.every(isEnough) ? far.map(result => ({ ...result, total: kept, totalIs: 'at_least', exact: false })) : await compareAll(request, narrowing)
  }

  /** What each way answers to each vector: those after the first that led there are not gone, and answer nothing. */
  async function tryWays (request: Search, narrowing: Narrowing): Promise<Record<Way, SearchResult[]>> {
    const { vectors } = request
    const [near, far] = [NEAR, FAR].map(least => Math.max(least, candidates(request))) as [number, number]
    const answers = await run([
      ...vectors.map(vector => indexSql(row, vector, narrowing, request, near, 'near')),
      settingsSql({ enable_seqscan: 'on' }),
      ...vectors.map(vector => exactSql(row, vector, narrowing, request, mostCompared)),
      settingsSql(indexSettings(far)),
      ...vectors.map(vector => indexSql(row, vector, narrowing, request, far, 'far'))
    ], { settings: { ...COMPARING.settings, ...indexSettings(near), ...FIRST_WAY } })
    const resultsFrom = (first: number): SearchResult[] => answers.slice(first, first + vectors.length).map(rows => resultOf(rows, request))
    return { near: resultsFrom(0), few: resultsFrom(vectors.length + 1), far: resultsFrom(2 * (vectors.length + 1)) }
  }

  async function compareAll (request: Search, narrowing: Narrowing): Promise<SearchResult[]> {
    const answers = await run(request.vectors.map(vector => exactSql(row, vector, narrowing, request)), COMPARING)
    return answers.map(rows => resultOf(rows, request))
  }

  /** What the rows of a statement say of themselves. */
  function resultOf (rows: Row[], { threshold = -Infinity }: Search): SearchResult {
    const hits = rows.filter(({ item }) => item !== null).map(({ item, score }): Hit => ({ item: inOrder(item as Item), score: score as number }))
    return { total: rows[0]!['total'] as number, totalIs: 'exact', hits: hits.filter(({ score }) => score >= threshold), exact: true }
  }

  /** Runs the searches, and looks on the way whether the corpus has changed. */
  async function run (searches: Statement[], session: Session): Promise<Row[][]> {
    const [revision, ...answers] = await database.query([{ text: 'select revision from corpora where id = $1', values: [row.id] }, ...searches], session)
    const now = revision?.[0]?.['revision']
    onRevision(now === undefined ? undefined : Number(now))
    return answers
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
    return bytes === undefined ? undefined : decoded(bytes as Buffer)
  }

  async function sample (count: number): Promise<Float32Array[]> {
    const [rows] = await database.query([sampleSql(row, count)])
    return rows!.map(({ vector: bytes }) => decoded(bytes as Buffer))
  }

  async function vectorsOf (ids: readonly string[]): Promise<(Float32Array | undefined)[]> {
    const [rows] = await database.query([{ text: `select id, vector_send(embedding) as vector from ${table} where id = any($1::text[])`, values: [ids.filter(isStorable)] }])
    const found = new Map(rows!.map(({ id, vector }) => [id as string, decoded(vector as Buffer)]))
    return ids.map(id => found.get(id))
  }

  function decoded (bytes: Buffer): Float32Array {
    const vector = new Float32Array(row.dimensions)
    decodeVector(bytes, vector)
    return vector
  }

  async function items (offset: number, limit: number): Promise<Item[]> {
    const [rows] = await database.query([{ text: `select item from ${table} order by id offset $1 limit $2`, values: [offset, limit] }])
    return rows!.map(({ item }) => inOrder(item as Item))
  }

  async function facets (field: string, limit: number): Promise<Facet[]> {
    if (!isStorable(field)) return []
    const text = `select item ->> $1::text as value from ${table} where jsonb_typeof(item -> $1::text) = 'string'`
    const [rows] = await database.query([{ text: `select value, count(*)::integer as count from (${text}) as texts where value ~ '\\S' group by value order by count desc, value collate "C" limit $2`, values: [field, limit] }])
    return rows!.map(({ value, count }) => ({ value: value as string, count: count as number }))
  }

  return { info: infoOf(row, 'postgres', false), search, item, vectorOf, vectorsOf, sample, items, facets }
}

/** The planner is kept from sorting all rows where the index gives their order. */
function indexSettings (near: number): Record<string, string> {
  return { 'hnsw.ef_search': String(Math.min(LARGEST_EF, Math.max(SMALLEST_EF, EF_PER_ROW * near))), enable_seqscan: 'off', jit: 'off' }
}

/**
 * With the 4 MB of the default, which rows of 100,000 a filter keeps is remembered by the page only, so that half of them are looked at in vain, and the distances go
 * through a file. Compiling such a statement takes longer than running it.
 */
const COMPARING = { settings: { work_mem: '64MB', jit: 'off' } }

/** jsonb keeps keys in an order of its own; items come back with theirs in the order of the corpus's fields. */
export function itemReader ({ fields }: Pick<CorpusRow, 'fields'>): (item: Item) => Item {
  const names = fields.map(field => field.name)
  return item => {
    const known = names.filter(name => Object.hasOwn(item, name))
    return { ...Object.fromEntries(known.map(name => [name, item[name]])), ...item } as Item
  }
}
