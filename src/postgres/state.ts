import type { Connected } from './connect.ts'
import type { CorpusRow } from './corpus-row.ts'
import { MIGRATIONS, itemsTable, vectorIndex } from './schema.ts'

/** An index over the vectors; `building` while some process builds it. */
export type IndexState = 'none' | 'valid' | 'building' | 'invalid'

export interface CorpusState { row: CorpusRow, tableBytes: number, indexBytes: number, index: IndexState }

export interface DatabaseState {
  /** Of the server. */
  version: string
  maintenanceMemory: string
  pgvector: { version: string, schema: string } | undefined
  migrations: { done: string[], pending: string[] }
  /** Empty while the schema is not up to date. */
  corpora: CorpusState[]
  /** Items of imports that were interrupted, or run, by the name of the corpus. */
  staged: { name: string, items: number, updatedAt: Date }[]
}

/** What is in the database, without changing anything. */
export async function readState ({ database, corpora, migrate }: Connected, schema: string): Promise<DatabaseState> {
  const [[server], [extension] = [], [table]] = await database.query([
    { text: "select current_setting('server_version') as version, current_setting('maintenance_work_mem') as memory", values: [] },
    { text: "select extversion as version, nspname as schema from pg_extension join pg_namespace n on n.oid = extnamespace where extname = 'vector'", values: [] },
    { text: 'select 1 as found from pg_tables where schemaname = $1 and tablename = $2', values: [schema, 'migrations'] }
  ]) as [[{ version: string, memory: string }], [{ version: string, schema: string }?], [object?]]
  const done = table === undefined ? [] : (await database.query([{ text: 'select name from migrations order by name', values: [] }]))[0]!.map(row => row['name'] as string)
  const pending = MIGRATIONS.map(({ name }) => name).filter(name => !done.includes(name))
  const state = { version: server.version, maintenanceMemory: server.memory, pgvector: extension, migrations: { done, pending } }
  if (pending.length > 0 || extension === undefined) return { ...state, corpora: [], staged: [] }
  await migrate(false)
  const [staged] = await database.query([{ text: "select substr(name, 2) as name, items, updated_at from corpora where left(name, 1) = '+' order by name", values: [] }])
  return {
    ...state,
    corpora: await Promise.all((await corpora.list()).map(async row => await corpusState({ database }, schema, row))),
    staged: staged!.map(row => ({ name: row['name'] as string, items: Number(row['items']), updatedAt: row['updated_at'] as Date }))
  }
}

export async function corpusState ({ database }: Pick<Connected, 'database'>, schema: string, row: CorpusRow): Promise<CorpusState> {
  const [[found]] = await database.query([{
    text: `select pg_table_size(c.oid)::float8 as table_bytes, pg_indexes_size(c.oid)::float8 as index_bytes, i.indisvalid as valid,
        exists (select from pg_stat_progress_create_index p where p.relid = c.oid) as building
      from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_class x on x.relnamespace = n.oid and x.relname = $3 left join pg_index i on i.indexrelid = x.oid
      where n.nspname = $1 and c.relname = $2`,
    values: [schema, itemsTable(row.id), vectorIndex(row.id)]
  }]) as [[{ table_bytes: number, index_bytes: number, valid: boolean | null, building: boolean }]]
  const index = found.building ? 'building' : found.valid === null ? 'none' : found.valid ? 'valid' : 'invalid'
  return { row, tableBytes: found.table_bytes, indexBytes: found.index_bytes, index }
}
