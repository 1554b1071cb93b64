import { fieldsOfItems } from '../corpus/items.ts'
import { parseDate } from '../matching/filters.ts'
import type { Item } from '../matching/ports.ts'
import { valueAt } from '../matching/predicate.ts'
import { itemsTable } from './schema.ts'
import type { Statement } from './statement.ts'
import { encodeVectors } from './vectors.ts'

/** An item with its vector, as it is written. */
export interface ItemRow {
  item: Item
  /** Unit length, length = dimensions of the corpus. */
  vector: Float32Array
  /** Of the texts that the vector was made from; null where the vector came from elsewhere. */
  textHash: Buffer | null
}

/** Where JSON writes U+0000, or half of a surrogate pair, which it does as an escape; a backslash of the text itself is written twice. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/

/** Why Postgres cannot store an item, as the end of a sentence; undefined where it can. */
export function unstorable (item: Item): string | undefined {
  return UNSTORABLE.test(JSON.stringify(item)) ? 'has a text with the character U+0000 or half of a surrogate pair, which Postgres cannot store.' : undefined
}

/**
 * Inserts rows or puts them in the place of those with the same id. The answer has a row for each that was not the same before, whether it is
 * `inserted`, and the bytes by which the items' JSON grew.
 */
export function upsertSql (corpusId: number, rows: readonly ItemRow[], vectorOid: number): Statement {
  const table = itemsTable(corpusId)
  return {
    text: `with given as (
      select * from unnest($1::text[], $2::jsonb[], $3::jsonb[], $4::bytea[], $5::vector[]) as g (id, item, dates, text_hash, embedding)
    ), before as (
      select id, octet_length(item::text) as bytes from ${table} where id = any($1)
    ), written as (
      insert into ${table} as t (id, item, dates, text_hash, embedding) select * from given
      on conflict (id) do update set item = excluded.item, dates = excluded.dates, text_hash = excluded.text_hash, embedding = excluded.embedding
      where (t.item, t.text_hash) is distinct from (excluded.item, excluded.text_hash) or excluded.text_hash is null and t.embedding <> excluded.embedding
      returning t.id, octet_length(t.item::text) as bytes
    ) select written.id, before.id is null as inserted, written.bytes - coalesce(before.bytes, 0) as grown from written left join before using (id)`,
    values: [
      rows.map(({ item }) => item.id),
      rows.map(({ item }) => JSON.stringify(item)),
      rows.map(({ item }) => datesOf(item)),
      rows.map(({ textHash }) => textHash),
      encodeVectors(rows.map(({ vector }) => vector), vectorOid)
    ]
  }
}

/** By path, the times (milliseconds since 1970) of an item's texts that are dates, as JSON; null where none is. Filters by date read these. */
export function datesOf (item: Item): string | null {
  const dates = fieldsOfItems([item]).flatMap(({ name, type }) => {
    const date = type === 'string' ? parseDate(valueAt(item, name)) : undefined
    return date === undefined ? [] : [[name, date.getTime()] as const]
  })
  return dates.length === 0 ? null : JSON.stringify(Object.fromEntries(dates))
}
