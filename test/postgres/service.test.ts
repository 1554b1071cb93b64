import { randomBytes } from 'node:crypto'
import t from 'tap'
import { build } from '../helper.ts'
import { databaseUrl } from './database.ts'

interface Match { id: string, score: number, match_percent?: number, item: object, explanation?: object }
interface Answer { matches: Match[], total: number, served_by: string, exact: boolean }

const REQUESTS = [
  { query: 'I got laid off and dread interviews' },
  { query: 'caring for people at night', corpus: 'jobs', limit: 10, threshold: 0.2, filter: { category: { any: ['Health', 'Social Care'] }, min_salary: { gte: 30000 } } },
  { query: 'working with wood', corpus: 'jobs', limit: 100, offset: 500, fields: ['role'] },
  { query: 'someone who speaks Spanish', corpus: 'people', exclude: ['dilnoza-karimova'] },
  { like: { corpus: 'people', id: 'dilnoza-karimova' }, corpus: 'jobs' },
  { query: 'my mother is ill', filter: { timestamp: { gte: '2025-01-01' }, none_of: [{ topic_tags: 'grief' }] }, limit: 20 }
]

/** Scores are sums of float4 in Postgres and of doubles in memory. */
const PRECISION = 2e-6

t.test('a service over Postgres answers as one over files does, only that it says who answered', async t => {
  const schema = `test_${randomBytes(6).toString('hex')}`
  const files = await build(t)
  const postgres = await build(t, { DATABASE_URL: await databaseUrl(), DATABASE_SCHEMA: schema, MEMORY_MAX_ITEMS: '0', DATABASE_CONNECTIONS: '1' })
  await postgres.settled()
  const match = async (app: typeof files, payload: object) => await app.inject({ method: 'POST', url: '/match', payload })

  for (const request of REQUESTS) {
    const [wanted, given] = [(await match(files, request)).json() as Answer, (await match(postgres, request)).json() as Answer]
    t.same({ total: given.total, served_by: given.served_by, exact: given.exact }, { total: wanted.total, served_by: 'postgres', exact: true }, JSON.stringify(request))
    t.ok(wanted.matches.length > 0)
    t.same(given.matches.map(({ id, item }) => ({ id, item })), wanted.matches.map(({ id, item }) => ({ id, item })))
    t.ok(given.matches.every(({ score }, i) => Math.abs(score - wanted.matches[i]!.score) < PRECISION))
  }
  const batch = (await match(postgres, { queries: ['tired of my job', 'new in the city'], limit: 2 })).json() as { results: Answer[] }
  t.same(batch.results.map(({ matches }) => matches.length), [2, 2])

  t.test('and how strong a match is, from a sample of the rows, and why it is one', async t => {
    const request = { query: 'someone who repairs bicycles and is good with customers', corpus: 'jobs', limit: 3, explain: true }
    const [wanted, first] = [(await match(files, request)).json() as Answer, (await match(postgres, request)).json() as Answer]
    let given = first
    // Answers wait half a second for it and then go without.
    while (given.matches[0]!.match_percent === undefined) given = (await match(postgres, request)).json() as Answer
    t.ok(given.matches.every(({ match_percent: percent }, i) => Math.abs(percent! - wanted.matches[i]!.match_percent!) <= 2))
    t.same(given.matches.map(({ explanation }) => explanation), wanted.matches.map(({ explanation }) => explanation))
    t.ok(given.matches.every(({ explanation }) => explanation !== undefined))
  })

  for (const url of ['/corpora', '/corpora/jobs/items?limit=3&offset=617', '/corpora/people/items/dilnoza-karimova']) t.equal((await postgres.inject(url)).statusCode, 200, url)
  t.match((await postgres.inject('/corpora/jobs')).json(), { name: 'jobs', items: 620, served_by: 'postgres', source: 'postgres', stale: false })
  t.match((await postgres.inject('/health')).json(), { status: 'ok', using_database_embeddings: true, total_jobs_with_embeddings: 620 })
  t.match((await postgres.inject('/info')).json(), { database: { transport: 'tcp', pgvector: /^\d+\.\d+/, trouble: null } })
  t.match((await match(postgres, { query: 'x', corpus: 'job' })).json(), { error: 'corpus_not_found', message: 'There is no corpus "job". Did you mean "jobs"?' })
})

t.test('an address that cannot be read ends the start with a sentence that does not repeat it', async t => {
  await t.rejects(build(t, { DATABASE_URL: 'postgres://user:se/cret@host:port/db' }), { message: /^DATABASE_URL is not a URL(?!.*se.cret)/ })
  await t.rejects(build(t, { DATABASE_URL: 'mysql://user:secret@host/db' }), { message: 'DATABASE_URL begins with mysql://; a Postgres address begins with postgres://.' })
})
