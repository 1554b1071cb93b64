import { didYouMean } from '../suggest.ts'
import type { Database } from './database.ts'

export interface Table {
  oid: number
  schema: string
  name: string
  /** As in `pg_class`: r for a table, p for one in partitions, v and m for views, f for one elsewhere. */
  kind: string
}

export interface Column {
  name: string
  /** As it is written in a statement. */
  type: string
  /** Name of the type alone; of a list, with an underscore before it. */
  kind: string
}

/** Where a row of a table without a key stands. */
const ROW: Column = { name: 'ctid', type: 'tid', kind: 'tid' }

/**
 * @param wanted a name, or schema.name; undefined for the only table there is
 * @throws Error with a sentence that says which there are
 */
export async function findTable (database: Database, wanted: string | undefined): Promise<Table> {
  const [rows] = await database.query([{
    values: [],
    text: `select c.oid::integer as oid, nspname as schema, relname as name, relkind as kind from pg_class c join pg_namespace n on n.oid = relnamespace
      where relkind in ('r', 'p', 'v', 'm', 'f') and not relispartition and nspname <> 'information_schema' and nspname !~ '^pg_' and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
      order by nspname <> 'public', nspname, relname`
  }])
  const tables = rows as unknown as Table[]
  const names = tables.map(nameOf)
  const list = names.length === 0 ? 'This user can read none.' : `There ${names.length === 1 ? 'is' : 'are'} ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`
  const found = wanted === undefined ? tables : tables.filter(table => table.name === wanted || `${table.schema}.${table.name}` === wanted)
  const [first, second] = found
  if (first === undefined) throw new Error(wanted === undefined ? 'There is no table to read.' : `There is no table "${wanted}".${didYouMean(wanted, names) || ` ${list}`}`)
  if (wanted === undefined && second !== undefined) throw new Error(`Which table is to be read? Say it with --table. ${list}`)
  const isClear = second === undefined || first.schema === 'public' || `${first.schema}.${first.name}` === wanted
  if (!isClear) throw new Error(`There are several tables "${wanted}": ${found.map(({ schema, name }) => `${schema}.${name}`).join(', ')}. Say which.`)
  return first
}

const nameOf = ({ schema, name }: Table): string => schema === 'public' ? name : `${schema}.${name}`

export async function columnsOf (database: Database, { oid }: Table): Promise<Column[]> {
  const [rows] = await database.query([{
    values: [oid],
    text: `select attname as name, format_type(atttypid, null) as type, typname as kind from pg_attribute join pg_type t on t.oid = atttypid
      where attrelid = $1 and attnum > 0 and not attisdropped order by attnum`
  }])
  return rows as unknown as Column[]
}

/**
 * The columns by which rows can be read in an order of their own: the primary key, another one without nulls, or where the rows stand.
 *
 * @param id the column that the user says is the id, which a view is read by
 * @throws Error with a sentence where there are none
 */
export async function keyOf (database: Database, { oid, kind, name }: Table, columns: readonly Column[], id: string | undefined): Promise<Column[]> {
  const [[key] = []] = await database.query([{
    values: [oid],
    text: `select (select array_agg(attname::text order by place) from unnest(indkey) with ordinality as k (number, place) join pg_attribute on attrelid = indrelid and attnum = number) as names
      from pg_index where indrelid = $1 and indisunique and indisvalid and indpred is null and indexprs is null and indnkeyatts = indnatts
        and not exists (select from unnest(indkey) as k (number) join pg_attribute on attrelid = indrelid and attnum = number where not attnotnull)
      order by indisprimary desc, indnatts limit 1`
  }])
  if (key !== undefined) return (key['names'] as string[]).map(name => columns.find(column => column.name === name)!)
  if (kind === 'r') return [ROW]
  const column = columns.find(({ name }) => name === (id ?? 'id'))
  if (column === undefined) throw new Error(`"${name}" has no key to read it by. Say which column is different in every row with --id.`)
  return [column]
}
