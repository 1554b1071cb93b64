import type { Search } from '../matching/ports.ts'
import type { CorpusRow } from './corpus-row.ts'
import { filterSql } from './filter-sql.ts'
import { itemsTable } from './schema.ts'
import type { Statement } from './statement.ts'
import { Parameters } from './statement.ts'
import { encodeVector } from './vectors.ts'

export type Narrowing = Pick<Search, 'filter' | 'exclude'>
export type Page = Pick<Search, 'offset' | 'limit'>

/**
 * Under a filter, the ways to an answer, each dearer than the one before. All are sent at once; the transaction is at one of them, begins with the first,
 * and goes on to the next where a statement finds that its own does not lead there. A statement of another way does nothing.
 */
export type Way = 'near' | 'few' | 'far'
const WAY = 'kindred.way'
export const FIRST_WAY: Record<string, string> = { [WAY]: 'near' satisfies Way }

const NEXT = { near: 'few', few: 'far' } satisfies Partial<Record<Way, Way>>

/** It names no column, so that it is looked at once, before any row is. */
const isAt = (way: Way): string => `current_setting('${WAY}') = '${way}'`
/** Evaluated once, where all rows were seen. */
const goOn = (way: 'near' | 'few', condition: string): string => `case when ${isAt(way)} and ${condition} then set_config('${WAY}', '${NEXT[way]}', true) end`

/** For the statements that follow in the transaction. */
export function settingsSql (settings: Record<string, string>): Statement {
  const all = Object.entries(settings)
  return { text: `select ${all.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ')}`, values: all.flat() }
}

/**
 * All rows that the filter keeps, by their true inner product with the query. Each row of the answer says how many they are; one without an item
 * says only that. No index is over `embedding` itself, so none can interfere.
 *
 * @param most the way of `few`: where the filter keeps more than these, no item comes, the total is one more, and the next way is gone
 */
export function exactSql (corpus: CorpusRow, vector: Float32Array, narrowing: Narrowing, { offset, limit }: Page, most?: number): Statement {
  const parameters = new Parameters()
  const bound = most === undefined ? undefined : `${parameters.add(most)}::integer`
  const distance = `embedding <#> ${parameters.add(encodeVector(vector))}::vector as distance`
  const kept = `select id, ${distance} from ${itemsTable(corpus.id)} where ${whereSql(narrowing, parameters)} ${bound === undefined ? '' : `and ${isAt('few')} limit ${bound} + 1`}`
  const nearest = `select id, distance from kept ${bound === undefined ? '' : `where (select total from counted) <= ${bound}`}
    order by distance, id offset ${parameters.add(offset)} limit ${parameters.add(limit)}`
  return withItems(corpus, kept, bound === undefined ? undefined : goOn('few', `total > ${bound}`), nearest, parameters)
}

/**
 * The nearest rows by the index, and of those the ones that the filter keeps, in the order of their true products. The filter stands outside:
 * the index is used for `ORDER BY operator LIMIT` with nothing else in that step, and what is looked at is then known to be all that is near.
 * Each row of the answer says how many pass; one without an item says only that.
 *
 * @param near how many rows are taken from the index
 * @param way the way that this is: where fewer pass than are wanted, the next is gone
 */
export function indexSql (corpus: CorpusRow, vector: Float32Array, narrowing: Narrowing, { offset, limit }: Page, near: number, way?: 'near' | 'far'): Statement {
  const parameters = new Parameters()
  const query = `${parameters.add(encodeVector(vector))}::vector`
  const half = `halfvec(${corpus.dimensions})`
  const kept = `select id, distance from (
      select id, item, dates, embedding <#> ${query} as distance from ${itemsTable(corpus.id)} ${way === undefined ? '' : `where ${isAt(way)}`}
      order by embedding::${half} <#> ${query}::${half} limit ${parameters.add(near)}
    ) as near where ${whereSql(narrowing, parameters)}`
  const [from, rows] = [parameters.add(offset), parameters.add(limit)]
  const nearest = `select id, distance from kept order by distance, id offset ${from} limit ${rows}`
  return withItems(corpus, kept, way === 'near' ? goOn('near', `total < ${from}::integer + ${rows}::integer`) : undefined, nearest, parameters)
}

function withItems ({ id }: CorpusRow, kept: string, next: string | undefined, nearest: string, { values }: Parameters): Statement {
  return {
    text: `with kept as materialized (${kept}),
      counted as materialized (select total, ${next ?? 'null'} as way from (select count(*)::integer as total from kept) as rows_kept),
      nearest as materialized (${nearest})
      select total, item, -distance as score from counted left join (nearest join ${itemsTable(id)} using (id)) on true order by distance, id`,
    values
  }
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

function whereSql ({ filter, exclude }: Narrowing, parameters: Parameters): string {
  const conditions = [
    ...filter === undefined ? [] : [filterSql(filter, parameters)],
    ...exclude.size === 0 ? [] : [`id <> all(${parameters.add([...exclude])}::text[])`]
  ]
  return conditions.join(' and ') || 'true'
}
