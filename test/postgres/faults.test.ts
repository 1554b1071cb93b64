import pg from 'pg'
import t from 'tap'
import type { Test } from 'tap'
import type { App } from '../../src/app.ts'
import type { Environment } from '../../src/config.ts'
import { FAKE_MODEL, build, fakeEmbedder, fakeVector, storeOf } from '../helper.ts'
import { corporaIn } from '../../src/postgres/corpora.ts'
import { CONNECTIONS, databaseAddress, IS_PGLITE, openTestDatabase } from './database.ts'
import type { FaultyProxy } from './faulty-proxy.ts'
import { startFaultyProxy } from './faulty-proxy.ts'
import type { Server } from './server.ts'
import { findPostgres, startServer } from './server.ts'
import { startBridge } from './websocket-bridge.ts'

const items = (name: string, count: number) => Array.from({ length: count }, (_, i) => ({ id: `${name}-${i}`, text: `item ${i} of ${name}` }))
const TIMEOUT_MS = 1500
/** A refusal that waits for nothing, on a machine that does other things. */
const AT_ONCE_MS = 100
const RECOVERS_MS = 5000
/** PGlite's socket server may stay for ever in the transaction of a connection that has gone. */
const MIDST = { skip: IS_PGLITE && 'PGlite takes no fault in the midst of a transaction' }

/** Two corpora in the database, one of which is too large for memory; none of them in a file. */
async function fill (t: Test, url?: string) {
  const opened = await openTestDatabase(t, { ...url === undefined ? {} : { url } })
  const corpora = corporaIn(opened.database, () => opened.extension)
  for (const [name, count] of [['small', 3], ['large', 9]] as const) {
    const staged = await corpora.stage({ name, dimensions: 8, model: FAKE_MODEL, modelSha256: '0'.repeat(64), template: ['{text}'] })
    await corpora.upsert(staged.id, items(name, count).map(item => ({ item, vector: fakeVector(item.text), textHash: null })))
    await corpora.publish(staged)
  }
  return { ...opened, corpora }
}

async function start (t: Test, url: string, schema: string, environment: Environment = {}): Promise<App> {
  return await build(t, {
    DATABASE_URL: url,
    DATABASE_SCHEMA: schema,
    DATABASE_TIMEOUT_MS: String(TIMEOUT_MS),
    DATABASE_CONNECTIONS: String(CONNECTIONS),
    DATABASE_CHECK_MS: '0',
    DEFAULT_CORPUS: 'filed',
    MEMORY_MAX_ITEMS: '5',
    ...environment
  }, { embedder: fakeEmbedder(), corpora: storeOf({ filed: items('filed', 2) }) })
}

async function match (app: App, corpus: string) {
  const start = performance.now()
  const response = await app.inject({ method: 'POST', url: '/match', payload: { query: `item 1 of ${corpus}`, corpus, limit: 1 } })
  return { status: response.statusCode, body: response.json(), retryAfter: response.headers['retry-after'], ms: Math.round(performance.now() - start) }
}

const isRight = ({ status, body }: Awaited<ReturnType<typeof match>>, corpus: string): boolean => status === 200 && body.matches[0]?.id === `${corpus}-1`

async function health (app: App): Promise<{ status: string, reasons: string[], corpora: { name: string, served_by: string }[] }> {
  const response = await app.inject('/health')
  if (response.statusCode !== 200) throw new Error(`/health answered ${response.statusCode}`)
  return response.json()
}

/** Asks until it holds; resolves with the milliseconds that took. */
async function until (what: string, holds: () => Promise<boolean>): Promise<number> {
  const start = performance.now()
  while (!await holds()) {
    if (performance.now() - start > 20_000) throw new Error(`Not within 20 s: ${what}`)
    await new Promise(resolve => setImmediate(resolve))
  }
  return Math.round(performance.now() - start)
}

const isWell = async (app: App): Promise<boolean> => {
  for (const corpus of ['small', 'large', 'filed']) if (!isRight(await match(app, corpus), corpus)) return false
  const { status, corpora } = await health(app)
  const servedBy = Object.fromEntries(corpora.map(({ name, served_by: by }) => [name, by]))
  return status === 'ok' && servedBy['small'] === 'memory' && servedBy['large'] === 'postgres'
}

/** What must hold while the database is away, from the first request on. */
async function holdsOut (t: Test, app: App): Promise<number[]> {
  const first = await match(app, 'large')
  t.match(first, { status: 503, body: { error: /^database_(unavailable|busy|slow)$/ }, retryAfter: /^\d+$/ })
  t.ok(first.ms < TIMEOUT_MS + 1000, `refused within the deadline: ${first.ms} ms`)
  const times = []
  for (let i = 0; i < 5; i++) {
    const { status, ms, retryAfter } = await match(app, 'large')
    t.match({ status, retryAfter }, { status: 503, retryAfter: /^\d+$/ })
    times.push(ms)
    for (const corpus of ['small', 'filed']) t.ok(isRight(await match(app, corpus), corpus), `${corpus} is answered from memory`)
  }
  t.ok(times.sort((a, b) => a - b)[2]! < AT_ONCE_MS, `then at once: ${times.join(', ')} ms`)
  const { status, reasons } = await health(app)
  t.match({ status, reasons }, { status: 'degraded', reasons: [/^The database does not answer: /] })
  t.equal((await app.inject('/readyz')).statusCode, 200)
  t.notMatch(JSON.stringify(reasons), /127\.0\.0\.1/, 'no address is told')
  return [first.ms, ...times]
}

async function recovers (t: Test, app: App): Promise<number> {
  const ms = await until('all is well again', async () => await isWell(app))
  t.ok(ms < RECOVERS_MS, `recovered in ${ms} ms`)
  return ms
}

/** A connection that somebody else has; undefined where there is none left. */
async function holder (url: string): Promise<pg.Client | undefined> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  return await client.connect().then(() => client, () => undefined)
}

async function behindProxy (t: Test) {
  const { url, schema } = await fill(t)
  const proxy: FaultyProxy = await startFaultyProxy(await databaseAddress())
  t.teardown(async () => await proxy.close())
  return { proxy, url: proxy.through(url), schema }
}

t.test('behind a network with faults', MIDST, async t => {
  const { proxy, url, schema } = await behindProxy(t)
  const app = await start(t, url, schema)
  await until('all is well', async () => await isWell(app))
  for (const fault of ['cut', 'freeze'] as const) {
    proxy[fault]()
    const times = await holdsOut(t, app)
    proxy.heal()
    t.comment(`${fault}: refused in ${times.join(', ')} ms, recovered in ${await recovers(t, app)} ms`)
  }
  proxy.slow(3000)
  const times = await holdsOut(t, app)
  proxy.heal()
  t.comment(`slow: refused in ${times.join(', ')} ms, recovered in ${await recovers(t, app)} ms`)
})

for (const fault of ['cut', 'freeze'] as const) {
  t.test(`away at the very start (${fault})`, async t => {
    const { proxy, url, schema } = await behindProxy(t)
    proxy[fault]()
    const begin = performance.now()
    const app = await start(t, url, schema)
    const ms = Math.round(performance.now() - begin)
    t.ok(ms < 4500, `started in ${ms} ms`)
    // The first answer of an app is checked against a document that has to be made.
    t.ok(isRight(await match(app, 'filed'), 'filed'))
    const first = await match(app, 'filed')
    t.ok(isRight(first, 'filed') && first.ms < AT_ONCE_MS, `the file is answered at once: ${first.ms} ms`)
    const large = await match(app, 'large')
    t.match(large, { status: 503, body: { error: 'database_unavailable' }, retryAfter: /^\d+$/ }, 'what the database may have is not said to be missing')
    t.ok(large.ms < 2 * TIMEOUT_MS + 1500, `${large.ms} ms`)
    t.match(await health(app), { status: 'degraded', reasons: [/^The database (does not answer|has not answered yet)/] })
    proxy.heal()
    const back = await until('the database is used', async () => await isWell(app))
    t.ok(back < RECOVERS_MS, `${back} ms`)
    t.comment(`started in ${ms} ms, refused in ${large.ms} ms, recovered in ${back} ms`)
    await until('the file is in the database', async () => (await app.inject('/corpora/filed')).json().source === 'postgres')
  })
}

t.test('nobody has to ask for a corpus: /health finds out that all is well again', MIDST, async t => {
  const { proxy, url, schema } = await behindProxy(t)
  const app = await start(t, url, schema)
  await until('all is well', async () => await isWell(app))
  proxy.cut()
  await match(app, 'large')
  t.equal((await health(app)).status, 'degraded')
  proxy.heal()
  t.ok(await until('it says so', async () => (await health(app)).status === 'ok') < RECOVERS_MS)
})

t.test('a server with faults', { skip: (IS_PGLITE || findPostgres() === undefined) && 'needs a Postgres of its own' }, async t => {
  const server: Server = await startServer()
  t.teardown(server.stop)
  const { schema, corpora, database } = await fill(t, server.url)
  const app = await start(t, server.url, schema)
  await until('all is well', async () => await isWell(app))

  const comment = async (fault: string, times: number[]): Promise<void> => { t.comment(`${fault}: refused in ${times.join(', ')} ms, recovered in ${await recovers(t, app)} ms`) }

  server.signal('SIGSTOP')
  const frozen = await holdsOut(t, app)
  server.signal('SIGCONT')
  await comment('frozen (SIGSTOP)', frozen)

  await server.kill()
  const killed = await holdsOut(t, app)
  await server.restart()
  await comment('killed (-m immediate), started again', killed)

  await server.restart()
  await comment('restarted', [])

  await server.restart('default_transaction_read_only=on')
  await comment('read-only', [])
  const [row] = await corpora.list()
  const write = async () => await corpora.upsert(row!.id, [{ item: { id: 'new', text: 'new' }, vector: fakeVector('new'), textHash: null }])
  await t.rejects(write(), { code: 'database_read_only', status: 503, retryAfter: 5 })
  t.equal(database.trouble(), undefined, 'reading goes on')
  t.ok(isRight(await match(app, 'large'), 'large'))

  await server.restart('max_connections=4', 'superuser_reserved_connections=0', 'max_wal_senders=0')
  await recovers(t, app)
  const holders = await Promise.all(Array.from({ length: 4 }, async () => await holder(server.url)))
  t.comment(`${holders.filter(Boolean).length} connections taken by others`)
  const answers = await Promise.all(Array.from({ length: 20 }, async () => await match(app, 'large')))
  t.ok(answers.every(answer => isRight(answer, 'large') || (answer.status === 503 && answer.retryAfter !== undefined)), 'answered, or told when to come again')
  for (const corpus of ['small', 'filed']) t.ok(isRight(await match(app, corpus), corpus))
  t.comment(`out of connections: ${answers.filter(({ status }) => status === 200).length} of 20 answered, the slowest after ${Math.max(...answers.map(({ ms }) => ms))} ms`)
  await Promise.all(holders.map(async client => await client?.end()))
  await recovers(t, app)
  await server.restart()
})

t.test('/info says by which way the database is reached', async t => {
  const { url, schema } = await fill(t)
  const bridge = await startBridge(await databaseAddress())
  t.teardown(bridge.close)
  const proxy = await startFaultyProxy(await databaseAddress())
  const closed = proxy.through(url)
  await proxy.close()
  for (const [at, way] of [[url, 'tcp'], [closed, 'websocket']] as const) {
    const app = await start(t, at, schema, { DATABASE_TRANSPORT: 'auto', DATABASE_WEBSOCKET_URL: bridge.url })
    await until('all is well', async () => await isWell(app))
    t.match((await app.inject('/info')).json().database, { transport: way, pgvector: /^0\.\d/, trouble: null })
    t.notMatch((await app.inject('/info')).body, new URL(bridge.url).host, 'the address of the proxy is not told')
    await app.close()
  }
})
