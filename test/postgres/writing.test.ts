import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Test } from 'tap'
import t from 'tap'
import type { App, Dependencies } from '../../src/app.ts'
import type { Environment } from '../../src/config.ts'
import { build, fakeEmbedder, storeOf } from '../helper.ts'
import { CONNECTIONS, databaseUrl, IS_PGLITE, openTestDatabase } from './database.ts'

const KEY = 'write-key'
const headers = { 'x-api-key': KEY }
const lines = { ...headers, 'content-type': 'application/x-ndjson' }

const newSchema = (): string => `test_${randomBytes(6).toString('hex')}`

async function service (t: Test, environment: Environment = {}, dependencies: Dependencies = {}): Promise<App> {
  return await build(t, { DATABASE_URL: await databaseUrl(), DATABASE_SCHEMA: newSchema(), DATABASE_CONNECTIONS: String(CONNECTIONS), ADMIN_KEYS: KEY, ...environment }, { embedder: fakeEmbedder(), corpora: storeOf({}), ...dependencies })
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

t.test('two replicas that write the same items at once lose none and block each other for ever in no order', async t => {
  const schema = newSchema()
  const apps = [await service(t, { DATABASE_SCHEMA: schema }), await service(t, { DATABASE_SCHEMA: schema })]
  await declare(apps[0]!, 'stories')
  const writers = IS_PGLITE ? 4 : 10
  const order = (writer: number) => Array.from({ length: 300 }, (_, i) => writer % 2 === 0 ? i : 299 - i)
  const answers = await Promise.all(Array.from({ length: writers }, async (_, writer) =>
    await upload(apps[writer % 2]!, 'stories', order(writer).map(i => ({ id: i % 3 === 0 ? `own-${writer}-${i}` : `shared-${i}`, text: `text ${i}`, writer })))))
  t.same(answers.map(({ statusCode }) => statusCode), answers.map(() => 200))
  const outcomes = answers.map(answer => answer.json() as { added: number, updated: number, unchanged: number, failed: number })
  t.ok(outcomes.every(({ added, updated, unchanged, failed }) => added + updated + unchanged === 300 && failed === 0))
  const wanted = 200 + 100 * writers
  t.equal(outcomes.reduce((sum, { added }) => sum + added, 0), wanted, 'each item was new to exactly one')
  const itemsOf = async (app: App) => ((await app.inject('/corpora/stories')).json() as { items: number }).items
  // What the other has written last is noticed on the back of a request.
  for (const app of apps) while (await itemsOf(app) < wanted) await setTimeout(20)
  t.same(await Promise.all(apps.map(itemsOf)), [wanted, wanted])
  t.match((await match(apps[0]!, { query: 'text 7', corpus: 'stories', limit: 1, filter: { id: 'shared-7' } })), { total: 1, matches: [{ id: 'shared-7', score: 1 }] })
})

t.test('two that declare the same corpus at once make one', async t => {
  const app = await service(t)
  const statuses = (await Promise.all([1, 2, 3].map(async () => await declare(app, 'stories')))).map(({ statusCode }) => statusCode)
  t.same(statuses.sort(), [200, 200, 201])
  await upload(app, 'stories', [{ id: 'a', text: 'one' }])
  t.match((await declare(app, 'stories', { template: ['{text}', '{title}'] })).json(), { status: 409, message: 'The corpus "stories" has items, and it has the template "{text}". Give the new one another name, or delete this one first.' })
  t.match((await declare(app, 'stories', { dimensions: 8 })).json(), { message: /it has vectors of test\/fake and the template/ })
})

t.test('where a file was loaded and the API has written since, the items of the API stay, and it is said', async t => {
  const schema = newSchema()
  const file = (text: string) => storeOf({ mentors: [{ id: 'a', text }, { id: 'b', text: 'two' }] })
  const start = async (version: string, text: string) => {
    const store = file(text)
    const list = () => store.list().map(corpus => ({ ...corpus, info: { ...corpus.info, version } }))
    const app = await service(t, { DATABASE_SCHEMA: schema }, { corpora: { ...store, list, get: async name => list().find(({ info }) => info.name === name) ?? await store.get(name) } })
    await app.settled()
    return app
  }
  const first = await start('1', 'one')
  t.notMatch((await first.inject('/corpora/mentors')).json(), { source_differs: true })
  t.match((await upload(first, 'mentors', [{ id: 'c', text: 'three' }])).json(), { added: 1 })
  t.match((await first.inject('/corpora/mentors')).json(), { items: 3, source_differs: true })

  const second = await start('2', 'changed')
  t.match((await second.inject('/corpora/mentors/items/a')).json(), { text: 'one' })
  t.match((await second.inject('/corpora/mentors')).json(), { items: 3, source_differs: true })

  t.equal((await second.inject({ method: 'DELETE', url: '/corpora/mentors', headers })).statusCode, 204)
  t.equal((await second.inject('/corpora/mentors')).statusCode, 404, 'its file does not bring it back')
  await second.settled()
  t.match((await second.inject('/corpora')).json(), { corpora: [] })
  t.equal((await (await start('2', 'changed')).inject('/corpora/mentors')).statusCode, 404, 'nor at the next start')
  t.match((await (await start('3', 'new')).inject('/corpora/mentors/items/a')).json(), { text: 'new' }, 'but a file that has changed does')
})

t.test('a task is seen, and cancelled, by every replica; one whose process has died is told to be failed', async t => {
  const { schema, database } = await openTestDatabase(t)
  const slow = fakeEmbedder({ embed: async (texts, options) => { await setTimeout(2, undefined, { signal: options.signal }); return await fakeEmbedder().embed(texts, options) } })
  const [working, other] = [await service(t, { DATABASE_SCHEMA: schema }, { embedder: slow }), await service(t, { DATABASE_SCHEMA: schema })]
  const task = async (app: App, id: string) => (await app.inject({ url: `/tasks/${id}`, headers })).json() as { status: string, done: number }
  await declare(working, 'stories')
  const many = Array.from({ length: 5000 }, (_, i) => JSON.stringify({ id: `s${i}`, text: `story ${i}` })).join('\n')
  const { task: { id } } = (await upload(working, 'stories', many)).json() as { task: { id: string } }
  t.match(await task(other, id), { id, kind: 'upload', corpus: 'stories', status: 'processing', total: 5000, started_at: String, completed_at: null })

  const start = performance.now()
  t.match((await other.inject({ method: 'POST', url: `/tasks/${id}/cancel`, headers })).json(), { id, status: 'cancelled' })
  await setTimeout(1000 - (performance.now() - start))
  const count = async () => Number((await database.query([{ text: 'select items from corpora', values: [] }]))[0]![0]!['items'])
  const items = await count()
  await setTimeout(300)
  t.equal(await count(), items, 'a second later nothing more is written')
  t.ok(items < 5000, `${items} of 5000 were`)

  await database.transaction(async run => await run({ text: "insert into tasks (id, kind, corpus, status, done, total, alive_at) values ('dead', 'upload', 'stories', 'processing', 7, 9, now() - interval '1 minute')", values: [] }))
  t.match(await task(other, 'dead'), { status: 'failed', done: 7, error: 'The process that did this has ended in the midst of it. What it had written is there; send the same items again, and only what is missing is done.' })
})

t.test('a task whose service is shut down is failed at once, and says how to go on', async t => {
  const schema = newSchema()
  const slow = fakeEmbedder({ embed: async (texts, options) => { await setTimeout(2, undefined, { signal: options.signal }); return await fakeEmbedder().embed(texts, options) } })
  const [working, other] = [await service(t, { DATABASE_SCHEMA: schema }, { embedder: slow }), await service(t, { DATABASE_SCHEMA: schema })]
  await declare(working, 'stories')
  const { task: { id } } = (await upload(working, 'stories', Array.from({ length: 3000 }, (_, i) => ({ id: `s${i}`, text: `story ${i}` })))).json() as { task: { id: string } }
  await working.close()
  t.match((await other.inject({ url: `/tasks/${id}`, headers })).json(), { status: 'failed', error: 'The service was shut down in the midst of it. Send the same items again: what is there already is not done twice.' })
})
