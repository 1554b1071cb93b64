import { readdir } from 'node:fs/promises'
import type { Test } from 'tap'
import t from 'tap'
import type { App } from '../../src/app.ts'
import type { Environment } from '../../src/config.ts'
import { lockCorpus } from '../../src/corpus/lock.ts'
import { build, fakeEmbedder } from '../helper.ts'

const headers = { 'x-api-key': 'write-key' }
const lines = { ...headers, 'content-type': 'application/x-ndjson' }

const start = async (t: Test, DATA_DIR: string, environment: Environment = {}): Promise<App> => await build(t, { DATA_DIR, ADMIN_KEYS: 'write-key', ...environment }, { embedder: fakeEmbedder() })
const declare = async (app: App, name: string, payload: object = { template: '{text}' }) => await app.inject({ method: 'PUT', url: `/corpora/${name}`, headers, payload })
const upload = async (app: App, name: string, payload: object[] | string) => await app.inject({ method: 'POST', url: `/corpora/${name}/items`, headers: typeof payload === 'string' ? lines : headers, payload })
const match = async (app: App, payload: object) => (await app.inject({ method: 'POST', url: '/match', payload })).json()

t.test('without a database the same requests change the files: each is seen by the next request, and by the next start', async t => {
  const dataDir = t.testdir({})
  const app = await start(t, dataDir)
  t.match([(await declare(app, 'stories')).statusCode, (await declare(app, 'stories')).statusCode], [201, 200])
  t.match((await upload(app, 'stories', [{ id: 'a', text: 'one' }, { id: 'b', text: 'two' }])).json(), { added: 2, updated: 0, unchanged: 0, failed: 0 })
  const before = await app.inject('/corpora/stories')
  t.match(before.json(), { items: 2, source: 'file', served_by: 'memory', template: ['{text}'] })
  t.match(await match(app, { query: 'two', corpus: 'stories', limit: 1 }), { matches: [{ id: 'b', score: 1 }], total: 2 })
  t.match((await upload(app, 'stories', '{"id":"b","text":"two","n":1}\n{"id":"a","text":"one"}\n{"id":"c","text":"three"}')).json(), { added: 1, updated: 1, unchanged: 1 })
  t.not((await app.inject('/corpora/stories')).headers['etag'], before.headers['etag'])
  t.equal((await app.inject({ method: 'DELETE', url: '/corpora/stories/items/a', headers })).statusCode, 204)
  t.same((await app.inject({ method: 'DELETE', url: '/corpora/stories/items', headers, payload: { filter: { n: 1 } } })).json(), { deleted: 1 })

  const next = await start(t, dataDir)
  t.match((await next.inject('/corpora/stories/items')).json(), { items: [{ id: 'c' }], total: 1 })
  t.equal((await next.inject({ method: 'DELETE', url: '/corpora/stories', headers })).statusCode, 204)
  t.same(await readdir(dataDir), [])
})

t.test('vectors made elsewhere are kept in files, with a dimension and nothing else', async t => {
  const app = await start(t, t.testdir({}))
  t.equal((await declare(app, 'faces', { dimensions: 3 })).statusCode, 201)
  t.match((await upload(app, 'faces', [{ id: 'a', embedding: [1, 0, 0] }, { id: 'b', embedding: [0, 2, 0] }, { id: 'c' }])).json(), { added: 2, failed: 1 })
  t.match(await match(app, { embedding: [0, 1, 0], corpus: 'faces', limit: 1 }), { matches: [{ id: 'b', score: 1 }], model: null })
  t.match(await match(app, { query: 'x', corpus: 'faces' }), { error: 'text_not_searchable' })
})

t.test('while another process writes, a change is refused with when to come again', async t => {
  const dataDir = t.testdir({})
  const app = await start(t, dataDir)
  await declare(app, 'stories')
  const lock = await lockCorpus(dataDir, 'stories')
  const refused = await upload(app, 'stories', [{ id: 'a', text: 'one' }])
  t.match([refused.statusCode, refused.headers['retry-after'], refused.json()], [503, '5', { error: 'corpus_busy' }])
  await lock.release()
  t.equal((await upload(app, 'stories', [{ id: 'a', text: 'one' }])).statusCode, 200)
})

t.test('a folder that cannot be written is served, and said to be so', { skip: process.platform !== 'linux' && '/sys is of Linux' }, async t => {
  const refused = await declare(await start(t, '/sys'), 'stories')
  t.match([refused.statusCode, refused.json()], [503, { error: 'files_read_only' }])
})

t.test('two services on one folder see each other\'s items at their next change', async t => {
  const dataDir = t.testdir({})
  const first = await start(t, dataDir)
  await declare(first, 'stories')
  const second = await start(t, dataDir)
  await upload(first, 'stories', [{ id: 'a', text: 'one' }])
  await upload(second, 'stories', [{ id: 'b', text: 'two' }])
  await upload(first, 'stories', [{ id: 'c', text: 'three' }])
  t.match((await first.inject('/corpora/stories')).json(), { items: 3 })
  t.ok((await readdir(dataDir)).every(file => /^stories\.(jsonl|(sentences\.)?safetensors)$/.test(file)))
})
