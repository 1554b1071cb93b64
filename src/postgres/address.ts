import { parse } from 'pg-connection-string'
import type { PoolConfig } from 'pg'

/** What a connection URL says, as pg wants it. */
export interface Address { host: string, port: number, config: PoolConfig }

const DEFAULT_PORT = 5432

/**
 * Reads `postgres://user:password@host:port/database?sslmode=require`.
 *
 * `sslmode=require` and `prefer` are read as `verify-full`: an unverified certificate protects from nobody who can change what is sent.
 * `channel_binding` in the URL is something that pg takes as an option instead.
 * @throws Error with a sentence that does not repeat the URL, since it holds a password
 */
export function parseAddress (text: string): Address {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new Error('DATABASE_URL is not a URL such as postgres://user:password@host/database. A password with special characters has to be percent-encoded.')
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') throw new Error(`DATABASE_URL begins with ${url.protocol}//; a Postgres address begins with postgres://.`)
  const binding = url.searchParams.get('channel_binding')
  url.searchParams.delete('channel_binding')
  if (['require', 'prefer', 'verify-ca'].includes(url.searchParams.get('sslmode') ?? '')) url.searchParams.set('sslmode', 'verify-full')
  const { host, port, user, password, database, ssl } = parse(url.href)
  if (!host) throw new Error('DATABASE_URL names no host.')
  const config: PoolConfig = { host, port: Number(port ?? DEFAULT_PORT), ssl: ssl as PoolConfig['ssl'] ?? false }
  if (user) config.user = user
  if (password) config.password = password
  if (database) config.database = database
  if (binding === 'require' || binding === 'prefer') config.enableChannelBinding = true
  return { host, port: Number(port ?? DEFAULT_PORT), config }
}
