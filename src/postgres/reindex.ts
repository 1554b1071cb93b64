import type { PoolConfig } from 'pg'
import pg from 'pg'
import type { Connected } from './connect.ts'
import type { CorpusRow } from './corpus-row.ts'
import type { Database } from './database.ts'
import { openDatabase } from './database.ts'
import { mayBuildInParallel } from './extension.ts'
import { concurrentVectorIndexSql, itemsTable, MOST_INDEXED_DIMENSIONS, vectorIndex } from './schema.ts'

export interface ReindexOptions {
  schema: string
  maintenanceMb: number
  onStep: (sentence: string) => void
}

/**
 * Builds the index over a corpus's vectors anew, or makes it, while others read and write. No statement depends on what a session has set before, so that it is right behind
 * a pooler in transaction mode too.
 * @throws Error with a sentence where there is nothing to build, or somebody builds it
 */
export async function reindex (connected: Connected, row: CorpusRow, { schema, maintenanceMb, onStep }: ReindexOptions): Promise<void> {
  if (row.dimensions > MOST_INDEXED_DIMENSIONS) throw new Error(`"${row.name}" has ${row.dimensions} dimensions; pgvector makes an index over at most ${MOST_INDEXED_DIMENSIONS}. Its searches compare all vectors.`)
  const table = `${pg.escapeIdentifier(schema)}.${itemsTable(row.id)}`
  const extension = connected.extension()!
  const session = await openSession(connected, maintenanceMb, onStep)
  try {
    const isParallel = mayBuildInParallel(extension)
    await refuseWhileBuilding(session, schema, row)
    for (const name of await leftovers(session, schema, row)) {
      onStep(`Dropping ${name}, which a build that failed has left …`)
      await session.alone(`drop index concurrently if exists ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`)
    }
    // A storage parameter holds for whoever builds, a setting of the session is lost in a pooler.
    if (!isParallel) await session.alone(`alter table ${table} set (parallel_workers = 0)`)
    try {
      await build(session, row, { schema, extensionSchema: extension.schema, onStep })
    } finally {
      if (!isParallel) await session.alone(`alter table ${table} reset (parallel_workers)`)
    }
    onStep('Clearing away rows that were deleted …')
    await session.alone(`vacuum (analyze) ${table}`)
  } finally {
    await session.close()
  }
}

async function build (session: Database, row: CorpusRow, { schema, extensionSchema, onStep }: { schema: string, extensionSchema: string, onStep: ReindexOptions['onStep'] }): Promise<void> {
  const [[found] = []] = await session.query([{ text: 'select 1 as found from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = $1 and relname = $2', values: [schema, vectorIndex(row.id)] }])
  onStep(`${found === undefined ? 'Building' : 'Building anew'} the index over ${row.items} vectors …`)
  await session.alone(found === undefined
    ? concurrentVectorIndexSql(row.id, row.dimensions, { schema: pg.escapeIdentifier(schema), extensionSchema: pg.escapeIdentifier(extensionSchema) })
    : `reindex index concurrently ${pg.escapeIdentifier(schema)}.${vectorIndex(row.id)}`)
}

/**
 * Connections whose settings are given when they are made. A pooler that does not take them is gone around: Neon has a host without one, with others the
 * server's own memory for builds has to do.
 */
async function openSession ({ connection }: Connected, maintenanceMb: number, onStep: ReindexOptions['onStep']): Promise<Database> {
  const config = { ...await connection(), max: 1 }
  const options = `-c maintenance_work_mem=${Math.trunc(maintenanceMb)}MB -c statement_timeout=0 -c lock_timeout=0`
  const open = (config: PoolConfig): Database => openDatabase({ connection: async () => config, searchPath: () => ['pg_catalog'], timeoutMs: SHORT_MS })
  const session = open({ ...config, ...config.host === undefined ? {} : { host: withoutPooler(config.host) }, options })
  try {
    await session.query([{ text: 'select 1', values: [] }])
    return session
  } catch (error) {
    await session.close()
    if (!/startup parameter|options/i.test((error as Error).message)) throw error
    onStep('A pooler stands before the database and takes no settings: the build has the memory that maintenance_work_mem of the server says.')
    return open(config)
  }
}

const SHORT_MS = 60_000
const withoutPooler = (host: string): string => host.endsWith('.neon.tech') ? host.replace(/^([^.]+)-pooler\./, '$1.') : host

async function refuseWhileBuilding (session: Database, schema: string, { id, name }: CorpusRow): Promise<void> {
  const [[running] = []] = await session.query([{
    text: 'select pid, phase from pg_stat_progress_create_index join pg_class c on c.oid = relid join pg_namespace n on n.oid = relnamespace where nspname = $1 and relname = $2',
    values: [schema, itemsTable(id)]
  }])
  if (running !== undefined) throw new Error(`An index of "${name}" is being built already (process ${String(running['pid'])} of the server, ${String(running['phase'])}).`)
}

/** Indexes that were never finished: nobody reads them, and every write pays for them. */
async function leftovers (session: Database, schema: string, { id }: CorpusRow): Promise<string[]> {
  const [rows] = await session.query([{
    text: `select x.relname as name from pg_index i join pg_class x on x.oid = indexrelid join pg_class c on c.oid = indrelid join pg_namespace n on n.oid = c.relnamespace
      where nspname = $1 and c.relname = $2 and not indisvalid order by 1`,
    values: [schema, itemsTable(id)]
  }])
  return rows!.map(row => row['name'] as string)
}
