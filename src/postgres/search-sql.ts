import type { Search } from '../matching/ports.ts'
import type { CorpusRow } from './corpus-row.ts'
import { filterSql } from './filter-sql.ts'
import { itemsTable } from './schema.ts'
import type { Statement } from './statement.ts'
import { Parameters } from './statement.ts'
import { encodeVector } from './vectors.ts'

export type Narrowing = Pick<Search, 'filter' | 'exclude'>
export type Page = Pick<Search, 'offset' | 'limit'>

/** How many rows a filter keeps is left in this setting for the statements that follow in the transaction; they begin with 0. */
const COUNTED = 'kindred.counted'
const COUNTED_BEFORE = `current_setting('${COUNTED}')::integer`
export const NOTHING_COUNTED = { [COUNTED]: '0' }

/** For the statements that follow in the transaction: the planner is kept from sorting all rows where an index gives their order. */
export const PREFER_INDEXES: Statement = { text: "select set_config('enable_seqscan', 'off', true)", values: [] }

/**
 * All rows that the filter keeps, by their true inner product with the query. Each row of the answer says how many they are; one without an item
 * says only that. No index is over `embedding` itself, so none can interfere.
 *
 * @param most where the filter keeps more than these, no item comes; the total is then one more, or 0 where a statement before has found that out
 */
export function exactSql (corpus: CorpusRow, vector: Float32Array, narrowing: Narrowing, { offset, limit }: Page, most?: number): Statement {
  const parameters = new Parameters()
  const table = itemsTable(corpus.id)
  const bound = most === undefined ? undefined : `${parameters.add(most)}::integer`
  const [upTo, remembered, unlessMore] = bound === undefined
    ? ['', '', '']
    : [`and ${COUNTED_BEFORE} <= ${bound} limit ${bound} + 1`, `, set_config('${COUNTED}', greatest(total, ${COUNTED_BEFORE})::text, true)`, `where (select total from counted) <= ${bound}`]
  const distance = `embedding <#> ${parameters.add(encodeVector(vector))}::vector as distance`
  return {
    text: `with kept as materialized (select id, ${distance} from ${table} where ${whereSql(narrowing, parameters)} ${upTo}),
      counted as materialized (select total${remembered} from (select count(*)::integer as total from kept) as rows_kept),
      nearest as materialized (select id, distance from kept ${unlessMore} order by distance, id offset ${parameters.add(offset)} limit ${parameters.add(limit)})
      select total, item, -distance as score from counted left join (nearest join ${table} using (id)) on true order by distance, id`,
    values: parameters.values
  }
}

/**
 * The nearest rows by the index, and of those the ones that the filter keeps, in the order of their true products. The filter stands outside:
 * the index is used for `ORDER BY operator LIMIT` with nothing else in that step, and what is looked at is then known to be all that is near.
 *
 * @param near how many rows are taken from the index
 * @param few where no more than these were counted before, nothing is taken; undefined where nothing was counted
 */
export function indexSql (corpus: CorpusRow, vector: Float32Array, narrowing: Narrowing, { offset, limit }: Page, near: number, few?: number): Statement {
  const parameters = new Parameters()
  const query = `${parameters.add(encodeVector(vector))}::vector`
  const half = `halfvec(${corpus.dimensions})`
  // It names no column, so that it is looked at once, before the index is.
  const worthIt = few === undefined ? '' : `where ${COUNTED_BEFORE} > ${parameters.add(few)}`
  const nearest = `select id, distance from (
      select id, item, dates, embedding <#> ${query} as distance from ${itemsTable(corpus.id)} ${worthIt}
      order by embedding::${half} <#> ${query}::${half} limit ${parameters.add(near)}
    ) as near where ${whereSql(narrowing, parameters)} order by distance + 0, id offset ${parameters.add(offset)} limit ${parameters.add(limit)}`
  return withItems(corpus, nearest, parameters)
}

/** Of more items, pages are drawn and not every row is looked at. */
const FEW_ENOUGH_TO_SORT = 100_000
/** Drawn pages hold more rows or fewer. */
const MORE_PAGES = 4

/** The vectors of so many rows, or of all: the same ones as long as the corpus is the same. */
export function sampleSql ({ id, items }: CorpusRow, count: number): Statement {
  const drawn = items <= FEW_ENOUGH_TO_SORT ? '' : `tablesample system (${Math.min(100, 100 * MORE_PAGES * count / items)}) repeatable (1)`
  return { text: `select vector_send(embedding) as vector from ${itemsTable(id)} ${drawn} order by hashtextextended(id, 0) limit $1`, values: [count] }
}

/** How many rows the index is asked for: a half has three digits, and neighbours closer than that may stand in another order. */
export const candidates = ({ offset, limit }: Page): number => Math.ceil((offset + limit) * 1.2) + 10

/** Deletes the items with these ids, or those that a filter keeps; answers the bytes of each one's JSON. */
export function deleteSql (corpusId: number, narrowing: Narrowing | { ids: readonly string[] }): Statement {
  const parameters = new Parameters()
  const where = 'ids' in narrowing ? `id = any(${parameters.add(narrowing.ids)}::text[])` : whereSql(narrowing, parameters)
  return { text: `delete from ${itemsTable(corpusId)} where ${where} returning octet_length(item::text) as bytes`, values: parameters.values }
}

function withItems (corpus: CorpusRow, nearest: string, { values }: Parameters): Statement {
  return { text: `with nearest as materialized (${nearest}) select item, -distance as score from nearest join ${itemsTable(corpus.id)} using (id) order by distance, id`, values }
}

function whereSql ({ filter, exclude }: Narrowing, parameters: Parameters): string {
  const conditions = [
    ...filter === undefined ? [] : [filterSql(filter, parameters)],
    ...exclude.size === 0 ? [] : [`id <> all(${parameters.add([...exclude])}::text[])`]
  ]
  return conditions.join(' and ') || 'true'
}
