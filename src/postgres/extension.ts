import pg from 'pg'
import type { Run } from './database.ts'
import { isUnavailable } from './unavailable.ts'

/** pgvector as it is installed in the database. */
export interface Extension {
  version: string
  schema: string
  /** Of the type `vector`. */
  oid: number
}

/** The first version with iterative scans, which a filter needs to get its rows. */
const OLDEST = [0, 8, 0]
/** Before it a parallel build of an index writes past its buffer (CVE-2026-3172). */
const SAFE_PARALLEL_BUILDS = [0, 8, 2]

/**
 * Finds pgvector, or, where it `mayCreate` and has the right to, creates it.
 * @throws Error with a sentence that says what to run
 */
export async function ensureExtension (run: Run, mayCreate: boolean): Promise<Extension> {
  const found = await findExtension(run) ?? await createExtension(run, mayCreate)
  if (isBefore(found.version, OLDEST)) throw new Error(`The database has pgvector ${found.version}; ${OLDEST.join('.')} or newer is needed. Install it on the server, then run as its owner: ALTER EXTENSION vector UPDATE;`)
  const [{ usable, user } = {}] = await run({ text: "select has_schema_privilege($1, 'usage') as usable, quote_ident(current_user) as user", values: [found.schema] })
  if (usable !== true) throw new Error(`pgvector is in the schema "${found.schema}", which this user may not use. Run as its owner: GRANT USAGE ON SCHEMA ${pg.escapeIdentifier(found.schema)} TO ${String(user)};`)
  return found
}

/** Undefined where it is not switched on. */
export async function findExtension (run: Run): Promise<Extension | undefined> {
  const [row] = await run({
    values: [],
    text: `select extversion as version, nspname as schema, (select t.oid::integer from pg_type t where typname = 'vector' and typnamespace = extnamespace) as oid
    from pg_extension join pg_namespace n on n.oid = extnamespace where extname = 'vector'`
  })
  return row as Extension | undefined
}

async function createExtension (run: Run, mayCreate: boolean): Promise<Extension> {
  const [available] = await run({ text: "select 1 as found from pg_available_extensions where name = 'vector'", values: [] })
  if (available === undefined) throw new Error('This Postgres has no pgvector. Install it on the server (Debian: postgresql-<version>-pgvector), or use one that has it, such as Neon.')
  if (!mayCreate) throw new Error('pgvector is not switched on in this database. Run as its owner: CREATE EXTENSION vector; or start once with DATABASE_MIGRATE=true.')
  await run({ text: 'savepoint extension', values: [] })
  try {
    await run({ text: 'create extension vector with schema public', values: [] })
  } catch (error) {
    if (isUnavailable(error)) throw error
    await run({ text: 'rollback to savepoint extension', values: [] })
    // Unless a service with another schema was first.
    if (await findExtension(run) === undefined) throw new Error(`pgvector is not switched on in this database, and this user may not do it (${(error as Error).message}). Run as its owner: CREATE EXTENSION vector;`, { cause: error })
  }
  return (await findExtension(run))!
}

export const mayBuildInParallel = ({ version }: Extension): boolean => !isBefore(version, SAFE_PARALLEL_BUILDS)

function isBefore (version: string, other: readonly number[]): boolean {
  const parts = version.split('.').map(Number)
  const at = other.findIndex((number, i) => (parts[i] ?? 0) !== number)
  return at >= 0 && (parts[at] ?? 0) < other[at]!
}
