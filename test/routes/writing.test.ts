import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { Test } from 'tap'
import t from 'tap'
import type { App } from '../../src/app.ts'
import type { Environment } from '../../src/config.ts'
import type { WorkerEmbedder } from '../../src/embedding/embedder.ts'
import type { Embedder } from '../../src/matching/ports.ts'
import { build, fakeEmbedder, fakeVector } from '../helper.ts'
import { writableStore } from '../writable-store.ts'

const KEY = 'write-key'
const headers = { 'x-api-key': KEY }
const ndjson = { ...headers, 'content-type': 'application/x-ndjson' }
const json = { ...headers, 'content-type': 'application/json' }

interface Options { environment?: Environment, embed?: Embedder['embed'] }

/** A service with one corpus, "stories". */
async function service (t: Test, { environment = {}, embed }: Options = {}): Promise<App> {
  const embedder: WorkerEmbedder = fakeEmbedder(embed === undefined ? {} : { embed })
  const app = await build(t, { ADMIN_KEYS: KEY, ...environment }, { embedder, corpora: writableStore() })
  await app.inject({ method: 'PUT', url: '/corpora/stories', headers, payload: { template: '{text}' } })
  return app
}

const upload = async (app: App, payload: string | Buffer | object[], corpus = 'stories') =>
  await app.inject({ method: 'POST', url: `/corpora/${corpus}/items`, headers: Array.isArray(payload) ? json : ndjson, payload: Array.isArray(payload) ? JSON.stringify(payload) : payload })
const task = async (app: App, id: string) => (await app.inject({ url: `/tasks/${id}`, headers })).json() as { status: string, done: number, total: number | null, error?: string, result?: object }
async function ended (app: App, id: string) {
  for (;;) {
    const now = await task(app, id)
    if (now.status !== 'pending' && now.status !== 'processing') return now
    await setTimeout(20)
  }
}
const stories = (count: number, from = 0) => Array.from({ length: count }, (_, i) => ({ id: `s${from + i}`, text: `story ${from + i}` }))
const asLines = (items: object[]): string => items.map(item => `${JSON.stringify(item)}\n`).join('')

const WRITES = [
  { method: 'PUT', url: '/corpora/new', payload: { template: '{text}' } },
  { method: 'DELETE', url: '/corpora/stories' },
  { method: 'POST', url: '/corpora/stories/items', payload: [] },
  { method: 'DELETE', url: '/corpora/stories/items/a' },
  { method: 'DELETE', url: '/corpora/stories/items', payload: { ids: ['a'] } },
  { method: 'GET', url: '/tasks' },
  { method: 'GET', url: '/tasks/x' },
  { method: 'POST', url: '/tasks/x/cancel' }
] as const

t.test('without ADMIN_KEYS every write is a 403 that names the setting, whatever key comes', async t => {
  const app = await service(t, { environment: { ADMIN_KEYS: '' } })
  for (const write of WRITES) {
    for (const headers of [{}, { 'x-api-key': 'any' }]) {
      const response = await app.inject({ ...write, headers })
      t.equal(response.statusCode, 403, `${write.method} ${write.url}`)
      t.match(response.json(), { error: 'forbidden', message: /whoever runs the service can set ADMIN_KEYS/ })
    }
  }
})

t.test('with ADMIN_KEYS a write needs one of them, and a key for reading is told that it may not', async t => {
  const app = await service(t, { environment: { ADMIN_KEYS: `${KEY},other-key`, API_KEYS: 'read-key' } })
  for (const write of WRITES) {
    const status = async (headers: Record<string, string>) => (await app.inject({ ...write, headers })).statusCode
    t.same(await Promise.all([status({}), status({ 'x-api-key': 'write-ke' }), status({ authorization: 'Bearer hf_x' }), status({ 'x-api-key': 'read-key' })]), [401, 401, 401, 403], `${write.method} ${write.url}`)
  }
  t.match((await app.inject({ ...WRITES[0], headers: { 'x-api-key': 'read-key' } })).json(), { message: 'This key may read and not write. Send one of those for writing (the setting ADMIN_KEYS).' })
  for (const headers of [{ 'x-api-key': 'other-key' }, { authorization: `Bearer ${KEY}` }, { 'x-api-key': KEY, authorization: 'Bearer hf_x' }]) {
    t.equal((await app.inject({ url: '/tasks', headers })).statusCode, 200)
    t.equal((await app.inject({ url: '/corpora', headers })).statusCode, 200, 'who may write may read')
  }
  t.notMatch((await app.inject({ url: '/info', headers })).body, /write-key|other-key|ADMIN_KEYS/)
})

t.test('ADMIN_KEYS closes reading to nobody, and no page out', async t => {
  const app = await service(t)
  const { statusCode, headers } = await app.inject({ url: '/corpora', headers: { origin: 'https://somewhere.example', 'x-api-key': 'wrong' } })
  t.equal(statusCode, 200)
  t.equal(headers['access-control-allow-origin'], '*')
})

t.test('items are added, changed and left alone, as a list and one a line', async t => {
  const embedded: string[] = []
  const app = await service(t, { embed: async (texts, options) => { embedded.push(...texts); return await fakeEmbedder().embed(texts, options) } })
  t.same((await upload(app, stories(2))).json(), { added: 2, updated: 0, unchanged: 0, failed: 0, errors: [], errors_left_out: 0 })
  t.match((await upload(app, '{"id":"s0","text":"story 0","n":1}\r\n\r\n{"id":"s1","text":"story 1"}')).json(), { added: 0, updated: 1, unchanged: 1 })
  t.match((await upload(app, [])).json(), { added: 0, failed: 0 })
  t.match((await upload(app, '')).json(), { added: 0, failed: 0 })
  t.same(embedded, ['story 0', 'story 1'], 'what has the same text is not embedded again')
  t.strictSame((await app.inject('/corpora/stories/items/s0')).json(), { id: 's0', text: 'story 0', n: 1 })
})

t.test('what cannot be used is listed with its line, and the rest goes in', async t => {
  const app = await service(t)
  const lines = ['{"id":"a","text":"one"}', '{"id":"b"', '[]', '{"text":"no id"}', '{"id":"a","text":"again"}', '{"id":"c","text":" "}', '{"id":"d","embedding":[1,2]}', '{"id":"e","embedding":[0,0,0,0,0,0,0,0]}', '{"id":"f","text":"last"}']
  t.strictSame((await upload(app, lines.join('\n'))).json(), {
    added: 2,
    updated: 0,
    unchanged: 0,
    failed: 7,
    errors: [
      { line: 2, message: 'Line 2 is not JSON: it ends too early.' },
      { line: 3, message: 'Line 3 is not a JSON object.' },
      { line: 4, message: 'Line 4 has no id.' },
      { line: 5, id: 'a', message: 'Line 5 has the id "a", which line 1 has already.' },
      { line: 6, id: 'c', message: 'Line 6 has nothing to embed: text is empty.' },
      { line: 7, id: 'd', message: 'Line 7 has a vector of 2 dimensions, not 8.' },
      { line: 8, id: 'e', message: 'Line 8 has a vector of zeros.' }
    ],
    errors_left_out: 0
  })
  t.match((await app.inject('/corpora/stories/items')).json(), { items: [{ id: 'a', text: 'one' }, { id: 'f' }], total: 2 })

  const answer = (await upload(app, '{}\n'.repeat(250))).json() as { errors: object[] }
  t.match(answer, { failed: 250, errors_left_out: 150 })
  t.equal(answer.errors.length, 100)
  t.match((await upload(app, `{"id":"big","text":"${'x'.repeat(2 ** 20)}"}\n{"id":"g","text":"small"}`)).json(), { added: 1, failed: 1, errors: [{ line: 1, message: 'Line 1 is larger than an item may be (the setting MAX_BODY_BYTES).' }] })
})

t.test('a corpus of vectors made elsewhere takes items with vectors, and is matched by vector and by item', async t => {
  const app = await service(t)
  const declared = await app.inject({ method: 'PUT', url: '/corpora/faces', headers, payload: { dimensions: 3 } })
  t.match([declared.statusCode, declared.json()], [201, { name: 'faces', dimensions: 3, model: null, template: [] }])
  t.match((await upload(app, [{ id: 'x', who: 'X', embedding: [3, 0, 0] }, { id: 'y', embedding: [0, 1, 0] }, { id: 'z', text: 'no vector' }], 'faces')).json(), { added: 2, failed: 1, errors: [{ id: 'z', message: 'Line 3 has no vector.' }] })
  t.strictSame((await app.inject('/corpora/faces/items/x')).json(), { id: 'x', who: 'X' }, 'the vector is no field')
  const match = async (payload: object) => (await app.inject({ method: 'POST', url: '/match', payload: { corpus: 'faces', ...payload } })).json()
  t.match(await match({ embedding: [1, 0.1, 0] }), { matches: [{ id: 'x' }, { id: 'y' }], model: null })
  t.match(await match({ like: 'x' }), { matches: [{ id: 'y', score: 0 }] })
  t.match(await match({ query: 'a face' }), { error: 'text_not_searchable', status: 422 })
})

t.test('what cannot be declared says why', async t => {
  const app = await service(t)
  const declare = async (name: string, payload: object) => (await app.inject({ method: 'PUT', url: `/corpora/${name}`, headers, payload })).json()
  t.match(await declare('Stories', { template: '{text}' }), { status: 400, detail: [{ path: 'name', message: 'A corpus cannot be called so: a name has small letters, digits, - and _ only, a letter or digit first, and at most 63 characters.' }] })
  t.match(await declare('new', {}), { status: 400, message: /Say "template"/ })
  t.match(await declare('new', { templat: '{text}' }), { status: 400, detail: [{ did_you_mean: 'template' }] })
  t.match(await declare('new', { template: '{text}', model: 'other' }), { status: 404, error: 'model_not_found' })
  t.match(await declare('stories', { template: '{title}' }), { name: 'stories', template: ['{title}'] }, 'without items it can be declared anew')
  await app.inject({ method: 'PUT', url: '/corpora/stories', headers, payload: { template: '{text}' } })
  await upload(app, stories(1))
  t.match(await declare('stories', { template: '{title}' }), { status: 409, error: 'corpus_conflict' })
})

t.test('what cannot be read as items is refused as a whole', async t => {
  const app = await service(t, { environment: { MAX_UPLOAD_BYTES: '2000' } })
  const send = async (payload: string, more: Record<string, string>) => (await app.inject({ method: 'POST', url: '/corpora/stories/items', headers: { ...headers, ...more }, payload })).json()
  t.match(await send('[{"id":"a","text":"x"},]', json), { status: 400, error: 'malformed_body' })
  t.match(await send(JSON.stringify(stories(200)), json), { status: 413, error: 'payload_too_large' })
  t.match(await send('x', { 'content-type': 'text/csv' }), { status: 415, error: 'unsupported_media_type' })
  t.match(await send('x', { ...ndjson, 'content-encoding': 'gzip' }), { status: 415, message: 'Send the items as they are, not compressed: without the header "content-encoding".' })
  t.match((await upload(app, stories(1), 'storys')).json(), { status: 404, message: 'There is no corpus "storys". Did you mean "stories"?' })
  t.match((await app.inject('/corpora/stories')).json(), { items: 0 })
})

t.test('items are deleted by id, by ids and by filter, and never all by mistake', async t => {
  const app = await service(t)
  await upload(app, Array.from({ length: 9 }, (_, i) => ({ id: `s${i}`, text: `story ${i}`, n: i })))
  const remove = async (payload: object) => (await app.inject({ method: 'DELETE', url: '/corpora/stories/items', headers, payload })).json()
  t.same(await remove({ ids: ['s0', 's1', 'nobody'] }), { deleted: 2 })
  t.same(await remove({ filter: { n: { gte: 7 } } }), { deleted: 2 })
  t.equal((await app.inject({ method: 'DELETE', url: '/corpora/stories/items/s2', headers })).statusCode, 204)
  t.match((await app.inject({ method: 'DELETE', url: '/corpora/stories/items/s2', headers })).json(), { error: 'item_not_found' })
  t.match(await remove({}), { status: 400, message: 'Say which items: "ids" or "filter".' })
  t.match(await remove({ ids: ['s3'], filter: { n: 3 } }), { status: 400, message: 'Say which items: either "ids" or "filter".' })
  t.match(await remove({ filter: {} }), { status: 400 })
  t.match(await remove({ ids: [] }), { status: 400 })
  t.match(await remove({ filter: { m: 3 } }), { status: 400, message: /has a field "m"/ })
  t.match((await app.inject('/corpora/stories')).json(), { items: 4 })
})

t.test('more than 500 items to embed are a task, whose result tells what became of them', async t => {
  const app = await service(t)
  t.equal((await upload(app, stories(500))).statusCode, 200)
  const response = await upload(app, asLines([...stories(500), ...stories(600, 1000), { id: 'bad' }]))
  t.equal(response.statusCode, 202)
  const { task: begun } = response.json() as { task: { id: string } }
  t.equal(response.headers['location'], `/tasks/${begun.id}`)
  t.match(begun, { kind: 'upload', corpus: 'stories', status: 'processing', total: 1101 })
  t.match(await ended(app, begun.id), { status: 'completed', done: 1101, total: 1101, result: { added: 600, unchanged: 500, failed: 1, errors: [{ line: 1101 }], errors_left_out: 0 } })
  t.match((await app.inject({ url: '/tasks', headers })).json(), { tasks: [{ id: begun.id, status: 'completed' }] })
  t.match((await app.inject('/corpora/stories')).json(), { items: 1100 })
})

t.test('a task is cancelled within a second, and what it had written stays', async t => {
  const app = await service(t, { embed: async (texts, options) => { await setTimeout(1, undefined, { signal: options.signal }); return await fakeEmbedder().embed(texts, options) } })
  const { task: { id } } = (await upload(app, asLines(stories(5000)))).json() as { task: { id: string } }
  const start = performance.now()
  t.match((await app.inject({ method: 'POST', url: `/tasks/${id}/cancel`, headers })).json(), { id, status: 'cancelled' })
  const before = ((await app.inject('/corpora/stories')).json() as { items: number }).items
  await setTimeout(1000 - (performance.now() - start))
  const items = ((await app.inject('/corpora/stories')).json() as { items: number }).items
  await setTimeout(300)
  t.equal(((await app.inject('/corpora/stories')).json() as { items: number }).items, items, 'nothing more is written')
  t.ok(items >= before && items > 0 && items < 5000, `${items} items`)
  t.match(await task(app, id), { status: 'cancelled' })
  t.match((await app.inject({ method: 'POST', url: '/tasks/nothing/cancel', headers })).json(), { error: 'task_not_found' })
})

t.test('through a socket', async t => {
  const app = await service(t)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const begin = () => httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/corpora/stories/items', headers: ndjson })
  const items = async (): Promise<number> => ((await app.inject('/corpora/stories')).json() as { items: number }).items

  t.test('lines are written as they arrive, before the last one has', async t => {
    const request = begin()
    const response = once(request, 'response')
    request.write(asLines(stories(100)))
    while (await items() < 64) await setTimeout(10)
    request.end('{"id":"last","text":"half a line is the last one"}')
    t.equal((await response)[0].statusCode, 200)
    t.equal(await items(), 101)
  })

  t.test('what breaks off has written whole lines only', async t => {
    const request = begin()
    request.on('error', () => {})
    request.write(asLines(stories(200, 1000)))
    request.write('{"id":"half","text":"never to be seen, because the connec')
    while (await items() < 200) await setTimeout(10)
    request.destroy()
    await setTimeout(200)
    t.equal((await app.inject('/corpora/stories/items/half')).statusCode, 404)
  })

  t.test('no more than eight at once are taken', async t => {
    const open = Array.from({ length: 8 }, begin)
    for (const request of open) request.write('\n')
    const refused = begin()
    refused.end(asLines(stories(1)))
    const [response] = await once(refused, 'response') as [{ statusCode: number, headers: Record<string, string> }]
    t.match(response, { statusCode: 503, headers: { 'retry-after': '5' } })
    for (const request of open) request.end()
    t.same((await Promise.all(open.map(async request => (await once(request, 'response'))[0].statusCode))), Array(8).fill(200))
  })
})

t.test('the vectors that items bring are kept as they are, only of unit length', async t => {
  const app = await service(t)
  const vector = fakeVector('another text')
  await upload(app, [{ id: 'a', text: 'one', embedding: Array.from(vector, x => 5 * x) }, { id: 'b', text: 'two', embedding: Buffer.from(vector.buffer).toString('base64') }])
  t.match((await app.inject({ method: 'POST', url: '/match', payload: { query: 'another text', corpus: 'stories' } })).json(), { matches: [{ id: 'a', score: 1 }, { id: 'b', score: 1 }] })
})
