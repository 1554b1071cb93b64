import pg from 'pg'
import { Umzug } from 'umzug'
import type { Database, Run } from './database.ts'
import type { Extension } from './extension.ts'
import { ensureExtension, findExtension } from './extension.ts'
import type { Migration } from './schema.ts'
import { MIGRATIONS } from './schema.ts'

export interface MigrateOptions {
  schema: string
  /** False leaves the schema as it is, and says so where it is not the one this version needs. */
  migrate: boolean
  /** Called when the schemas to look in are known, before the first migration. */
  onExtension: (extension: Extension) => void
  /** Default: all there are. */
  migrations?: readonly Migration[]
}

/**
 * Brings the schema up to date. Where something is missing, everything happens in one transaction that holds a lock of its own (one of the
 * transaction, since a pooler in transaction mode gives a session's lock to somebody else): of ten processes that start at once one migrates
 * and nine wait and find it done.
 * @returns the names of the migrations that ran
 * @throws Error with a sentence that says what to run, where rights or the extension are missing
 */
export async function migrateDatabase (database: Database, options: MigrateOptions): Promise<string[]> {
  if (await database.transaction(async run => await isUpToDate(run, options))) return []
  return await database.transaction(async run => {
    await run({ text: "select pg_advisory_xact_lock(hashtextextended('kindred ' || $1, 0))", values: [options.schema] })
    await enter(run, options)
    return await orWhatToGrant(run, options.schema, async () => {
      await createSchema(run, options.schema)
      return (await umzug(run, options).up()).map(({ name }) => name)
    })
  }, { timeoutMs: 0, statementMs: 0 })
}

async function isUpToDate (run: Run, options: MigrateOptions): Promise<boolean> {
  if (options.migrate && await findExtension(run) === undefined) return false
  await enter(run, options)
  const missing = await orWhatToGrant(run, options.schema, async () => await umzug(run, options).pending())
  if (missing.length > 0 && !options.migrate) throw new Error(`The schema "${options.schema}" lacks ${missing.map(({ name }) => name).join(', ')}. Start once with DATABASE_MIGRATE=true and a user who may create tables.`)
  return missing.length === 0
}

/** Makes the schema and the extension's those to look in. */
async function enter (run: Run, { schema, migrate, onExtension }: MigrateOptions): Promise<void> {
  const extension = await ensureExtension(run, migrate)
  await run({ text: "select set_config('search_path', $1, true)", values: [[schema, extension.schema].map(name => pg.escapeIdentifier(name)).join(', ')] })
  onExtension(extension)
}

/** Does what may lack rights; an Error then says which, and what the owner has to run. */
async function orWhatToGrant<T> (run: Run, name: string, work: () => Promise<T>): Promise<T> {
  const [names] = await run({
    values: [name],
    text: `select quote_ident($1) as schema, quote_ident(current_user) as user, quote_ident(current_database()) as database,
      (select has_schema_privilege(oid, 'usage') from pg_namespace where nspname = $1) as usable`
  })
  const { schema, user, database, usable } = names as { schema: string, user: string, database: string, usable: boolean | null }
  const lacking = (what: string, cause?: unknown): Error => {
    const grant = usable === null ? `GRANT CREATE ON DATABASE ${database} TO ${user};` : `GRANT ALL ON SCHEMA ${schema} TO ${user}; GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO ${user};`
    return new Error(`The database's user ${user} lacks rights (${what}). Run as the owner: ${grant}`, { cause })
  }
  // Such a schema is passed over in silence, as if it were empty.
  if (usable === false) throw lacking(`permission denied for schema ${schema}`)
  try {
    return await work()
  } catch (error) {
    throw (error as { code?: unknown }).code === '42501' ? lacking((error as Error).message, error) : error
  }
}

async function createSchema (run: Run, schema: string): Promise<void> {
  const [found] = await run({ text: 'select 1 as found from pg_namespace where nspname = $1', values: [schema] })
  if (found === undefined) await run({ text: `create schema ${pg.escapeIdentifier(schema)}`, values: [] })
  if (!await hasMigrations(run, schema)) await run({ text: 'create table migrations (name text primary key, run_at timestamptz not null default now())', values: [] })
}

async function hasMigrations (run: Run, schema: string): Promise<boolean> {
  const [table] = await run({ text: 'select 1 as found from pg_tables where schemaname = $1 and tablename = $2', values: [schema, 'migrations'] })
  return table !== undefined
}

function umzug (run: Run, { schema, migrations = MIGRATIONS }: MigrateOptions): Umzug<{ run: Run }> {
  return new Umzug<{ run: Run }>({
    migrations: migrations.map(({ name, up }) => ({ name, up: async ({ context }) => await up(context.run) })),
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
  if (!await hasMigrations(run, schema)) return []
  const rows = await run({ text: 'select name from migrations order by name', values: [] })
  return rows.map(row => row['name'] as string)
}
