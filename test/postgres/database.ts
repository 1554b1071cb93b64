import { randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import root from 'tap'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import pg from 'pg'
import type { Database } from '../../src/postgres/database.ts'
import { openDatabase } from '../../src/postgres/database.ts'
import type { Extension } from '../../src/postgres/extension.ts'
import { migrateDatabase } from '../../src/postgres/migrate.ts'

/** Where the suite runs: a server given by this variable, or Postgres as WebAssembly inside the test's process. */
const GIVEN = process.env['TEST_DATABASE_URL'] || undefined

let running: Promise<string> | undefined

/** The address of a Postgres with pgvector. */
export async function databaseUrl (): Promise<string> {
  running ??= GIVEN === undefined ? startPglite() : Promise.resolve(GIVEN)
  return await running
}

async function startPglite (): Promise<string> {
  const db = await PGlite.create({ extensions: { vector } })
  const server = new PGLiteSocketServer({ db, port: 0, host: '127.0.0.1', maxConnections: 20 })
  await server.start()
  root.teardown(async () => {
    await server.stop()
    await db.close()
  })
  return `postgres://postgres@${server.getServerConn()}/postgres`
}

export interface TestDatabase { database: Database, extension: Extension, url: string, schema: string, connections: number }

/** A database with a schema of its own, migrated; dropped when the test ends. */
export async function openTestDatabase (t: Test, { timeoutMs = 30_000, schema = `test_${randomBytes(6).toString('hex')}` } = {}): Promise<TestDatabase> {
  const url = await databaseUrl()
  let extension: Extension | undefined
  // PGlite answers one connection at a time.
  const database = openDatabase({ connection: async () => ({ connectionString: url, max: GIVEN === undefined ? 1 : 4 }), searchPath: () => [schema, ...extension === undefined ? [] : [extension.schema]], timeoutMs })
  await migrateDatabase(database, { schema, migrate: true, onExtension: found => { extension = found } })
  t.teardown(async () => {
    await database.alone(`drop schema if exists ${pg.escapeIdentifier(schema)} cascade`)
    await database.close()
  })
  return { database, extension: extension!, url, schema, connections: GIVEN === undefined ? 1 : 4 }
}
