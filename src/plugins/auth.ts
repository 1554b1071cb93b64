import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ForbiddenError, UnauthorizedError } from '../errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a key even where reading needs one: health, the page, the documents. */
    open?: boolean
    /** Needs a key for writing. */
    admin?: boolean
  }
}

export interface AuthOptions { apiKeys: readonly string[], adminKeys: readonly string[] }

/** Asks for one of the keys where there are any; a key that nobody asked for is ignored. Whoever may write may read. */
export function authPlugin (app: FastifyInstance, { apiKeys, adminKeys }: AuthOptions): void {
  const [readers, writers] = [apiKeys.map(digest), adminKeys.map(digest)]
  app.addHook('onRequest', async request => {
    const { config, url } = request.routeOptions
    if (config.open === true || url === undefined) return
    if (config.admin === true) checkWriter(keyOf(request), readers, writers)
    else if (readers.length > 0) checkReader(keyOf(request), [...readers, ...writers])
  })
}

function checkReader (given: string | undefined, known: readonly Buffer[]): void {
  if (given === undefined || !matchesOne(digest(given), known)) throw new UnauthorizedError(given !== undefined && given !== '')
}

function checkWriter (given: string | undefined, readers: readonly Buffer[], writers: readonly Buffer[]): void {
  if (writers.length === 0) throw new ForbiddenError('Writing is switched off here: whoever runs the service can set ADMIN_KEYS, and one of those keys is then sent as "X-Api-Key".')
  const isReader = given !== undefined && matchesOne(digest(given), readers)
  const isWriter = given !== undefined && matchesOne(digest(given), writers)
  if (isWriter) return
  throw isReader ? new ForbiddenError('This key may read and not write. Send one of those for writing (the setting ADMIN_KEYS).') : new UnauthorizedError(given !== undefined && given !== '')
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
