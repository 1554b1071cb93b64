import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { UnauthorizedError } from '../errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a key even where reading needs one: health, the page, the documents. */
    open?: boolean
  }
}

/** Asks for one of the keys where there are any; a key that nobody asked for is ignored. */
export function authPlugin (app: FastifyInstance, { apiKeys }: { apiKeys: readonly string[] }): void {
  if (apiKeys.length === 0) return
  const known = apiKeys.map(digest)
  app.addHook('onRequest', async request => {
    if (request.routeOptions.config.open === true || request.routeOptions.url === undefined) return
    const given = keyOf(request)
    if (given === undefined || !matchesOne(digest(given), known)) throw new UnauthorizedError(given !== undefined && given !== '')
  })
}

/** A Bearer token that begins with `hf_` belongs to Hugging Face, which asks for it in front of a private Space. */
function keyOf (request: FastifyRequest): string | undefined {
  const header = request.headers['x-api-key']
  if (typeof header === 'string') return header
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return bearer?.startsWith('hf_') === true ? undefined : bearer
}

/** Every key is compared, each in the same time whatever it shares with the one given. */
function matchesOne (given: Buffer, known: readonly Buffer[]): boolean {
  return known.reduce((found, key) => timingSafeEqual(given, key) || found, false)
}

const digest = (key: string): Buffer => createHash('sha256').update(key).digest()
