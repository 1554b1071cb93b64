import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ClientGoneError } from '../errors.ts'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const SAFE_ID = /^[\w.-]{1,64}$/

/** A request id that the caller sent is kept where it is harmless in a log and in a header. */
export function requestId (request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && SAFE_ID.test(given) ? given : randomUUID()
}

/** One line a request, with the route's pattern instead of the URL: no body, no query string, no key, no address. */
export function requestLogPlugin (app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    // `onResponse` comes only with an answer that could be sent.
    reply.raw.once('close', () => { if (!reply.raw.writableEnded) log(request, reply, new ClientGoneError().status) })
  })
  app.addHook('onResponse', async (request, reply) => log(request, reply, reply.statusCode))
}

function log (request: FastifyRequest, reply: FastifyReply, status: number): void {
  const line = { method: request.method, route: request.routeOptions.url ?? 'none', status, ms: Math.round(reply.elapsedTime * 10) / 10 }
  if (status >= 500) request.log.warn(line, 'request')
  else request.log.info(line, 'request')
}
