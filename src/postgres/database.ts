import { setTimeout } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import pg from 'pg'
import { DatabaseReadOnlyError, DatabaseSlowError, DatabaseUnavailableError } from '../errors.ts'
import { createBreaker } from './breaker.ts'
import type { ConnectionsOptions } from './connections.ts'
import { openConnections } from './connections.ts'
import type { Limit } from './limit.ts'
import { limitOf } from './limit.ts'
import type { Statement } from './statement.ts'
import { explain, isFinal, isOutOfResources, isReadOnly, isServerTimeout, isSilence, isUnavailable, NotConnectedError, OUT_OF_ORDER } from './unavailable.ts'

export type Row = Record<string, unknown>
export type Run = (statement: Statement) => Promise<Row[]>

export interface Session {
  /** Settings for this transaction alone, which is all that a pooler in transaction mode keeps. */
  settings?: Record<string, string>
  /** Milliseconds after which it is given up, here and on the server; 0 for never. Default: the database's. */
  timeoutMs?: number
  /** Milliseconds for each statement where the transaction as a whole has no limit; 0 for none. Default: the database's. */
  statementMs?: number
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

export interface DatabaseOptions extends Pick<ConnectionsOptions, 'connection'>, Partial<Pick<ConnectionsOptions, 'onIdleError'>> {
  /** Schemas to look for tables, types and operators in. */
  searchPath: () => readonly string[]
  timeoutMs: number
}

/** How often, and with what pause before, a connection that broke or was refused is tried again. */
const ATTEMPTS = 4
const FIRST_PAUSE_MS = 100
const PROBE_EVERY_MS = 1000
const PROBE_TIMEOUT_MS = 5000

export function openDatabase ({ connection, searchPath, timeoutMs: usualTimeoutMs, onIdleError = () => {} }: DatabaseOptions): Database {
  const connections = openConnections({ connection, connectMs: usualTimeoutMs, onIdleError })
  const breaker = createBreaker({ probe: async () => await connections.probe(PROBE_TIMEOUT_MS).catch(error => { throw explained(error) }), everyMs: PROBE_EVERY_MS })

  async function attempt<T> (work: (client: PoolClient, limit: Limit) => Promise<T>, { timeoutMs = usualTimeoutMs }: Session, isRepeatable: boolean): Promise<T> {
    breaker.admit()
    const limit = limitOf(timeoutMs > 0 ? timeoutMs + SERVER_FIRST_MS : 0)
    try {
      for (let tries = 1; ; tries++) {
        try {
          const result = await connections.use(async client => await work(client, limit), limit)
          breaker.succeeded()
          return result
        } catch (error) {
          if (!isUnavailable(error)) throw error
          await pauseBefore(error, tries, limit, isRepeatable, timeoutMs)
        }
      }
    } finally {
      limit.clear()
    }
  }

  /** Waits until it is worth trying again; throws where it is not. */
  async function pauseBefore (thrown: Error, tries: number, limit: Limit, isRepeatable: boolean, timeoutMs: number): Promise<void> {
    const error = thrown instanceof NotConnectedError ? thrown.cause : thrown
    if (isServerTimeout(error)) throw new DatabaseSlowError(timeoutMs)
    if (isReadOnly(error)) throw new DatabaseReadOnlyError(error)
    const pause = FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + Math.random())
    const isWorthIt = (isRepeatable || thrown instanceof NotConnectedError) && !isSilence(error) && !isFinal(error) && tries < ATTEMPTS && pause < limit.leftMs()
    if (isWorthIt) return await setTimeout(pause)
    // One that answers others of ours, but has no room for this, is not away.
    if (!(isOutOfResources(error) && connections.count() > 0)) breaker.failed(explained(error))
    throw new DatabaseUnavailableError(explained(error))
  }

  /** The settings of a transaction. What the server may use of the time is what is left of it. */
  function settingsOf ({ settings = {}, statementMs = usualTimeoutMs }: Session, limit: Limit): Statement {
    const path = searchPath().map(schema => pg.escapeIdentifier(schema)).join(', ')
    const all = Object.entries({
      search_path: path,
      statement_timeout: String(serverMs(limit) ?? statementMs),
      // A process that was cut off in the midst of a transaction holds its locks no longer than this.
      idle_in_transaction_session_timeout: String(serverMs(limit) ?? LONGEST_IDLE_MS),
      ...settings
    })
    return { text: `select ${all.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`).join(', ')}`, values: all.flat() }
  }

  async function query (statements: readonly Statement[], session: Session = {}): Promise<Row[][]> {
    return await attempt(async (client, limit) => {
      const timed = statements.flatMap((statement, i) => i > 1 && serverMs(limit) !== undefined ? [REST_OF_TIME(serverMs(limit)!), statement] : [statement])
      const sent = [BEGIN, settingsOf(session, limit), ...timed, COMMIT].map(async statement => ({ statement, ...await resultOf(client, statement) }))
      // All are waited for, so that the connection is free when it goes back; the first failure is the cause of those that follow.
      for (const result of await Promise.allSettled(sent)) if (result.status === 'rejected') throw result.reason
      const answers = await Promise.all(sent)
      // No network changes the order; where something in between did, nobody is to be given what another statement has asked for.
      if (answers[0]!.command !== 'BEGIN' || answers.at(-1)!.command !== 'COMMIT') throw new Error(OUT_OF_ORDER)
      return answers.filter(({ statement }) => statements.includes(statement)).map(({ rows }) => rows)
    }, session, true)
  }

  async function transaction<T> (work: (run: Run) => Promise<T>, session: Session = {}): Promise<T> {
    const { statementMs = usualTimeoutMs } = session
    return await attempt(async (client, limit) => {
      const run: Run = async statement => await withinTime(rowsOf(client, statement), limit.leftMs() === Infinity && statementMs > 0 ? statementMs + SERVER_FIRST_MS : 0)
      try {
        await Promise.all([run(session.snapshot === true ? BEGIN_SNAPSHOT : BEGIN), run(settingsOf(session, limit))])
        const result = await work(run)
        const { command } = await client.query(COMMIT)
        // So the server answers where a statement had failed, whatever `work` made of that.
        if (command !== 'COMMIT') throw new Error('The transaction was rolled back, since one of its statements had failed.')
        return result
      } catch (error) {
        if (!isUnavailable(error) || isServerTimeout(error)) await run(ROLLBACK).catch(() => {})
        throw error
      }
    }, session, false)
  }

  return {
    query,
    transaction,
    alone: async text => await attempt(async client => await rowsOf(client, { text, values: [] }), { timeoutMs: 0 }, false),
    trouble: breaker.trouble,
    close: connections.close
  }
}

/** The server's own timeout comes first, and leaves the connection usable. */
const SERVER_FIRST_MS = 500
const LONGEST_IDLE_MS = 60_000
const BEGIN: Statement = { text: 'begin', values: [] }
const BEGIN_SNAPSHOT: Statement = { text: 'begin isolation level repeatable read read only', values: [] }
const COMMIT: Statement = { text: 'commit', values: [] }
const ROLLBACK: Statement = { text: 'rollback', values: [] }

/** Milliseconds that the server may take, at least 1 since 0 means for ever; undefined where there is no limit. */
const serverMs = (limit: Limit): number | undefined => limit.leftMs() === Infinity ? undefined : Math.max(1, Math.round(limit.leftMs() - SERVER_FIRST_MS))

/** A statement's timeout counts from its own beginning: each that follows others is given what they have left of the transaction's time. */
const REST_OF_TIME = (ms: number): Statement => ({
  text: "select set_config('statement_timeout', greatest(1, $1 - extract(epoch from clock_timestamp() - now()) * 1000)::integer::text, true)",
  values: [ms]
})

async function withinTime<T> (promise: Promise<T>, ms: number): Promise<T> {
  const limit = limitOf(ms)
  return await limit.race(promise).finally(limit.clear)
}

function explained (thrown: Error): Error {
  const error = thrown instanceof NotConnectedError ? thrown.cause : thrown
  return new Error(explain(error), { cause: error })
}

async function rowsOf (client: PoolClient, statement: Statement): Promise<Row[]> {
  return (await resultOf(client, statement)).rows
}

async function resultOf (client: PoolClient, { text, values }: Statement): Promise<{ rows: Row[], command: string }> {
  const { rows, command } = await client.query({ text, values })
  return { rows: rows as Row[], command }
}
