import type { Config } from '../config.ts'
import type { Connected } from '../postgres/connect.ts'
import { UsageError } from './args.ts'

/** A command has nobody waiting for it: this long a statement may take before it is given up. */
const TIMEOUT_MS = 60_000

export const transportOf = ({ DATABASE_TRANSPORT: wanted, DATABASE_WEBSOCKET_URL: websocketUrl }: Config) => ({ wanted, websocketUrl })

/** Lends the database of DATABASE_URL. Throws a UsageError where there is none. */
export async function withDatabase<T> (config: Config, use: (connected: Connected) => Promise<T>): Promise<T> {
  const { DATABASE_URL: url, DATABASE_SCHEMA: schema } = config
  if (url === undefined) throw new UsageError('There is no database: DATABASE_URL is not set. It looks like postgres://user:password@host/database.')
  // The client costs memory and start, and most commands need none.
  const { connect } = await import('../postgres/connect.ts')
  const connected = connect({ url, schema, transport: transportOf(config), timeoutMs: Math.max(TIMEOUT_MS, config.DATABASE_TIMEOUT_MS), connections: Math.min(2, config.DATABASE_CONNECTIONS), maintenanceMb: config.DATABASE_MAINTENANCE_MB })
  try {
    return await use(connected)
  } finally {
    await connected.database.close()
  }
}
