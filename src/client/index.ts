import type { CallOptions, Client, ClientOptions } from './options.ts'
import { patiently } from './patience.ts'
import { send } from './request.ts'
import type { BatchRequest, MatchRequest } from './types.ts'

export { KindredError, NetworkError, TimeoutError } from './errors.ts'
export { latest } from './latest.ts'
export type * from './errors.ts'
export type * from './latest.ts'
export type * from './options.ts'
export type * from './types.ts'

/** A client of one service. Throws a TypeError at once where the address or the key can be none. */
export function createClient ({ url, key, fetch, ...defaults }: ClientOptions): Client {
  const base = checkedUrl(url).replace(/\/+$/, '')
  // Throws where a header cannot hold it.
  const headers = Object.fromEntries(new Headers({ ...key !== undefined && { 'x-api-key': key } }))

  async function call<T> (path: string, options: CallOptions = {}, body?: unknown): Promise<T> {
    const { timeoutMs = 20_000, signal = null, ...patience } = { ...defaults, ...options }
    const init: RequestInit = body === undefined
      ? { headers, signal }
      : { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body), signal }
    return await patiently(async () => await send(fetch ?? globalThis.fetch, `${base}/${path}`, init, timeoutMs), patience, signal) as T
  }
  const at = (corpus: string) => `corpora/${encodeURIComponent(corpus)}`

  return {
    match: async <T>(request: MatchRequest | BatchRequest, options?: CallOptions) => await call<T>('match', options, request),
    embed: async (texts, { model, ...options } = {}) => await call('embed', options, { texts, model }),
    compare: async (a, b, options) => await call('compare', options, { a, b }),
    corpora: async options => await call('corpora', options),
    corpus: async (name, options) => await call(at(name), options),
    items: async (corpus, page = {}, options) => await call(`${at(corpus)}/items?${new URLSearchParams(said(page)).toString()}`, options),
    item: async (corpus, id, options) => await call(`${at(corpus)}/items/${encodeURIComponent(id)}`, options),
    health: async options => await call('health', options),
    info: async options => await call('info', options),
    ready: async options => { await call('readyz', options) }
  }
}

/** Without what is undefined, as JSON leaves it out of a body. */
const said = (page: object): [string, string][] => Object.entries(page).filter(([, value]) => value !== undefined)

/** In a page it may be relative to that. */
function checkedUrl (url: string): string {
  const page = (globalThis as { location?: { href: string } }).location?.href
  if (!/^https?:$/.test(new URL(url, page).protocol)) throw new TypeError('url must begin with http:// or https://.')
  return url
}
