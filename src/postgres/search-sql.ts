import type { Search } from '../matching/ports.ts'
import type { CorpusRow } from './corpus-row.ts'
import { filterSql } from './filter-sql.ts'
import { itemsTable } from './schema.ts'
import type { Statement } from './statement.ts'
import { Parameters } from './statement.ts'
import { encodeVector } from './vectors.ts'

export type Narrowing = Pick<Search, 'filter' | 'exclude'>
export type Page = Pick<Search, 'offset' | 'limit'>

/** How many rows a filter keeps, counted up to a bound: `count` is at most `bound` + 1. */
export function countSql (corpus: CorpusRow, narrowing: Narrowing, bound: number): Statement {
  const parameters = new Parameters()
  const where = whereSql(narrowing, parameters)
  return { text: `select count(*)::integer as count from (select from ${itemsTable(corpus.id)} where ${where} limit ${parameters.add(bound + 1)}) as kept`, values: parameters.values }
}

/** All rows that the filter keeps, by their true inner product with the query. No index is over `embedding` itself, so none can interfere. */
export function exactSql (corpus: CorpusRow, vector: Float32Array, narrowing: Narrowing, { offset, limit }: Page): Statement {
  const parameters = new Parameters()
  const query = `${parameters.add(encodeVector(vector))}::vector`
  const nearest = `select id, embedding <#> ${query} as distance from ${itemsTable(corpus.id)} where ${whereSql(narrowing, parameters)}
    order by distance, id offset ${parameters.add(offset)} limit ${parameters.add(limit)}`
  return withItems(corpus, nearest, parameters)
}

/**
 * The nearest rows by the index, of which more are taken than asked for and put into the order of their true products. The index is used for
 * `ORDER BY operator LIMIT` only, with nothing else in that step.
 */
export function indexSql (corpus: CorpusRow, vector: Float32Array, narrowing: Narrowing, { offset, limit }: Page): Statement {
  const parameters = new Parameters()
  const query = `${parameters.add(encodeVector(vector))}::vector`
  const half = `halfvec(${corpus.dimensions})`
  const nearest = `select id, distance from (
      select id, embedding <#> ${query} as distance from ${itemsTable(corpus.id)} where ${whereSql(narrowing, parameters)}
      order by embedding::${half} <#> ${query}::${half} limit ${parameters.add(candidates({ offset, limit }))}
    ) as candidates order by distance + 0, id offset ${parameters.add(offset)} limit ${parameters.add(limit)}`
  return withItems(corpus, nearest, parameters)
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
