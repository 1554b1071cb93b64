import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'

export interface FaultyProxy {
  port: number
  /** How many connections have been made so far. */
  made: () => number
  /** The same URL, through the proxy. */
  through: (url: string) => string
  /** Breaks what is connected, and whatever connects from now on. */
  cut: () => void
  /** Keeps all connections and passes nothing on, in either direction. */
  freeze: () => void
  /** Passes everything on that much later. */
  slow: (ms: number) => void
  /** Of the next connections, breaks each after so many bytes of answers. */
  truncate: (bytes: number) => void
  /** Passes on what was held back, and everything from now on. */
  heal: () => void
  close: () => Promise<void>
}

/** Passes TCP on to a port, with faults. */
export async function startFaultyProxy ({ host, port }: { host: string, port: number }): Promise<FaultyProxy> {
  const sockets = new Set<Socket>()
  let mode: 'pass' | 'cut' | 'frozen' = 'pass'
  let delayMs = 0
  let most = Infinity
  let made = 0

  const server = createServer(client => {
    made++
    if (mode === 'cut') return client.destroy()
    const target = connect({ host, port, noDelay: true })
    pass(client, target, Infinity)
    pass(target, client, most)
    for (const socket of [client, target]) {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => {
        sockets.delete(socket)
        client.destroy()
        target.destroy()
      })
      if (mode === 'frozen') socket.pause()
    }
  })

  function pass (from: Socket, to: Socket, limit: number): void {
    let passed = 0
    let before = Promise.resolve()
    from.on('data', bytes => {
      const part = bytes.subarray(0, limit - passed)
      passed += part.length
      const isLast = passed >= limit
      const inTime = Promise.all([before, delayMs > 0 ? setTimeout(delayMs) : undefined])
      // As TCP does: nothing overtakes what came before it, however long that is held back.
      before = inTime.then(() => {
        to.write(part)
        if (isLast) to.end()
      })
    })
  }

  function heal (): void {
    mode = 'pass'
    delayMs = 0
    most = Infinity
    for (const socket of sockets) socket.resume()
  }

  const cut = (): void => {
    mode = 'cut'
    for (const socket of sockets) socket.resetAndDestroy()
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const own = (server.address() as AddressInfo).port
  return {
    port: own,
    made: () => made,
    through: url => Object.assign(new URL(url), { host: `127.0.0.1:${own}` }).href,
    cut,
    freeze: () => {
      mode = 'frozen'
      for (const socket of sockets) socket.pause()
    },
    slow: ms => { delayMs = ms },
    truncate: bytes => { most = bytes },
    heal,
    close: async () => {
      cut()
      await new Promise(resolve => server.close(resolve))
    }
  }
}
