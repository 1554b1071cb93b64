import pg from 'pg'
import { fromSql } from 'pgvector'
import { didYouMean } from '../suggest.ts'
import { parseAddress } from './address.ts'
import type { Database, Row } from './database.ts'
import { openDatabase } from './database.ts'
import type { Column, Table } from './catalogue.ts'
import { columnsOf, findTable, keyOf } from './catalogue.ts'
import type { TransportOptions } from './transport.ts'
import { chooseTransport, connectionFor } from './transport.ts'

export interface TableSourceOptions {
  url: string
  /** Its name, or schema.name; default: the only one there is. */
  table: string | undefined
  /** The column with the vectors; default: the only one that can be. */
  vector: string | undefined
  /** The column of the id, where there is one of its own. */
  id: string | undefined
  withoutVectors: boolean
  transport: TransportOptions
  timeoutMs: number
}

/** Rows of a table, and the vector of each as bytes or numbers. */
export interface TableSource {
  path: string
  id: string
  unit: 'row'
  remarks: string[]
  vectorsIn: string | undefined
  rows: (options?: { vectors?: boolean }) => AsyncGenerator<{ line: number, fields: Record<string, unknown>, vector: unknown }[]>
  close: () => Promise<void>
}

const PAGE = 500
/** Types that hold a vector, or may. */
const VECTOR_TYPES = ['vector', 'halfvec']
const PERHAPS_VECTORS = ['bytea', '_float4', '_float8']
const VECTOR_NAME = /embed|vector/i
/** Whole numbers beyond these are not what they were once they are numbers of JavaScript; they become texts. */
const SAFE = Number.MAX_SAFE_INTEGER

/**
 * A table or view of any Postgres, read page by page in the order of a key, so that no transaction stays open while vectors are made. Names from outside are looked
 * up in the catalogue, and only what is found there becomes part of a statement.
 * @throws Error with a sentence where there is no such table or column, or no key to read it by
 */
export async function openTableSource ({ url, table: wanted, vector, id, withoutVectors, transport, timeoutMs }: TableSourceOptions): Promise<TableSource> {
  const address = parseAddress(url, 'The source')
  const database = openDatabase({
    connection: async () => ({ ...connectionFor(address, await chooseTransport(address, transport), transport.websocketUrl), max: 1 }),
    searchPath: () => ['public'],
    timeoutMs
  })
  try {
    const table = await findTable(database, wanted)
    const columns = await columnsOf(database, table)
    const vectorColumn = withoutVectors ? undefined : vectorColumnOf(columns, vector)
    const leftOut = columns.filter(column => column !== vectorColumn && isLeftOut(column))
    const fields = columns.filter(column => column !== vectorColumn && !isLeftOut(column))
    const key = await keyOf(database, table, columns, id)
    const path = `${address.host}/${address.config.database ?? ''} ${table.schema}.${table.name}`
    return {
      path,
      id: `${address.host}:${address.port}/${address.config.database ?? ''}/${JSON.stringify([table.schema, table.name])}`,
      unit: 'row',
      remarks: leftOut.length === 0 ? [] : [`Left out, because ${leftOut.length === 1 ? 'it is' : 'they are'} no text, number or list: ${leftOut.map(({ name, type }) => `"${name}" (${type})`).join(', ')}.`],
      vectorsIn: vectorColumn?.name,
      rows: ({ vectors = true } = {}) => read(database, table, { fields, key, vector: vectors ? vectorColumn : undefined }),
      close: async () => await database.close()
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

const isLeftOut = ({ kind }: Column): boolean => [...VECTOR_TYPES, 'sparsevec', 'bytea', 'tsvector'].includes(kind)

function vectorColumnOf (columns: readonly Column[], wanted: string | undefined): Column | undefined {
  if (wanted !== undefined) {
    const column = columns.find(({ name }) => name === wanted)
    if (column === undefined) throw new Error(`--vector names "${wanted}", which the table does not have.${didYouMean(wanted, columns.map(({ name }) => name)) || ` There are ${columns.map(({ name }) => name).join(', ')}.`}`)
    return column
  }
  const sure = columns.filter(({ kind }) => VECTOR_TYPES.includes(kind))
  const found = sure.length > 0 ? sure : columns.filter(({ kind, name }) => PERHAPS_VECTORS.includes(kind) && VECTOR_NAME.test(name))
  if (found.length > 1) throw new Error(`Several columns may hold the vectors: ${found.map(({ name }) => name).join(', ')}. Say which with --vector, or make new ones with --embed.`)
  return found[0]
}

interface Reading { fields: readonly Column[], key: readonly Column[], vector: Column | undefined }

async function * read (database: Database, table: Table, { fields, key, vector }: Reading): ReturnType<TableSource['rows']> {
  const name = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`
  const of = (column: Column): string => `t.${pg.escapeIdentifier(column.name)}`
  const json = `(select row_to_json(r)::text from (select ${fields.map(column => `${valueSql(column, of(column))} as ${pg.escapeIdentifier(column.name)}`).join(', ')}) as r)`
  const keys = key.map(of)
  const places = key.map(({ type }, i) => `$${i + 1}::${type}`)
  const page = (after: unknown[] | undefined) => ({
    text: `select ${json} as fields, ${vector === undefined ? 'null' : vectorSql(vector, of(vector))} as vector${keys.map((each, i) => `, ${each}::text as key_${i}`).join('')}
      from ${name} as t where ${after === undefined ? keys.map(each => `${each} is not null`).join(' and ') : `(${keys.join(', ')}) > (${places.join(', ')})`} order by ${keys.join(', ')} limit ${PAGE}`,
    values: after ?? []
  })
  let line = 0
  for (let after: unknown[] | undefined; ;) {
    const [rows] = await database.query([page(after)]) as [Row[]]
    yield rows.map(row => ({ line: ++line, fields: JSON.parse(row['fields'] as string) as Record<string, unknown>, vector: vectorOf(row['vector'], vector) }))
    if (rows.length < PAGE) return
    after = key.map((_, i) => rows.at(-1)![`key_${i}`])
  }
}

/** What goes into the row's JSON. */
const valueSql = ({ kind }: Column, column: string): string => kind === 'int8' ? `case when ${column} between -${SAFE} and ${SAFE} then to_json(${column}) else to_json(${column}::text) end` : column

const vectorSql = ({ kind }: Column, column: string): string => kind === 'bytea' ? column : PERHAPS_VECTORS.includes(kind) ? `to_json(${column})::text` : `${column}::text`

function vectorOf (value: unknown, column: Column | undefined): unknown {
  return typeof value === 'string' && column !== undefined && VECTOR_TYPES.includes(column.kind) ? fromSql(value) : value
}
