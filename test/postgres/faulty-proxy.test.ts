import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import t from 'tap'
import { startFaultyProxy } from './faulty-proxy.ts'

t.test('what is passed on after a slow time does not overtake what is held back', async t => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const proxy = await startFaultyProxy({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })
  const outside = connect({ host: '127.0.0.1', port: proxy.port, noDelay: true })
  const [inside] = await once(server, 'connection') as [Socket]
  t.teardown(async () => {
    for (const socket of [outside, inside]) socket.on('error', () => {}).destroy()
    await proxy.close()
    server.close()
  })
  for (const [from, to] of [[outside, inside], [inside, outside]] as const) {
    const received = text(to, 2)
    proxy.slow(200)
    from.write('1')
    await turns()
    proxy.heal()
    from.write('2')
    t.equal(await received, '12')
  }
})

/** Until a socket of this process has read what another has written. */
async function turns (): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise(resolve => setImmediate(resolve))
}

async function text (socket: Socket, length: number): Promise<string> {
  let all = ''
  while (all.length < length) all += String((await once(socket, 'data'))[0])
  return all
}
