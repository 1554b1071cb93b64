import pg from 'pg'
import { Umzug } from 'umzug'
import type { Database, Run } from './database.ts'
import type { Extension } from './extension.ts'
import { ensureExtension } from './extension.ts'
import { MIGRATIONS } from './schema.ts'

export interface MigrateOptions {
  schema: string
  /** False leaves the schema as it is, and says so where it is not the one this version needs. */
  migrate: boolean
  /** Called when the schemas to look in are known, before the first migration. */
  onExtension: (extension: Extension) => void
}

/**
 * Brings the schema up to date. Everything happens in one transaction that holds a lock of its own (one of the transaction, since a pooler in
 * transaction mode gives a session's lock to somebody else): of ten processes that start at once one migrates and nine wait and find it done.
 * @throws Error with a sentence that says what to run, where rights or the extension are missing
 */
export async function migrateDatabase (database: Database, { schema, migrate, onExtension }: MigrateOptions): Promise<void> {
  await database.transaction(async run => {
    await run({ text: "select pg_advisory_xact_lock(hashtextextended('kindred ' || $1, 0))", values: [schema] })
    const extension = await ensureExtension(run)
    await run({ text: "select set_config('search_path', $1, true)", values: [[schema, extension.schema].map(name => pg.escapeIdentifier(name)).join(', ')] })
    onExtension(extension)
    if (migrate) await createSchema(run, schema)
    const migrations = umzug(run, schema)
    const pending = await migrations.pending()
    if (pending.length > 0 && !migrate) throw new Error(`The schema "${schema}" lacks ${pending.map(({ name }) => name).join(', ')}. Start once with DATABASE_MIGRATE=true and a user who may create tables.`)
    if (migrate) await migrations.up()
  }, { timeoutMs: 0 })
}

async function createSchema (run: Run, schema: string): Promise<void> {
  const [found] = await run({ text: 'select 1 as found from pg_namespace where nspname = $1', values: [schema] })
  if (found === undefined) await run({ text: `create schema ${pg.escapeIdentifier(schema)}`, values: [] })
  const [table] = await run({ text: 'select 1 as found from pg_tables where schemaname = $1 and tablename = $2', values: [schema, 'migrations'] })
  if (table === undefined) await run({ text: 'create table migrations (name text primary key, run_at timestamptz not null default now())', values: [] })
}

function umzug (run: Run, schema: string): Umzug<{ run: Run }> {
  return new Umzug<{ run: Run }>({
    migrations: MIGRATIONS.map(({ name, up }) => ({ name, up: async ({ context }) => await up(context.run) })),
    context: { run },
    logger: undefined,
    storage: {
      executed: async () => await executed(run, schema),
      logMigration: async ({ name }) => { await run({ text: 'insert into migrations (name) values ($1)', values: [name] }) },
      unlogMigration: async () => { throw new Error('Migrations go forward only.') }
    }
  })
}

async function executed (run: Run, schema: string): Promise<string[]> {
  const [table] = await run({ text: 'select 1 as found from pg_tables where schemaname = $1 and tablename = $2', values: [schema, 'migrations'] })
  if (table === undefined) return []
  const rows = await run({ text: 'select name from migrations order by name', values: [] })
  return rows.map(row => row['name'] as string)
}
