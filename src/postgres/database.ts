import { setTimeout } from 'node:timers/promises'
import type { PoolClient, PoolConfig } from 'pg'
import pg from 'pg'
import { DatabaseBusyError, DatabaseSlowError, DatabaseUnavailableError } from '../errors.ts'
import { createBreaker } from './breaker.ts'
import type { Statement } from './statement.ts'
import { isUnavailable } from './unavailable.ts'

export type Row = Record<string, unknown>
export type Run = (statement: Statement) => Promise<Row[]>

export interface Session {
  /** Settings for this transaction alone, which is all that a pooler in transaction mode keeps. */
  settings?: Record<string, string>
  /** Milliseconds after which it is given up, here and on the server; 0 for never. Default: the database's. */
  timeoutMs?: number
  /** Whether all statements of a transaction see the database as it is at its beginning. */
  snapshot?: boolean
}

export interface Database {
  /**
   * Runs statements that only read in one transaction and one round trip; where the connection breaks they are sent again.
   * @returns the rows of each
   * @throws DatabaseUnavailableError where the database is away or too slow, DatabaseBusyError where all connections are taken
   */
  query (statements: readonly Statement[], session?: Session): Promise<Row[][]>
  /** Runs work in one transaction, in which a statement may depend on what the one before it answered. Throws as `query` does, and what `work` throws. */
  transaction<T> (work: (run: Run) => Promise<T>, session?: Session): Promise<T>
  /** Runs one statement that cannot be part of a transaction, however long it takes. */
  alone (text: string): Promise<Row[]>
  /** Why nothing is answered at the moment; undefined while it is. */
  trouble (): string | undefined
  close (): Promise<void>
}

export interface DatabaseOptions {
  /** Asked once, before the first connection is made; asked again where it throws. */
  connection: () => Promise<PoolConfig>
  /** Schemas to look for tables, types and operators in. */
  searchPath: () => readonly string[]
  timeoutMs: number
  /** Called when an idle connection breaks, which the pool replaces. */
  onIdleError?: (error: Error) => void
}

/** How often, and with what pause before, a connection that broke or was refused is tried again. */
const ATTEMPTS = 4
const FIRST_PAUSE_MS = 100
const PROBE_EVERY_MS = 1000
const PROBE_TIMEOUT_MS = 5000

export function openDatabase ({ connection, searchPath, timeoutMs: usualTimeoutMs, onIdleError = () => {} }: DatabaseOptions): Database {
  let opened: pg.Pool | undefined
  const breaker = createBreaker({ probe: async () => await once(async client => await client.query('select 1'), PROBE_TIMEOUT_MS), everyMs: PROBE_EVERY_MS })

  async function openPool (): Promise<pg.Pool> {
    const config = await connection()
    if (opened === undefined) {
      opened = new pg.Pool({ ...config, pipeline: true, connectionTimeoutMillis: usualTimeoutMs, keepAlive: true })
      // Without a listener an idle connection that breaks would end the process.
      opened.on('error', onIdleError)
    }
    return opened
  }

  /** Runs work on a connection, which is thrown away where it broke or did not answer in time. */
  async function once<T> (work: (client: PoolClient) => Promise<T>, timeoutMs: number): Promise<T> {
    const pool = opened ?? await openPool()
    const allTaken = pool.totalCount >= pool.options.max && pool.idleCount === 0
    const client = await pool.connect().catch(error => { throw allTaken ? new DatabaseBusyError() : new NotConnectedError(error) })
    const late = new AbortController()
    let broken: Error | undefined
    const listener = (error: Error): void => { broken = error }
    client.on('error', listener)
    try {
      const timeout = timeoutMs > 0 ? [setTimeout(timeoutMs + SERVER_FIRST_MS, undefined, { signal: late.signal }).then(() => { throw new Error(`Query read timeout: no answer in ${timeoutMs} ms`) })] : []
      return await Promise.race([work(client), ...timeout])
    } catch (error) {
      if (isUnavailable(error) && !isServerTimeout(error)) broken ??= error
      throw error
    } finally {
      late.abort()
      client.off('error', listener)
      client.release(broken)
    }
  }

  async function attempt<T> (work: (client: PoolClient) => Promise<T>, { timeoutMs = usualTimeoutMs }: Session, isRepeatable: boolean): Promise<T> {
    breaker.admit()
    const end = performance.now() + (timeoutMs > 0 ? timeoutMs : Infinity)
    for (let i = 1; ; i++) {
      try {
        const result = await once(work, timeoutMs)
        breaker.succeeded()
        return result
      } catch (thrown) {
        const error = thrown instanceof NotConnectedError ? thrown.cause as Error : thrown
        if (!isUnavailable(error)) throw error
        if (isServerTimeout(error)) throw new DatabaseSlowError(timeoutMs)
        const pause = FIRST_PAUSE_MS * 2 ** (i - 1) * (0.5 + Math.random())
        const isWorthIt = (isRepeatable || thrown instanceof NotConnectedError) && !isTimeout(error) && i < ATTEMPTS && performance.now() + pause < end
        if (!isWorthIt) {
          breaker.failed(error)
          throw new DatabaseUnavailableError(error)
        }
        await setTimeout(pause)
      }
    }
  }

  function settingsOf ({ settings = {}, timeoutMs = usualTimeoutMs }: Session): Statement {
    const path = searchPath().map(schema => pg.escapeIdentifier(schema)).join(', ')
    const all = Object.entries({ search_path: path, statement_timeout: String(timeoutMs), ...settings })
    return { text: `select ${all.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ')}`, values: all.flat() }
  }

  async function query (statements: readonly Statement[], session: Session = {}): Promise<Row[][]> {
    return await attempt(async client => {
      const sent = [BEGIN, settingsOf(session), ...statements, COMMIT].map(async statement => await rowsOf(client, statement))
      // All are waited for, so that the connection is free when it goes back; the first failure is the cause of those that follow.
      for (const result of await Promise.allSettled(sent)) if (result.status === 'rejected') throw result.reason
      return (await Promise.all(sent)).slice(2, -1)
    }, session, true)
  }

  async function transaction<T> (work: (run: Run) => Promise<T>, session: Session = {}): Promise<T> {
    return await attempt(async client => {
      const run: Run = async statement => await rowsOf(client, statement)
      await Promise.all([run(session.snapshot === true ? BEGIN_SNAPSHOT : BEGIN), run(settingsOf(session))])
      try {
        const result = await work(run)
        await run(COMMIT)
        return result
      } catch (error) {
        await run(ROLLBACK).catch(() => {})
        throw error
      }
    }, session, false)
  }

  return {
    query,
    transaction,
    alone: async text => await attempt(async client => await rowsOf(client, { text, values: [] }), { timeoutMs: 0 }, false),
    trouble: breaker.trouble,
    close: async () => await opened?.end()
  }
}

/** The server's own timeout comes first, and leaves the connection usable. */
const SERVER_FIRST_MS = 500
const BEGIN: Statement = { text: 'begin', values: [] }
const BEGIN_SNAPSHOT: Statement = { text: 'begin isolation level repeatable read read only', values: [] }
const COMMIT: Statement = { text: 'commit', values: [] }
const ROLLBACK: Statement = { text: 'rollback', values: [] }

/** The connection was never made: whatever was to be done was not begun. */
class NotConnectedError extends Error {
  constructor (cause: unknown) { super('not connected', { cause }) }
}

/** The server gave the statement up; it answers, so nothing is wrong with it as a whole. */
const isServerTimeout = (error: unknown): boolean => (error as { code?: unknown }).code === '57014'
const isTimeout = (error: Error): boolean => /timeout/i.test(error.message)

async function rowsOf (client: PoolClient, { text, values }: Statement): Promise<Row[]> {
  const { rows } = await client.query({ text, values })
  return rows as Row[]
}
