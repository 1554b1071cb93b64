import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

/** The page at `/`: 200 from the first moment, whatever query string the platform adds. */
export function playgroundPlugin (app: FastifyInstance, { publicDir }: { publicDir: URL }): void {
  const page = readFileSync(new URL('index.html', publicDir))
  app.get('/', { config: { open: true }, schema: { hide: true } }, async (_, reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page))
}
