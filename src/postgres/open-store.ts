import type { FileStore } from '../corpus/file-store.ts'
import type { TaskStore } from '../matching/tasks.ts'
import type { Connected, ConnectOptions } from './connect.ts'
import { connect } from './connect.ts'
import type { DatabaseStore, DatabaseStoreOptions } from './database-store.ts'
import { createDatabaseStore } from './database-store.ts'
import { tasksIn } from './task-rows.ts'

export interface OpenStoreOptions extends Omit<ConnectOptions, 'onIdleError'>, Pick<DatabaseStoreOptions, 'memory' | 'onError' | 'checkEveryMs'> {
  migrate: boolean
  files: FileStore
}

export interface OpenStore extends Omit<Connected, 'migrate' | 'connection'> {
  store: DatabaseStore
  tasks: TaskStore
}

/** The corpora in a Postgres. Connects at the first use. Throws an Error with a sentence where the URL cannot be read. */
export function openStore ({ url, transport, schema, timeoutMs, connections, maintenanceMb, migrate, ...options }: OpenStoreOptions): OpenStore {
  const connected = connect({ url, transport, schema, timeoutMs, connections, maintenanceMb, onIdleError: options.onError })
  const store = createDatabaseStore({ ...options, database: connected.database, corpora: connected.corpora, migrate: async () => { await connected.migrate(migrate) } })
  return { store, tasks: tasksIn(connected.database), ...connected }
}
