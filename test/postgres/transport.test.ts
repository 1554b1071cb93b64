import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import t from 'tap'
import type { Test } from 'tap'
import { parseAddress } from '../../src/postgres/address.ts'
import { checkWebsocketUrl, chooseTransport, connectionFor } from '../../src/postgres/transport.ts'
import { WebSocketStream } from '../../src/postgres/websocket-stream.ts'

const PROXY = 'wss://proxy.example/v2'

async function openPort (t: Test): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(async () => await new Promise(resolve => server.close(resolve)))
  return (server.address() as AddressInfo).port
}

async function closedPort (): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

t.test('auto takes TCP where the port is open', async t => {
  const address = parseAddress(`postgres://127.0.0.1:${await openPort(t)}/app`)
  t.equal(await chooseTransport(address, { wanted: 'auto', websocketUrl: PROXY }), 'tcp')
})

t.test('auto takes the WebSocket where the port is closed, and there is one', async t => {
  const address = parseAddress(`postgres://127.0.0.1:${await closedPort()}/app`)
  t.equal(await chooseTransport(address, { wanted: 'auto', websocketUrl: PROXY }), 'websocket')
  t.equal(await chooseTransport(address, { wanted: 'auto' }), 'tcp')
  t.equal(await chooseTransport({ ...address, host: 'ep-x.neon.tech.invalid' }, { wanted: 'auto' }), 'tcp', 'a name that only begins like that of Neon')
})

t.test('auto takes the WebSocket where a host says nothing, after the probe', async t => {
  // Addresses for documentation (RFC 5737): nobody answers. A network that refuses them at once is as good.
  const start = performance.now()
  t.equal(await chooseTransport(parseAddress('postgres://192.0.2.1/app'), { wanted: 'auto', websocketUrl: PROXY, probeMs: 300 }), 'websocket')
  const ms = performance.now() - start
  t.ok(ms < 1500, `${Math.round(ms)} ms`)
})

t.test('a transport that is named is taken without a look', async t => {
  const address = parseAddress(`postgres://127.0.0.1:${await closedPort()}/app`)
  t.equal(await chooseTransport(address, { wanted: 'tcp', websocketUrl: PROXY }), 'tcp')
  t.equal(await chooseTransport(address, { wanted: 'websocket' }), 'websocket')
})

t.test('through a WebSocket the TLS is its own, and so is the binding to a certificate', async t => {
  const address = parseAddress('postgres://ann:secret@ep-x.neon.tech/app?sslmode=require&channel_binding=require')
  const config = connectionFor(address, 'websocket')
  t.match(config, { ssl: false, enableChannelBinding: false, user: 'ann', password: 'secret', database: 'app' })
  t.ok(config.stream!() instanceof WebSocketStream)
  t.match(connectionFor(address, 'tcp'), { enableChannelBinding: true, stream: undefined })
})

t.test('a URL that is no WebSocket says so', async t => {
  t.throws(() => checkWebsocketUrl('https://proxy.example'), /DATABASE_WEBSOCKET_URL/)
  t.throws(() => checkWebsocketUrl('proxy'), /DATABASE_WEBSOCKET_URL/)
  t.doesNotThrow(() => checkWebsocketUrl('ws://127.0.0.1:1/v2'))
})
