import { connect } from 'node:net'
import type { PoolConfig } from 'pg'
import type { Address } from './address.ts'
import { WebSocketStream } from './websocket-stream.ts'

export type Transport = 'tcp' | 'websocket'

export interface TransportOptions {
  wanted: 'auto' | Transport
  /** Of the proxy that takes Postgres through a WebSocket; default: Neon's, on the database's own host. */
  websocketUrl?: string | undefined
  probeMs?: number
}

const PROBE_MS = 2000

/**
 * Decides how the database is reached: by TCP where its port is open, else through a WebSocket on 443, which Hugging Face Spaces let out.
 * Only Neon, or a proxy of one's own, takes the latter; for others there is nothing to decide.
 */
export async function chooseTransport ({ host, port }: Address, { wanted, websocketUrl, probeMs = PROBE_MS }: TransportOptions): Promise<Transport> {
  if (wanted !== 'auto') return wanted
  const hasWebsocket = websocketUrl !== undefined || host.endsWith('.neon.tech')
  return !hasWebsocket || await isOpen(host, port, probeMs) ? 'tcp' : 'websocket'
}

/** The pool's configuration for a transport. Throws an Error with a sentence where the proxy's URL cannot be read. */
export function connectionFor ({ host, config }: Address, transport: Transport, websocketUrl = `wss://${host}/v2`): PoolConfig {
  if (transport === 'tcp') return config
  checkWebsocketUrl(websocketUrl)
  // The TLS is the WebSocket's, so that there is no certificate for Postgres to bind its password to.
  return { ...config, ssl: false, enableChannelBinding: false, stream: () => new WebSocketStream(websocketUrl) }
}

/** Throws an Error with a sentence where it is no WebSocket's. */
export function checkWebsocketUrl (text: string): void {
  if (!URL.canParse(text) || !['ws:', 'wss:'].includes(new URL(text).protocol)) throw new Error('DATABASE_WEBSOCKET_URL is no URL of a WebSocket: those begin with wss:// or ws://.')
}

async function isOpen (host: string, port: number, timeoutMs: number): Promise<boolean> {
  return await new Promise(resolve => {
    const socket = connect({ host, port, timeout: timeoutMs })
    const answer = (open: boolean): void => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', () => answer(true)).once('timeout', () => answer(false)).once('error', () => answer(false))
  })
}
