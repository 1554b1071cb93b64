import t from 'tap'
import { parseFilter } from '../../src/matching/filters.ts'
import type { Item } from '../../src/matching/ports.ts'
import { corporaIn } from '../../src/postgres/corpora.ts'
import { INDEX_FROM, postgresCorpus } from '../../src/postgres/postgres-corpus.ts'
import { exactSql, FIRST_WAY, indexSql } from '../../src/postgres/search-sql.ts'
import { numberIndexesSql, vectorIndexSql } from '../../src/postgres/schema.ts'
import { clustered } from '../../bench/clustered.mjs'
import { openTestDatabase } from './database.ts'

const ROWS = 6000
const CLUSTERS = 20
const DIMENSIONS = 16
const QUERIES = 12
/** As few beside these rows as the usual number is beside a million. */
const FEW = 200
/** A twentieth of all. */
const MIDDLING = { tenant: { any: ['tenant-1', 'tenant-2', 'tenant-3', 'tenant-4'] } }
const { at, query } = clustered({ dimensions: DIMENSIONS, seed: 3, clusters: CLUSTERS, spread: 0.3 })

/** A corpus with an index, smaller than those that get one by themselves. */
async function indexed (t: Parameters<typeof openTestDatabase>[0]) {
  const { database, extension } = await openTestDatabase(t)
  const corpora = corporaIn(database, () => extension)
  const staged = await corpora.stage({ name: 'many', dimensions: DIMENSIONS, model: 'test/clustered', modelSha256: '', template: [] })
  for (let first = 0; first < ROWS; first += 500) {
    await corpora.upsert(staged.id, Array.from({ length: 500 }, (_, i) => {
      const { item, vector, cluster } = at(first + i)
      return { item: { ...item, cluster, even: (first + i) % 2 === 0 }, vector, textHash: null }
    }))
  }
  await corpora.publish(staged)
  await database.transaction(async run => {
    await run({ text: vectorIndexSql(staged.id, DIMENSIONS), values: [] })
    for (const statement of numberIndexesSql(staged.id, [{ name: 'price', type: 'number' }])) await run(statement)
  })
  const [row] = await corpora.list()
  t.equal(row!.indexed, true)
  const corpus = postgresCorpus({ database, row: row!, onRevision: () => {}, mostCompared: FEW })
  return { corpus, row: row!, database }
}

type Indexed = Awaited<ReturnType<typeof indexed>>

/** How many of the ten that comparing everything finds a search finds, over the queries; whether its answers were exact; the least that one of them held. */
async function compared ({ corpus, row, database }: Indexed, filterOf: (vector: Float32Array) => object | undefined | Promise<object>) {
  const seen = { found: 0, exact: 0, fewest: Infinity }
  for (let n = 0; n < QUERIES; n++) {
    const { vector } = query(n)
    const json = await filterOf(vector)
    const filter = json && parseFilter(json, row.fields.map(({ name }) => name), { conditions: 50, depth: 5 })
    const [result] = await corpus.search({ vectors: [vector], limit: 10, offset: 0, threshold: undefined, filter, exclude: new Set() })
    const [truth] = await database.query([exactSql(row, vector, { filter, exclude: new Set() }, { offset: 0, limit: 10 })])
    const ids = new Set(truth!.map(({ item }) => (item as Item).id))
    seen.found += result!.hits.filter(({ item }) => ids.has(item.id)).length / ids.size
    seen.exact += Number(result!.exact)
    seen.fewest = Math.min(seen.fewest, result!.hits.length)
  }
  return { found: seen.found / QUERIES, exact: seen.exact / QUERIES, fewest: seen.fewest }
}

/** The clusters of which nothing is among the thousand nearest. */
async function elsewhere ({ row, database }: Indexed, vector: Float32Array): Promise<number[]> {
  const [near] = await database.query([exactSql(row, vector, { filter: undefined, exclude: new Set() }, { offset: 0, limit: 1000 })])
  const there = new Set(near!.map(({ item }) => (item as Item)['cluster']))
  return Array.from({ length: CLUSTERS }, (_, cluster) => cluster).filter(cluster => !there.has(cluster))
}

t.test('with an index', async t => {
  const many = await indexed(t)

  await t.test('what is nearest is found by it', async t => {
    const { found, exact, fewest } = await compared(many, () => undefined)
    t.ok(found > 0.98, String(found))
    t.match({ exact, fewest }, { exact: 0, fewest: 10 })
  })

  await t.test('a filter that half of all pass is answered by it, ten rows and the right ones', async t => {
    const { found, exact, fewest } = await compared(many, () => ({ even: true }))
    t.ok(found > 0.98, String(found))
    t.match({ exact, fewest }, { exact: 0, fewest: 10 })
  })

  await t.test('a filter that keeps what lies elsewhere is answered by comparing all that it keeps', async t => {
    const { found, exact, fewest } = await compared(many, async vector => ({ cluster: { any: await elsewhere(many, vector) } }))
    t.match({ found, exact, fewest }, { found: 1, exact: 1, fewest: 10 })
  })

  await t.test('a filter that keeps few is exact, and says how many', async t => {
    t.match(await compared(many, () => ({ tenant: 'tenant-7' })), { found: 1, exact: 1, fewest: 10 })
    const filter = parseFilter({ tenant: 'tenant-7' }, ['tenant'], { conditions: 5, depth: 5 })
    const [result] = await many.corpus.search({ vectors: [query(0).vector], limit: 10, offset: 0, threshold: undefined, filter, exclude: new Set() })
    t.equal(result!.totalIs, 'exact')
    t.ok(result!.total > 30 && result!.total < 100, String(result!.total))
  })

  await t.test('several at once are answered as one by one', async t => {
    const vectors = Array.from({ length: 4 }, (_, n) => query(n).vector)
    for (const json of [{ tenant: 'tenant-7' }, { even: true }, { tenant: 'nobody' }]) {
      const search = { limit: 5, offset: 2, threshold: undefined, filter: parseFilter(json, ['tenant', 'even'], { conditions: 5, depth: 5 }), exclude: new Set<string>() }
      const together = await many.corpus.search({ ...search, vectors })
      const alone = await Promise.all(vectors.map(async vector => (await many.corpus.search({ ...search, vectors: [vector] }))[0]!))
      t.same(together, alone, JSON.stringify(json))
    }
  })

  await t.test('of the ways to an answer those after the first that leads there are not gone', async t => {
    const { row, database } = many
    const { vector } = query(0)
    const page = { offset: 0, limit: 10 }
    const found = async (json: object): Promise<string[]> => {
      const narrowing = { filter: parseFilter(json, ['tenant', 'even'], { conditions: 5, depth: 5 }), exclude: new Set<string>() }
      const statements = [indexSql(row, vector, narrowing, page, 200, 'near'), exactSql(row, vector, narrowing, page, FEW), exactSql(row, vector, narrowing, page, FEW), indexSql(row, vector, narrowing, page, 800, 'far')]
      const answers = await database.query(statements, { settings: { ...FIRST_WAY, enable_seqscan: 'off', 'hnsw.ef_search': '800' } })
      return answers.map(rows => rows.filter(({ item }) => item !== null).length).map(rows => rows === 0 ? 'none' : rows < page.limit ? 'some' : 'all')
    }
    t.same(await found({ even: true }), ['all', 'none', 'none', 'none'])
    t.same((await found({ tenant: 'tenant-7' })).slice(1), ['all', 'all', 'none'])
    t.same((await found(MIDDLING)).slice(1), ['none', 'none', 'all'])
  })

  await t.test('a filter that keeps too many to compare them, and few of the nearest, is answered by more of these', async t => {
    const { found, exact, fewest } = await compared(many, () => MIDDLING)
    t.ok(found > 0.98, String(found))
    t.ok(exact < 0.5, String(exact))
    t.equal(fewest, 10)
  })

  await t.test('a range of numbers is looked up in an index', async t => {
    const { row, database } = many
    const narrowing = { filter: parseFilter({ price: { gte: 10_000, lt: 20_000 } }, ['price'], { conditions: 5, depth: 5 }), exclude: new Set<string>() }
    const { text, values } = exactSql(row, query(0).vector, narrowing, { offset: 0, limit: 10 }, 500)
    const [plan] = await database.query([{ text: `explain ${text}`, values }], { settings: { enable_seqscan: 'off', ...FIRST_WAY } })
    const lines = plan!.map(line => String(line['QUERY PLAN']))
    t.ok(lines.some(line => line.includes(`items_${row.id}_number_`)), lines.join('\n'))
  })
})

t.test('several who find at once that an index is due build it one after the other', async t => {
  const { database, extension } = await openTestDatabase(t)
  const corpora = corporaIn(database, () => extension)
  const staged = await corpora.stage({ name: 'due', dimensions: DIMENSIONS, model: 'test/clustered', modelSha256: '', template: [] })
  await corpora.upsert(staged.id, Array.from({ length: 500 }, (_, i) => ({ ...at(i), textHash: null })))
  await corpora.publish(staged)
  const [row] = await corpora.list()
  await Promise.all(Array.from({ length: 6 }, async () => await corpora.buildIndex({ ...row!, items: INDEX_FROM, fields: [{ name: 'price', type: 'number' }] })))
  t.equal((await corpora.list())[0]!.indexed, true)
})
