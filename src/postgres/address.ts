import { parse } from 'pg-connection-string'
import type { PoolConfig } from 'pg'

/** What a connection URL says, as pg wants it. */
export interface Address { host: string, port: number, config: PoolConfig }

const DEFAULT_PORT = 5432
const ENCODE = 'A user or password with characters such as @ : / ? # % has to be percent-encoded.'

/**
 * Reads `postgres://user:password@host:port/database?sslmode=require`.
 *
 * `sslmode=require` and `prefer` are read as `verify-full`: an unverified certificate protects from nobody who can change what is sent.
 * `channel_binding` in the URL is something that pg takes as an option instead.
 * @param what how sentences call it
 * @throws Error with a sentence that does not repeat the URL, since it holds a password
 */
export function parseAddress (text: string, what = 'DATABASE_URL'): Address {
  const url = urlOf(text, what)
  const binding = url.searchParams.get('channel_binding')
  url.searchParams.delete('channel_binding')
  if (['require', 'prefer', 'verify-ca'].includes(url.searchParams.get('sslmode') ?? '')) url.searchParams.set('sslmode', 'verify-full')
  // What libpq calls the system's roots Node has built in.
  if (url.searchParams.get('sslrootcert') === 'system') url.searchParams.delete('sslrootcert')
  const { host, port: givenPort, user, password, database, ssl, sslnegotiation, application_name: name = 'kindred', options } = parsed(url, what)
  if (!host) throw new Error(`${what} names no host.`)
  const port = Number(givenPort || DEFAULT_PORT)
  const config: PoolConfig = { host, port, ssl: ssl as PoolConfig['ssl'] ?? false, application_name: name }
  if (user) config.user = user
  if (password) config.password = password
  if (database) config.database = database
  if (options) config.options = options
  if (sslnegotiation === 'direct') config.sslnegotiation = sslnegotiation
  if (binding === 'require' || binding === 'prefer') config.enableChannelBinding = true
  return { host, port, config }
}

function urlOf (text: string, what: string): URL {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new Error(`${what} is not a URL such as postgres://user:password@host/database. ${ENCODE}`)
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') throw new Error(`${what} begins with ${url.protocol}//; a Postgres address begins with postgres://.`)
  // The rest of a password that was cut where it had one of these.
  if (url.hash !== '' || url.pathname.includes('@') || url.search.includes('@')) throw new Error(`${what} cannot be read. ${ENCODE}`)
  return url
}

function parsed (url: URL, what: string): ReturnType<typeof parse> {
  try {
    return parse(url.href)
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    if (code !== undefined && path !== undefined) throw new Error(`${what} names a certificate that cannot be read: ${path} (${code}).`)
    throw new Error(`${what} cannot be read. ${ENCODE}`)
  }
}
