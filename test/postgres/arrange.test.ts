import t from 'tap'
import { memoryCorpus } from '../../src/corpus/memory-corpus.ts'
import type { Arrangement } from '../../src/matching/arrange.ts'
import { arrangedSearch } from '../../src/matching/arrange.ts'
import { createKeywordIndexes } from '../../src/matching/keyword-indexes.ts'
import type { Corpus } from '../../src/matching/ports.ts'
import { corporaIn } from '../../src/postgres/corpora.ts'
import { postgresCorpus } from '../../src/postgres/postgres-corpus.ts'
import { fakeVector } from '../helper.ts'
import { openTestDatabase } from './database.ts'

const ROWS = Array.from({ length: 150 }, (_, i) => ({ item: { id: `i${i}`, ...i % 3 === 0 ? {} : { author: { name: `u${i % 7}` } } }, vector: fakeVector(`item ${i}`), textHash: null }))

t.test('Postgres spreads out and groups what it finds as memory does', async t => {
  const { database, extension } = await openTestDatabase(t)
  const corpora = corporaIn(database, () => extension)
  const staged = await corpora.stage({ name: 'authors', dimensions: 8, model: 'test/fake', modelSha256: '', template: [] })
  await corpora.upsert(staged.id, ROWS)
  await corpora.publish(staged)
  const [row] = await corpora.list()
  const postgres = postgresCorpus({ database, row: row!, onRevision: () => {} })
  const memory = memoryCorpus({ items: ROWS.map(({ item }) => item), vectors: Float32Array.from(ROWS.flatMap(({ vector }) => [...vector])), info: { name: 'authors', dimensions: 8, model: 'test/fake', template: [], source: 'file', stale: false, version: '', updatedAt: new Date(0) } })
  const idsIn = async (corpus: Corpus, arrangement: Arrangement, offset: number) => {
    const results = await arrangedSearch(corpus, { vectors: [fakeVector('one'), fakeVector('two')], limit: 7, offset, threshold: undefined, filter: undefined, exclude: new Set(['i5']) }, arrangement, createKeywordIndexes(0))
    return results.map(({ hits, total }) => ({ ids: hits.map(({ item }) => item.id), total }))
  }

  for (const arrangement of [{ diversify: 0.4 }, { group_by: 'author.name' }, { group_by: 'author.name', group_size: 3, diversify: 0.7 }]) {
    for (const offset of [0, 7, 96, 140]) t.same(await idsIn(postgres, arrangement, offset), await idsIn(memory, arrangement, offset), `${JSON.stringify(arrangement)} from ${offset} on`)
  }
  t.same(await postgres.vectorsOf(['i2', 'none', 'with \u0000', 'i1']), [ROWS[2]!.vector, undefined, undefined, ROWS[1]!.vector])
  await t.rejects(arrangedSearch(postgres, { vectors: [fakeVector('one')], limit: 7, offset: 0, threshold: undefined, filter: undefined, exclude: new Set() }, { query: 'one', mode: 'keyword' }, createKeywordIndexes(2 ** 20)), { code: 'mode_not_available' })
})
