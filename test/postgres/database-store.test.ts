import t from 'tap'
import type { Test } from 'tap'
import type { Item } from '../../src/matching/ports.ts'
import type { OpenStoreOptions } from '../../src/postgres/open-store.ts'
import { openStore } from '../../src/postgres/open-store.ts'
import { corporaIn } from '../../src/postgres/corpora.ts'
import { createDatabaseStore } from '../../src/postgres/database-store.ts'
import { DatabaseUnavailableError } from '../../src/errors.ts'
import { fakeEmbedder, fakeVector, storeOf } from '../helper.ts'
import { openTestDatabase } from './database.ts'

const MODELS = fakeEmbedder().models()
const ITEMS: Item[] = [{ id: 'a', text: 'laid off', year: 2024 }, { id: 'b', text: 'moved abroad' }, { id: 'c', text: 'lost a parent', tags: ['grief'] }]
const ALL = { vectors: [fakeVector('laid off')], limit: 10, offset: 0, threshold: undefined, filter: undefined, exclude: new Set<string>() }

type TestDatabase = Awaited<ReturnType<typeof openTestDatabase>>

/** A replica of the service's store on that database. */
async function replica (t: Test, { url, schema, connections, transport }: TestDatabase, files: Record<string, Item[]>, overrides: Partial<OpenStoreOptions> = {}) {
  const errors: Error[] = []
  const opened = openStore({
    url,
    schema,
    connections,
    migrate: true,
    transport,
    timeoutMs: 10_000,
    maintenanceMb: 64,
    files: storeOf(files),
    memory: { items: 1000, bytes: 1e9 },
    checkEveryMs: 0,
    onError: error => errors.push(error),
    ...overrides
  })
  t.teardown(async () => {
    await opened.store.settled()
    await opened.database.close()
    if (errors.length > 0) throw new AggregateError(errors, 'something went wrong in the background')
  })
  await opened.store.discover()
  await opened.store.load(MODELS)
  await opened.store.settled()
  return opened
}

const vectorsOf = (items: Item[]) => items.map(item => ({ item, vector: fakeVector(String(item['text'])), textHash: null }))

t.test('a corpus of files is put into the database once, and answered from memory', async t => {
  const database = await openTestDatabase(t)
  const first = await replica(t, database, { mentors: ITEMS })
  const corpus = await first.store.get('mentors')
  t.match(corpus.info, { name: 'mentors', items: 3, dimensions: 8, servedBy: 'memory', source: 'postgres', stale: false, template: ['{text}'] })
  t.same((await corpus.search(ALL))[0]!.hits.map(hit => hit.item.id)[0], 'a')
  t.same(await corpus.items(0, 10), ITEMS)

  const second = await replica(t, database, { mentors: ITEMS })
  t.equal((await second.store.get('mentors')).info.version, corpus.info.version, 'the second replica finds it there')
  t.same(second.store.list().map(({ info }) => info.name), ['mentors'])
})

t.test('a change by one replica is seen by the other', async t => {
  const database = await openTestDatabase(t)
  const [one, other] = [await replica(t, database, { mentors: ITEMS }), await replica(t, database, {})]
  const [row] = await one.corpora.list()
  await one.corpora.upsert(row!.id, vectorsOf([{ id: 'd', text: 'a new one' }, { id: 'a', text: 'laid off again' }]))
  await other.store.get('mentors')
  await other.store.settled()
  const corpus = await other.store.get('mentors')
  t.equal(corpus.info.items, 4)
  t.equal(corpus.info.servedBy, 'memory')
  t.same(await corpus.item('a'), { id: 'a', text: 'laid off again' })
  t.same(corpus.info.fields.map(field => field.name), ['id', 'text', 'year', 'tags'])

  await one.corpora.remove('mentors')
  await other.store.get('mentors')
  await other.store.settled()
  await t.rejects(other.store.get('mentors'), { code: 'corpus_not_found', message: 'There is no corpus "mentors".' })
})

t.test('a corpus that crosses the limit changes sides, in both directions', async t => {
  const database = await openTestDatabase(t)
  const { store, corpora } = await replica(t, database, { mentors: ITEMS }, { memory: { items: 3, bytes: 1e9 } })
  const served = async () => {
    await store.refresh()
    await store.settled()
    const corpus = await store.get('mentors')
    const [result] = await corpus.search(ALL)
    t.equal(result!.hits.length, result!.total)
    return [corpus.info.servedBy, result!.total]
  }
  t.same(await served(), ['memory', 3])
  const [row] = await corpora.list()
  await corpora.upsert(row!.id, vectorsOf([{ id: 'd', text: 'one too many' }]))
  t.same(await served(), ['postgres', 4])
  t.equal(await corpora.deleteItems(row!.id, { ids: ['d', 'nobody'] }), 1)
  t.same(await served(), ['memory', 3])
})

t.test('a file that changed is loaded again, unless the corpus was written to in the database', async t => {
  const database = await openTestDatabase(t)
  await replica(t, database, { mentors: ITEMS })
  const changed = storeOf({ mentors: [{ id: 'z', text: 'another' }] })
  const corpus = await changed.get('mentors')
  Object.assign(corpus.info, { version: 'changed' })
  const { store, corpora } = await replica(t, database, {}, { files: changed })
  t.same(await (await store.get('mentors')).items(0, 10), [{ id: 'z', text: 'another' }])

  const [row] = await corpora.list()
  await corpora.upsert(row!.id, vectorsOf([{ id: 'y', text: 'written' }]))
  const again = await replica(t, database, { mentors: ITEMS })
  t.same((await (await again.store.get('mentors')).items(0, 10)).map(item => item.id), ['y', 'z'])
})

t.test('vectors of another version of the model are not compared', async t => {
  const database = await openTestDatabase(t)
  await replica(t, database, { mentors: ITEMS })
  const { store } = await replica(t, database, {})
  await store.load([{ ...MODELS[0]!, sha256: 'f'.repeat(64) }])
  await t.rejects(store.get('mentors'), { code: 'corpus_unavailable', message: /made by another version of test\/fake/ })
  t.match(store.problems(), [/another version/])
})

t.test('a load whose answer was lost is no trouble once it turns out to have been done', async t => {
  const { database, extension } = await openTestDatabase(t)
  const real = corporaIn(database, () => extension)
  let lost = 0
  const corpora = {
    ...real,
    publish: async (row: Parameters<typeof real.publish>[0]) => {
      await real.publish(row)
      if (lost++ === 0) throw new DatabaseUnavailableError(new Error('the connection broke'))
    }
  }
  const errors: string[] = []
  const store = createDatabaseStore({ files: storeOf({ mentors: ITEMS }), database, corpora, migrate: async () => {}, memory: { items: 1000, bytes: 1e9 }, checkEveryMs: 0, onError: error => errors.push(error.message) })
  await store.discover()
  await store.load(MODELS)
  await store.settled()
  t.match(errors, [/the connection broke/])
  await store.refresh()
  await store.settled()
  t.same(store.problems(), [])
  t.equal(lost, 1)
  t.match((await store.get('mentors')).info, { source: 'postgres', items: 3 })
  await store.settled()
})
