import type { ConnectionError, FastifyInstance, FastifyRequest } from 'fastify'
import { Socket } from 'node:net'
import { clientErrorHandler } from './client-errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Watches over its body itself, because that may take long. */
    streams?: boolean
  }
}

/**
 * Gives up a request that has not come whole in time; without this a few slow bodies hold their connections for ever. Node's own `requestTimeout`
 * holds for every route, and an upload may take longer.
 */
export function slowRequestsPlugin (app: FastifyInstance, { afterMs }: { afterMs: number }): void {
  app.addHook('onRequest', async ({ raw, routeOptions, headers }: FastifyRequest) => {
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
    // An injected request has no connection and comes whole.
    if (!hasBody || routeOptions.config.streams === true || !(raw.socket instanceof Socket)) return
    const timer = setTimeout(() => clientErrorHandler({ code: 'ERR_HTTP_REQUEST_TIMEOUT' } as unknown as ConnectionError, raw.socket), afterMs)
    for (const event of ['end', 'close']) raw.once(event, () => clearTimeout(timer))
  })
}
