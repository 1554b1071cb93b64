import type { FastifyInstance } from 'fastify'

/** While the service shuts down, answers close their connections: a client that kept one open would otherwise hold up the end. */
export function shutdownPlugin (app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => { closing = true })
  app.addHook('onSend', async (_, reply) => { if (closing) reply.header('connection', 'close') })
}
