import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { createWebSocketStream, WebSocketServer } from 'ws'

export interface Bridge { url: string, connections: () => number, close: () => Promise<void> }

/** Passes what comes through WebSockets on to a TCP port and back, as Neon's proxy does. */
export async function startBridge ({ host, port }: { host: string, port: number }): Promise<Bridge> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  await new Promise(resolve => server.once('listening', resolve))
  let connections = 0
  server.on('connection', socket => {
    connections++
    const [outside, inside] = [createWebSocketStream(socket), connect({ host, port, noDelay: true })]
    outside.pipe(inside).pipe(outside)
    outside.on('error', () => inside.destroy()).on('close', () => inside.destroy())
    inside.on('error', () => socket.terminate()).on('close', () => socket.close())
  })
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v2`,
    connections: () => connections,
    close: async () => {
      for (const client of server.clients) client.terminate()
      await new Promise(resolve => server.close(resolve))
    }
  }
}
