import type { FileStore } from '../corpus/file-store.ts'
import { checkWebsocketUrl, chooseTransport, connectionFor } from './transport.ts'
import type { Transport, TransportOptions } from './transport.ts'
import { parseAddress } from './address.ts'
import type { Corpora } from './corpora.ts'
import { corporaIn } from './corpora.ts'
import type { Database } from './database.ts'
import { openDatabase } from './database.ts'
import type { DatabaseStore, DatabaseStoreOptions } from './database-store.ts'
import { createDatabaseStore } from './database-store.ts'
import type { Extension } from './extension.ts'

export interface OpenStoreOptions extends Pick<DatabaseStoreOptions, 'memory' | 'onError' | 'checkEveryMs'> {
  /** Of the database, with its password. */
  url: string
  transport: TransportOptions
  schema: string
  migrate: boolean
  timeoutMs: number
  connections: number
  maintenanceMb: number
  files: FileStore
}

export interface OpenStore {
  store: DatabaseStore
  database: Database
  corpora: Corpora
  /** Undefined until the first connection was wanted. */
  transport (): Transport | undefined
  extension (): Extension | undefined
}

/** The corpora in a Postgres. Connects at the first use. Throws an Error with a sentence where the URL cannot be read. */
export function openStore ({ url, transport: wanted, schema, migrate, timeoutMs, connections, maintenanceMb, ...options }: OpenStoreOptions): OpenStore {
  const address = parseAddress(url)
  if (wanted.websocketUrl !== undefined) checkWebsocketUrl(wanted.websocketUrl)
  let transport: Transport | undefined
  let extension: Extension | undefined
  const database = openDatabase({
    connection: async () => {
      transport ??= await chooseTransport(address, wanted)
      return { ...connectionFor(address, transport, wanted.websocketUrl), max: connections }
    },
    searchPath: () => extension === undefined ? [schema] : [schema, extension.schema],
    timeoutMs,
    onIdleError: options.onError
  })
  const corpora = corporaIn(database, () => extension!, maintenanceMb)
  /** What migrates is large, and needed once. */
  async function migrateOnce (): Promise<void> {
    const { migrateDatabase } = await import('./migrate.ts')
    await migrateDatabase(database, { schema, migrate, onExtension: found => { extension = found } })
  }
  const store = createDatabaseStore({ ...options, database, corpora, migrate: migrateOnce })
  return { store, database, corpora, transport: () => transport, extension: () => extension }
}
