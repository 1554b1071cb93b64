import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:net'
import { TLSSocket } from 'node:tls'

const fixture = (name: string): URL => new URL(`../fixtures/tls/${name}`, import.meta.url)
/** The certificate of who signed the server's; nobody trusts it by itself. Its key is gone, and that of the server opens nothing. */
export const CA = fixture('ca.pem')

/** Speaks TLS for a Postgres that does not: answers the request for it with "S", as the protocol wants, and passes on what comes. */
export async function startTlsServer ({ host, port }: { host: string, port: number }): Promise<{ port: number, close: () => Promise<void> }> {
  const [key, cert] = [readFileSync(fixture('server.key')), readFileSync(fixture('server.pem'))]
  const server = createServer(socket => {
    socket.on('error', () => {}).once('data', () => {
      socket.write('S')
      const secure = new TLSSocket(socket, { isServer: true, key, cert })
      const target = connect({ host, port })
      secure.on('error', () => target.destroy()).on('close', () => target.destroy())
      target.on('error', () => secure.destroy()).on('close', () => socket.destroy())
      secure.pipe(target).pipe(secure)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, close: async () => { await new Promise(resolve => server.close(resolve)) } }
}
