import { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Client, PoolClient, PoolConfig } from 'pg'
import pg from 'pg'
import { DatabaseBusyError } from '../errors.ts'
import type { Limit } from './limit.ts'
import { limitOf, TimeOverError } from './limit.ts'
import { isServerTimeout, isUnavailable, NotConnectedError } from './unavailable.ts'

export interface ConnectionsOptions {
  /** Asked once, before the first connection is made; asked again where it throws. */
  connection: () => Promise<PoolConfig>
  /** Milliseconds after which a connection that is being made is given up. */
  connectMs: number
  /** Called when an idle connection breaks, which the pool replaces. */
  onIdleError: (error: Error) => void
}

export interface Connections {
  /**
   * Runs work on a connection, which is thrown away where it broke or did not answer within the limit.
   * @throws NotConnectedError where there was none to begin on, DatabaseBusyError where all were taken, and what `work` throws
   */
  use<T> (work: (client: PoolClient) => Promise<T>, limit: Limit): Promise<T>
  /** How many there are. */
  count (): number
  /** Looks on a connection of its own whether the database answers; where it is silent, breaks all others, which it has left hanging. */
  probe (limitMs: number): Promise<void>
  close (): Promise<void>
}

/** A connection on which nothing has come for this long is asked whether the other side is still there. */
const KEEP_ALIVE_MS = 10_000
/** What has not said goodbye by then is cut off. */
const GOODBYE_MS = 1000

export function openConnections ({ connection, connectMs, onIdleError }: ConnectionsOptions): Connections {
  const streams = new Set<Duplex>()
  let opened: pg.Pool | undefined

  async function configuration (): Promise<PoolConfig> {
    const { stream = () => new Socket(), ...config } = await connection()
    const tracked = (): Duplex => {
      const made = stream()!
      streams.add(made)
      return made.once('close', () => streams.delete(made))
    }
    return { ...config, stream: tracked, pipeline: true, connectionTimeoutMillis: connectMs, keepAlive: true, keepAliveInitialDelayMillis: KEEP_ALIVE_MS }
  }

  async function openPool (): Promise<pg.Pool> {
    const config = await configuration()
    if (opened === undefined) {
      opened = new pg.Pool(config)
      // Without a listener an idle connection that breaks would end the process.
      opened.on('error', onIdleError)
      // Nor has one a listener that the server ends in the same breath as it lets it in; its first statement says so.
      opened.on('connect', client => client.on('error', () => {}))
    }
    return opened
  }

  async function taken (): Promise<PoolClient> {
    const pool = opened ?? await openPool()
    return await pool.connect()
  }

  async function connected (limit: Limit): Promise<PoolClient> {
    const client = taken()
    try {
      return await limit.race(client)
    } catch (error) {
      // One that comes too late goes back to where others wait for it.
      client.then(late => late.release(), () => {})
      throw isFull(error) ? new DatabaseBusyError() : new NotConnectedError(error as Error)
    }
  }

  const isFull = (error: unknown): boolean => (error as Error).message === FULL || (error instanceof TimeOverError && opened !== undefined && opened.waitingCount > 0)

  async function use<T> (work: (client: PoolClient) => Promise<T>, limit: Limit): Promise<T> {
    const client = await connected(limit)
    let broken: Error | undefined
    const listener = (error: Error): void => { broken = error }
    client.on('error', listener)
    try {
      return await limit.race(work(client))
    } catch (error) {
      if (isUnavailable(error) && !isServerTimeout(error)) broken ??= error
      throw error
    } finally {
      // Such as one that has not answered the rollback.
      if (client.getTransactionStatus() !== 'I') broken ??= new Error('in the midst of a transaction')
      client.off('error', listener)
      client.release(broken)
      // pg itself would wait for the answers that have not come.
      if (broken !== undefined) streamOf(client).destroy()
    }
  }

  async function probe (limitMs: number): Promise<void> {
    const limit = limitOf(limitMs)
    const client = new pg.Client(await configuration())
    client.on('error', () => {})
    try {
      await limit.race(client.connect().then(async () => await client.query('select 1')))
    } catch (error) {
      if (limit.leftMs() <= 0) for (const stream of streams) stream.destroy()
      throw error
    } finally {
      limit.clear()
      client.end().catch(() => {})
    }
  }

  async function close (): Promise<void> {
    const cutOff = setTimeout(() => { for (const stream of streams) stream.destroy() }, GOODBYE_MS)
    await opened?.end()
    await Promise.all(Array.from(streams, async stream => await new Promise(resolve => stream.once('close', resolve))))
    clearTimeout(cutOff)
  }

  return { use, count: () => opened?.totalCount ?? 0, probe, close }
}

/** What the pool says where all connections were taken for too long. */
const FULL = 'timeout exceeded when trying to connect'

const streamOf = (client: Client | PoolClient): Duplex => (client as unknown as { connection: { stream: Duplex } }).connection.stream
