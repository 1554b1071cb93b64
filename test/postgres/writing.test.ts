import { randomBytes } from 'node:crypto'
import type { Test } from 'tap'
import t from 'tap'
import type { App, Dependencies } from '../../src/app.ts'
import type { Environment } from '../../src/config.ts'
import { build, fakeEmbedder, storeOf } from '../helper.ts'
import { CONNECTIONS, databaseUrl } from './database.ts'

const KEY = 'write-key'
const headers = { 'x-api-key': KEY }
const lines = { ...headers, 'content-type': 'application/x-ndjson' }

async function service (t: Test, environment: Environment = {}, dependencies: Dependencies = {}): Promise<App> {
  return await build(t, { DATABASE_URL: await databaseUrl(), DATABASE_SCHEMA: `test_${randomBytes(6).toString('hex')}`, DATABASE_CONNECTIONS: String(CONNECTIONS), ADMIN_KEYS: KEY, ...environment }, { embedder: fakeEmbedder(), corpora: storeOf({}), ...dependencies })
}

const declare = async (app: App, name: string, payload: object = { template: '{text}' }) => await app.inject({ method: 'PUT', url: `/corpora/${name}`, headers, payload })
const upload = async (app: App, name: string, payload: object[] | string) => await app.inject({ method: 'POST', url: `/corpora/${name}/items`, headers: typeof payload === 'string' ? lines : headers, payload })
const match = async (app: App, payload: object) => (await app.inject({ method: 'POST', url: '/match', payload })).json()

t.test('a corpus is declared, filled, changed, matched and deleted, each seen by the very next request', async t => {
  const app = await service(t)
  const made = await declare(app, 'stories')
  t.equal(made.statusCode, 201)
  t.match(made.json(), { name: 'stories', items: 0, dimensions: 8, model: 'test/fake', template: ['{text}'], source: 'postgres' })
  t.equal((await declare(app, 'stories')).statusCode, 200)

  t.same((await upload(app, 'stories', [{ id: 'a', text: 'one' }, { id: 'b', text: 'two' }])).json(), { added: 2, updated: 0, unchanged: 0, failed: 0, errors: [], errors_left_out: 0 })
  const first = await app.inject('/corpora/stories')
  t.match(first.json(), { items: 2 })
  t.match(await match(app, { query: 'two', corpus: 'stories', limit: 1 }), { matches: [{ id: 'b', score: 1 }], total: 2 })

  t.match((await upload(app, 'stories', '{"id":"b","text":"two","n":1}\n{"id":"a","text":"one"}\n{"id":"c","text":"three"}')).json(), { added: 1, updated: 1, unchanged: 1, failed: 0 })
  t.match((await app.inject('/corpora/stories/items/b')).json(), { id: 'b', text: 'two', n: 1 })
  t.not((await app.inject('/corpora/stories')).headers['etag'], first.headers['etag'])

  t.equal((await app.inject({ method: 'DELETE', url: '/corpora/stories/items/a', headers })).statusCode, 204)
  t.match((await app.inject({ method: 'DELETE', url: '/corpora/stories/items/a', headers })).json(), { error: 'item_not_found' })
  t.same((await app.inject({ method: 'DELETE', url: '/corpora/stories/items', headers, payload: { filter: { n: 1 } } })).json(), { deleted: 1 })
  t.match((await app.inject('/corpora/stories/items')).json(), { items: [{ id: 'c' }], total: 1 })
  t.equal((await app.inject({ method: 'DELETE', url: '/corpora/stories', headers })).statusCode, 204)
  t.equal((await app.inject('/corpora/stories')).statusCode, 404)
})
