import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import type { Item } from '../../src/matching/ports.ts'
import { openStore } from '../../src/postgres/open-store.ts'
import { fakeEmbedder, fakeVector, storeOf } from '../helper.ts'
import { openTestDatabase } from './database.ts'

const LIMIT = 50
const CROSSINGS = 20
const READERS = 4
const rowOf = (item: Item) => ({ item, vector: fakeVector(String(item['text'])), textHash: null })
const SMALL = Array.from({ length: LIMIT }, (_, i): Item => ({ id: `small-${String(i).padStart(3, '0')}`, text: `item ${i}` }))
const MORE = Array.from({ length: 10 }, (_, i): Item => ({ id: `more-${i}`, text: `another ${i}` }))
const SEARCH = { vectors: [fakeVector('item 7')], limit: 100, offset: 0, threshold: undefined, filter: undefined, exclude: new Set<string>() }

t.test('while a corpus crosses the limit of memory and back, every answer is one of the two that are right', async t => {
  const { url, schema, connections } = await openTestDatabase(t)
  const { store, corpora, database } = openStore({
    url,
    schema,
    connections,
    migrate: true,
    transport: { wanted: 'tcp' },
    timeoutMs: 10_000,
    maintenanceMb: 64,
    files: storeOf({ mentors: SMALL }),
    memory: { items: LIMIT, bytes: 1e9 },
    checkEveryMs: 0,
    onError: error => { throw error }
  })
  t.teardown(async () => { await store.settled(); await database.close() })
  await store.discover()
  await store.load(fakeEmbedder().models())
  await store.settled()
  const [row] = await corpora.list()

  const served = { memory: 0, postgres: 0 }
  const wrong: string[] = []
  const state = { writing: true }
  async function read (): Promise<void> {
    while (state.writing) {
      await setImmediate()
      const corpus = await store.get('mentors')
      const [result] = await corpus.search(SEARCH)
      const ids = result!.hits.map(({ item }) => item.id)
      const more = ids.filter(id => id.startsWith('more-')).length
      served[corpus.info.servedBy]++
      if (result!.total !== ids.length || ids.length - more !== LIMIT || ![0, MORE.length].includes(more) || ids[0] !== 'small-007') wrong.push(`${result!.total} of ${ids.length}, ${more} more, first ${ids[0]}`)
    }
  }
  async function write (): Promise<void> {
    for (let i = 0; i < CROSSINGS; i++) {
      await corpora.upsert(row!.id, MORE.map(rowOf))
      await store.refresh()
      t.equal((await (await store.get('mentors')).search(SEARCH))[0]!.total, LIMIT + MORE.length, 'who has written sees it')
      await corpora.deleteItems(row!.id, { ids: MORE.map(({ id }) => id) })
      await store.refresh()
      t.equal((await (await store.get('mentors')).search(SEARCH))[0]!.total, LIMIT)
      await store.settled()
    }
  }
  await Promise.all([write().finally(() => { state.writing = false }), ...Array.from({ length: READERS }, read)])
  t.comment(served)
  t.same(wrong, [], `of ${served.memory + served.postgres} answers none is wrong or failed`)
  t.ok(served.memory > CROSSINGS && served.postgres > CROSSINGS, 'both sides answered')
})
