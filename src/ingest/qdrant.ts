import { setTimeout } from 'node:timers/promises'
import { didYouMean } from '../suggest.ts'
import type { Row, Source } from './source.ts'

export interface QdrantOptions {
  /** Of a collection: `http://host:6333/collections/<name>`. */
  url: string
  apiKey: string | undefined
  /** Which of a point's vectors, where they have names. */
  vector: string | undefined
  /** Whether vectors are of no interest. */
  withoutVectors: boolean
}

interface Point { id: number | string, payload?: Record<string, unknown> | null, vector?: unknown }
interface Page { points: Point[], next_page_offset?: number | string | null }

const PAGE = 256
const TIMEOUT_MS = 60_000
const ATTEMPTS = 5
const FIRST_PAUSE_MS = 200

const COLLECTION = /\/collections\/([^/?#]+)\/?$/

/** Whether an address on the command line is that of a collection in Qdrant. */
export const isQdrantUrl = (text: string): boolean => /^https?:\/\//i.test(text)

/**
 * A collection of Qdrant, read page by page over its REST API (https://api.qdrant.tech/api-reference/points/scroll-points). The id of a point is the item's, its payload the fields.
 * @throws Error with a sentence where there is no such collection or vector
 */
export async function openQdrant ({ url, apiKey, vector, withoutVectors }: QdrantOptions): Promise<Source> {
  const base = new URL(url)
  const name = COLLECTION.exec(base.pathname)?.[1]
  if (name === undefined) throw new Error(`${base.origin}${base.pathname} is not the address of a collection, which looks like http://localhost:6333/collections/stories.`)
  base.search = ''
  const address = base.href.replace(/\/$/, '')
  const ask = async <T>(path: string, body?: object) => await request<T>(`${address}${path}`, apiKey, body)

  const found = await ask<{ config?: { params?: { vectors?: Record<string, unknown> } } }>('')
  if (found === undefined) throw new Error(await noCollection(decodeURIComponent(name), address, apiKey))
  const names = namesOf(found.config?.params?.vectors ?? {})
  const wanted = withoutVectors ? undefined : nameOf(names, vector)

  async function * rows ({ vectors = true } = {}): AsyncGenerator<Row[]> {
    const withVector = vectors && wanted !== undefined && (wanted === '' ? true : [wanted])
    let line = 0
    for (let offset: Page['next_page_offset'] = null; ;) {
      const page: Page | undefined = await ask<Page>('/points/scroll', { limit: PAGE, with_payload: true, with_vector: withVector, ...offset === null ? {} : { offset } })
      if (page === undefined) throw new Error(`The collection at ${address} was deleted while it was read.`)
      yield page.points.map(point => rowOf(++line, point, wanted))
      offset = page.next_page_offset ?? null
      if (offset === null) return
    }
  }
  return { path: address, id: address, unit: 'point', remarks: [], vectorsIn: wanted === undefined ? undefined : wanted || 'vector', rows }
}

/** The names of a collection's vectors; one without a name is ''. */
const namesOf = (vectors: Record<string, unknown>): string[] => 'size' in vectors ? [''] : Object.keys(vectors)

function nameOf (names: readonly string[], wanted: string | undefined): string | undefined {
  const there = names.map(name => name || 'one without a name').join(', ')
  if (wanted !== undefined && !names.includes(wanted)) throw new Error(`--vector names "${wanted}", which the points do not have.${didYouMean(wanted, names) || ` There is ${there || 'none'}.`}`)
  if (wanted === undefined && names.length > 1) throw new Error(`Each point has several vectors (${there}). Say which with --vector, or make new ones with --embed.`)
  return wanted ?? names[0]
}

/** A field `id` of the payload is kept beside the point's own id, under a name that is free. */
function rowOf (line: number, { id, payload, vector }: Point, name: string | undefined): Row {
  const { id: own, ...others } = payload ?? {}
  const fields = { id: String(id), ...own === undefined ? {} : { ['payload_id' in others ? 'payload_id_' : 'payload_id']: own }, ...others }
  const found = typeof vector === 'object' && vector !== null && !Array.isArray(vector) ? (vector as Record<string, unknown>)[name!] : vector
  return { line, fields, vector: found ?? null }
}

async function noCollection (name: string, address: string, apiKey: string | undefined): Promise<string> {
  const all = await request<{ collections: { name: string }[] }>(address.replace(/\/[^/]+$/, ''), apiKey).catch(() => undefined)
  const known = all?.collections.map(collection => collection.name) ?? []
  return `There is no collection "${name}" at ${new URL(address).origin}.${didYouMean(name, known) || (known.length === 0 ? '' : ` There ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}.`)}`
}

/** What Qdrant answers; undefined where there is nothing of that name. Tried again where it is away or overloaded. */
async function request<T> (url: string, apiKey: string | undefined, body?: object): Promise<T | undefined> {
  const headers = { 'content-type': 'application/json', ...apiKey === undefined ? {} : { 'api-key': apiKey } }
  for (let attempt = 1; ; attempt++) {
    const outcome = await fetch(url, { method: body === undefined ? 'GET' : 'POST', headers, ...body === undefined ? {} : { body: JSON.stringify(body) }, signal: AbortSignal.timeout(TIMEOUT_MS) })
      .then(async response => await read<T>(response), (error: Error) => ({ passing: (error.cause as Error | undefined)?.message ?? error.message }))
    if ('result' in outcome) return outcome.result
    if (attempt === ATTEMPTS) throw new Error(`Qdrant at ${new URL(url).origin} does not answer: ${outcome.passing}. Run the same again later; it goes on where it was.`)
    await setTimeout(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random()))
  }
}

async function read<T> (response: Response): Promise<{ result: T | undefined } | { passing: string }> {
  if (response.ok) return await response.json().then(json => ({ result: (json as { result: T }).result }), (error: Error) => ({ passing: error.message }))
  const text = await response.text().catch(() => '')
  if (response.status === 404) return { result: undefined }
  if (response.status === 401 || response.status === 403) throw new Error('Qdrant refuses without the right key. Put it into the environment variable QDRANT_API_KEY.')
  if (response.status === 429 || response.status >= 500) return { passing: `status ${response.status}` }
  throw new Error(`Qdrant answers ${response.status}: ${text.slice(0, 300)}`)
}
