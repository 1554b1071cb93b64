import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import type { Test } from 'tap'

export interface QdrantPoint { id: number | string, payload?: Record<string, unknown> | null, vector?: unknown }

export interface QdrantServer {
  url: string
  /** What was asked of scroll, in order. */
  scrolls: { limit?: number, offset?: unknown, with_payload?: unknown, with_vector?: unknown }[]
  /** How many of the next requests are answered with 503. */
  failNext: number
}

/** Answers as Qdrant does to `GET /collections/…` and `POST /collections/…/points/scroll`: pages in the order of the points, and where the next one begins. */
export async function startQdrant (t: Test, collections: Record<string, { vectors: object, points: QdrantPoint[] }>, apiKey?: string): Promise<QdrantServer> {
  const state: QdrantServer = { url: '', scrolls: [], failNext: 0 }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [status, result] = answer(request.method!, request.url!, request.headers['api-key'], chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString()) as object)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(status === 200 ? { result, status: 'ok', time: 0.001 } : { status: { error: String(result) }, time: 0 }))
    })
  })

  function answer (method: string, path: string, key: unknown, body: QdrantServer['scrolls'][number]): [status: number, result: unknown] {
    if (state.failNext > 0) {
      state.failNext--
      return [503, 'overloaded']
    }
    if (apiKey !== undefined && key !== apiKey) return [401, 'Must provide an API key or an Authorization bearer token']
    if (path === '/collections') return [200, { collections: Object.keys(collections).map(name => ({ name })) }]
    const [, name, scroll] = /^\/collections\/([^/]+)(\/points\/scroll)?$/.exec(path) ?? []
    const collection = collections[decodeURIComponent(name ?? '')]
    if (collection === undefined) return [404, `Not found: Collection \`${name}\` doesn't exist!`]
    if (scroll === undefined) return method === 'GET' ? [200, { status: 'green', points_count: collection.points.length, config: { params: { vectors: collection.vectors } } }] : [405, '']
    state.scrolls.push(body)
    const { limit = 10, offset, with_vector: withVector = false, with_payload: withPayload = true } = body
    const from = offset === undefined || offset === null ? 0 : collection.points.findIndex(({ id }) => id === offset)
    if (from < 0) return [400, 'no such offset']
    const points = collection.points.slice(from, from + limit).map(({ id, payload = {}, vector }) => ({ id, ...withPayload === true ? { payload } : {}, ...withVector === false ? {} : { vector: withVector === true ? vector : Object.fromEntries(Object.entries(vector as object).filter(([name]) => (withVector as string[]).includes(name))) } }))
    return [200, { points, next_page_offset: collection.points[from + limit]?.id ?? null }]
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return state
}
