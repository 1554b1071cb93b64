import type { FastifyInstance } from 'fastify'
import { ShuttingDownError } from '../errors.ts'

/** While the service shuts down, new requests are refused and answers close their connections: one that is kept open would hold up the end. */
export function shutdownPlugin (app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => { closing = true })
  app.addHook('onRequest', async () => { if (closing) throw new ShuttingDownError() })
  app.addHook('onSend', async (_, reply) => { if (closing) reply.header('connection', 'close') })
}
