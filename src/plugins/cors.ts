import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

const PREFLIGHT_CACHE_SECONDS = 86_400

export interface CorsOptions {
  /** Patterns of origins; undefined lets every page call. */
  origins: string[] | undefined
}

/** Cross-origin calls: without credentials, with the headers that a page may want to read exposed. */
export async function corsPlugin (app: FastifyInstance, { origins }: CorsOptions): Promise<void> {
  const patterns = origins?.map(originPattern)
  await app.register(cors, {
    origin: patterns === undefined || origins?.includes('*') === true ? '*' : patterns,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
    exposedHeaders: ['Retry-After', 'Server-Timing', 'X-Request-Id', 'X-Kindred-Warning', 'ETag', 'Location'],
    maxAge: PREFLIGHT_CACHE_SECONDS,
    strictPreflight: false
  })
}

/** Scheme, host with stars, port: `localhost:3000`, `https://*.vercel.app`, `http://localhost:*`. */
const ORIGIN = /^(?:(?<scheme>https?):\/\/)?(?<host>\[[0-9a-f:]+\]|[a-z0-9*_-]+(?:\.[a-z0-9*_-]+)*)(?::(?<port>\d{1,5}|\*))?\/?$/i
const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])$/i
const ONE_LABEL_PART = '[a-z0-9_-]+'

/**
 * An entry of `CORS_ORIGINS` as an anchored pattern. A `*` stands for one host label or a part of one, never for a dot. Without a scheme it is
 * http for this machine and https otherwise; this machine without a port means any port.
 *
 * @throws Error with a sentence where the entry is no origin, or so wide that strangers' sites would fit
 */
export function originPattern (entry: string): RegExp | '*' {
  if (entry === '*') return '*'
  const { scheme, host, port } = ORIGIN.exec(entry)?.groups ?? {}
  if (host === undefined) throw new Error(`The setting CORS_ORIGINS has "${entry}", which is no origin. Write it like https://my-site.com or https://*.vercel.app, without a path.`)
  const local = LOCAL.test(host)
  const labels = host.split('.')
  if (!local && host.includes('*') && (labels.length < 3 || labels.slice(-2).some(label => label.includes('*')))) {
    throw new Error(`The setting CORS_ORIGINS has "${entry}", which would let in sites of strangers: a star may not stand in the last two parts of a name.`)
  }
  const wantedScheme = scheme?.toLowerCase() ?? (local ? 'http' : 'https')
  const hostPattern = host.toLowerCase().replace(/[.[\]]/g, '\\$&').replaceAll('*', ONE_LABEL_PART)
  return new RegExp(`^${wantedScheme}://${hostPattern}${portPattern(wantedScheme, local, port)}$`)
}

function portPattern (scheme: string, local: boolean, port: string | undefined): string {
  if (port === '*' || (local && port === undefined)) return '(:\\d+)?'
  const isDefault = port === undefined || port === (scheme === 'https' ? '443' : '80')
  return isDefault ? '' : `:${port}`
}
