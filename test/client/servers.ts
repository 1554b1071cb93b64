import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** A server that answers as it is told; closed when the test ends. */
export async function serve (t: Test, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  t.teardown(() => { server.close().closeAllConnections() })
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** A server whose answers stand in a row; the last one stays. */
export async function serveInTurn (t: Test, ...answers: ((response: ServerResponse, request: IncomingMessage) => unknown)[]): Promise<{ url: string, asked: () => number }> {
  let asked = 0
  const url = await serve(t, (request, response) => answers[Math.min(asked++, answers.length - 1)]!(response, request))
  return { url, asked: () => asked }
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}) => (response: ServerResponse) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

/** What a platform answers in place of a service that sleeps. */
export const page = (status: number) => (response: ServerResponse) => response.writeHead(status, { 'content-type': 'text/html' }).end('<!doctype html><h1>This Space is sleeping</h1>')

export const refusal = (status: number, error: string, retryAfter: string) => json(status, { error, message: `It is ${error}.`, detail: `It is ${error}.`, status, request_id: 'r-1', docs: `/docs#${error}` }, { 'retry-after': retryAfter })
