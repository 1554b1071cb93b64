import { randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import root from 'tap'
import { PGlite } from '@electric-sql/pglite'
import { vector } from '@electric-sql/pglite-pgvector'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import pg from 'pg'
import type { Database } from '../../src/postgres/database.ts'
import type { Address } from '../../src/postgres/address.ts'
import { parseAddress } from '../../src/postgres/address.ts'
import { openDatabase } from '../../src/postgres/database.ts'
import type { Extension } from '../../src/postgres/extension.ts'
import { migrateDatabase } from '../../src/postgres/migrate.ts'
import type { TransportOptions } from '../../src/postgres/transport.ts'
import { connectionFor } from '../../src/postgres/transport.ts'

/** Where the suite runs: a server given by this variable, or Postgres as WebAssembly inside the test's process. */
const GIVEN = process.env['TEST_DATABASE_URL'] || undefined
/** How it is reached: straight, or through a proxy that takes WebSockets. */
export const TRANSPORT: TransportOptions = process.env['TEST_DATABASE_WEBSOCKET_URL'] ? { wanted: 'websocket', websocketUrl: process.env['TEST_DATABASE_WEBSOCKET_URL'] } : { wanted: 'tcp' }
export const IS_PGLITE = GIVEN === undefined
/** PGlite answers one connection at a time. */
export const CONNECTIONS = IS_PGLITE ? 1 : 4

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

/** Its host and port, for what passes them on. */
export async function databaseAddress (): Promise<Address> {
  return parseAddress(await databaseUrl())
}

export interface TestDatabase { database: Database, extension: Extension, url: string, schema: string, connections: number, transport: TransportOptions }

/** A database with a schema of its own, migrated; dropped when the test ends. A server of a test's own (`url`) is reached straight. */
export async function openTestDatabase (t: Test, { timeoutMs = 30_000, schema = `test_${randomBytes(6).toString('hex')}`, url: given = '' } = {}): Promise<TestDatabase> {
  const url = given || await databaseUrl()
  let extension: Extension | undefined
  const config = connectionFor(parseAddress(url), given === '' && TRANSPORT.wanted === 'websocket' ? 'websocket' : 'tcp', TRANSPORT.websocketUrl)
  const database = openDatabase({ connection: async () => ({ ...config, max: CONNECTIONS }), searchPath: () => [schema, ...extension === undefined ? [] : [extension.schema]], timeoutMs })
  await migrateDatabase(database, { schema, migrate: true, onExtension: found => { extension = found } })
  t.teardown(async () => {
    await database.alone(`drop schema if exists ${pg.escapeIdentifier(schema)} cascade`)
    await database.close()
  })
  return { database, extension: extension!, url, schema, connections: CONNECTIONS, transport: TRANSPORT }
}
