import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Test } from 'tap'
import t from 'tap'
import fastify from 'fastify'
import { slowRequestsPlugin } from '../../src/plugins/slow-requests.ts'

const AFTER_MS = 150

async function service (t: Test): Promise<number> {
  const app = fastify()
  slowRequestsPlugin(app, { afterMs: AFTER_MS })
  app.post('/text', async () => 'read')
  app.post('/slow-answer', async () => { await setTimeout(2 * AFTER_MS); return 'answered' })
  await app.register(async streaming => {
    streaming.removeAllContentTypeParsers()
    streaming.addContentTypeParser('*', (_, payload, done) => done(null, payload))
    streaming.post('/stream', { config: { streams: true } }, async request => {
      let bytes = 0
      for await (const chunk of request.body as AsyncIterable<Buffer>) bytes += chunk.length
      return `${bytes} bytes`
    })
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  t.teardown(async () => await app.close())
  return (app.server.address() as AddressInfo).port
}

/** Sends the halves of a body with a pause between, and resolves with the answer. */
async function ask (port: number, path: string, pauseMs: number): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const closed = once(socket, 'close')
  let answer = ''
  socket.on('data', chunk => { answer += String(chunk) }).on('error', () => {})
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 10\r\nconnection: close\r\n\r\n12345`)
  await setTimeout(pauseMs)
  if (socket.writable) socket.write('67890')
  await closed
  return answer
}

t.test('a body that does not come in time is a 408 that closes the connection', async t => {
  const port = await service(t)
  const answer = await ask(port, '/text', 3 * AFTER_MS)
  t.match(answer, /^HTTP\/1\.1 408 /)
  t.match(JSON.parse(answer.split('\r\n\r\n')[1]!), { error: 'request_timeout', status: 408 })
})

t.test('one that comes in time is read, and the answer may take longer', async t => {
  const port = await service(t)
  t.match(await ask(port, '/text', 10), /^HTTP\/1\.1 200 /)
  t.match(await ask(port, '/slow-answer', 10), /answered$/)
})

t.test('a route that watches over its body itself has all the time', async t => {
  t.match(await ask(await service(t), '/stream', 3 * AFTER_MS), /10 bytes$/)
})

t.test('an injected request is not waited for, whether its body is read or not', async t => {
  const app = fastify()
  t.teardown(async () => await app.close())
  slowRequestsPlugin(app, { afterMs: 5 })
  app.post('/text', async () => 'read')
  const { statusCode } = await app.inject({ method: 'POST', url: '/text', headers: { 'content-type': 'text/unknown' }, payload: 'x' })
  t.equal(statusCode, 415)
  await setTimeout(20)
})
