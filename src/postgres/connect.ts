import type { PoolConfig } from 'pg'
import { parseAddress } from './address.ts'
import type { Corpora } from './corpora.ts'
import { corporaIn } from './corpora.ts'
import type { Database } from './database.ts'
import { openDatabase } from './database.ts'
import type { Extension } from './extension.ts'
import type { Transport, TransportOptions } from './transport.ts'
import { checkWebsocketUrl, chooseTransport, connectionFor } from './transport.ts'

export interface ConnectOptions {
  /** Of the database, with its password. */
  url: string
  transport: TransportOptions
  schema: string
  timeoutMs: number
  connections: number
  maintenanceMb: number
  onIdleError?: (error: Error) => void
}

/** A database of corpora. Connects at the first use. */
export interface Connected {
  database: Database
  corpora: Corpora
  /** How it is reached; asked once. */
  connection (): Promise<PoolConfig>
  /** Undefined until the first connection was wanted. */
  transport (): Transport | undefined
  extension (): Extension | undefined
  /** Brings the schema up to date, or checks that it is. Resolves with the names of the migrations that ran. */
  migrate (migrate: boolean): Promise<string[]>
}

/** Throws an Error with a sentence where the URL cannot be read. */
export function connect ({ url, transport: wanted, schema, timeoutMs, connections, maintenanceMb, onIdleError }: ConnectOptions): Connected {
  const address = parseAddress(url)
  if (wanted.websocketUrl !== undefined) checkWebsocketUrl(wanted.websocketUrl)
  let transport: Transport | undefined
  let extension: Extension | undefined
  async function connection (): Promise<PoolConfig> {
    transport ??= await chooseTransport(address, wanted)
    return { ...connectionFor(address, transport, wanted.websocketUrl), max: connections }
  }
  const database = openDatabase({
    connection,
    searchPath: () => extension === undefined ? [schema] : [schema, extension.schema],
    timeoutMs,
    ...onIdleError === undefined ? {} : { onIdleError }
  })
  /** What migrates is large, and needed once. */
  async function migrate (migrate: boolean): Promise<string[]> {
    const { migrateDatabase } = await import('./migrate.ts')
    return await migrateDatabase(database, { schema, migrate, onExtension: found => { extension = found } })
  }
  return { database, corpora: corporaIn(database, () => extension!, maintenanceMb), connection, transport: () => transport, extension: () => extension, migrate }
}
