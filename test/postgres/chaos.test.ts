import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import t from 'tap'
import type { App } from '../../src/app.ts'
import { build, fakeEmbedder, fakeVector, storeOf } from '../helper.ts'
import { startFaultyProxy } from './faulty-proxy.ts'
import { findPostgres, startServer } from './server.ts'

/**
 * Writes and matches from two replicas while the database suffers, one fault after the other in random order. What a replica has acknowledged is
 * kept here and compared with what is answered and, in the end, with what is there. CHAOS_SECONDS=300 for five minutes of it.
 */
const SECONDS = Number(process.env['CHAOS_SECONDS'] ?? 20)
const SEED = Number(process.env['CHAOS_SEED'] ?? Date.now() % 100_000)
const WRITERS = 3
const READERS = 2
const TIMEOUT_MS = 1500
/** After this long another replica's write has to be seen, unless the database was away meanwhile. */
const NOTICED_MS = 3000
const KEY = 'a-key-for-this-test-alone'
/** The first is answered by SQL, the second from memory. */
const CORPORA = ['large', 'small'] as const

interface Acknowledged { id: string, text: string, corpus: string, at: number, by: App }

const random = (() => {
  let state = SEED
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
})()
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!

t.test(`two replicas while the database suffers (${SECONDS} s, seed ${SEED})`, { skip: findPostgres() === undefined && 'there is no PostgreSQL here', timeout: (2 * SECONDS + 200) * 1000 }, async t => {
  const server = await startServer()
  t.teardown(server.stop)
  const proxies = await Promise.all([startFaultyProxy(server), startFaultyProxy(server)])
  t.teardown(async () => { await Promise.all(proxies.map(async proxy => await proxy.close())) })
  const replicas = await Promise.all(proxies.map(async proxy => await build(t, {
    DATABASE_URL: proxy.through(server.url),
    DATABASE_TIMEOUT_MS: String(TIMEOUT_MS),
    DATABASE_CHECK_MS: '500',
    DEFAULT_CORPUS: 'filed',
    MEMORY_MAX_ITEMS: '15000',
    ADMIN_KEYS: KEY
  }, { embedder: fakeEmbedder(), corpora: storeOf({ filed: [{ id: 'filed', text: 'filed' }] }) })))
  const [first] = replicas as [App, App]
  for (const corpus of CORPORA) await declare(first, corpus)
  await fillPastTheLimit(first)
  for (const app of replicas) while (!await isWell(app)) await setTimeout(10)

  const acknowledged: Acknowledged[] = []
  const seen = { writes: 0, refusedWrites: 0, answers: 0, checked: 0, missedByIndex: 0, refusedAnswers: 0, wrong: [] as string[], faults: {} as Record<string, number>, slowestRecoveryMs: 0, slowestHealthMs: 0 }
  const state = { running: true, calmSince: performance.now(), calm: true }

  async function write (app: App, writer: string): Promise<void> {
    for (let n = 0; state.running; n++) {
      const corpus = pick(CORPORA)
      const items = [0, 1, 2].map(i => ({ id: `${writer}-${n}-${i}`, text: `written by ${writer}, ${n}, ${i}` }))
      // As a client does that was told to come again.
      while (!await upload(app, corpus, items)) {
        seen.refusedWrites++
        await setTimeout(50 + 100 * Math.random())
        if (!state.running && !state.calm) break
      }
      seen.writes++
      const at = performance.now()
      acknowledged.push(...items.map(item => ({ ...item, corpus, at, by: app })))
      await setTimeout(20 * Math.random())
    }
  }

  async function read (app: App): Promise<void> {
    while (state.running) {
      await setTimeout(5)
      if (acknowledged.length === 0) continue
      const sought = acknowledged[Math.floor(Math.random() * acknowledged.length)]!
      const asked = performance.now()
      // A replica sees its own writes at once. Of another's, a mirror may be behind while the database is away, and for a while after.
      const mustBeSeen = (sought.corpus === 'large' || (state.calm && asked - state.calmSince > NOTICED_MS)) && (sought.by === app || asked - sought.at > NOTICED_MS)
      const response = await app.inject({ method: 'POST', url: '/match', payload: { query: sought.text, corpus: sought.corpus, limit: 1 } })
      if (response.statusCode === 503) seen.refusedAnswers++
      else if (response.statusCode !== 200) seen.wrong.push(`${response.statusCode} ${response.body}`)
      else {
        seen.answers++
        if (!mustBeSeen) continue
        seen.checked++
        const { matches: [match], exact } = response.json()
        if (match?.id === sought.id && match.item.text === sought.text) continue
        // An index may miss one, and says that it is not exact.
        if (exact === false) seen.missedByIndex++
        else seen.wrong.push(`${sought.id} of ${sought.corpus}: ${JSON.stringify(match)}`)
      }
    }
  }

  async function watchHealth (app: App): Promise<void> {
    while (state.running) {
      await setTimeout(20)
      const start = performance.now()
      const { statusCode } = await app.inject('/health')
      if (statusCode !== 200) seen.wrong.push(`/health ${statusCode}`)
      seen.slowestHealthMs = Math.max(seen.slowestHealthMs, Math.round(performance.now() - start))
    }
  }

  const FAULTS: Record<string, () => Promise<void>> = {
    killed: async () => {
      await server.kill()
      await setTimeout(500 + 2000 * random())
      await server.restart()
    },
    frozen: async () => {
      server.signal('SIGSTOP')
      await setTimeout(500 + 4000 * random())
      server.signal('SIGCONT')
    },
    'cut off': async () => await through(proxy => proxy.cut(), 500 + 3000 * random()),
    'one cut off': async () => {
      const proxy = pick(proxies)
      proxy.cut()
      await setTimeout(500 + 3000 * random())
      proxy.heal()
    },
    slowed: async () => await through(proxy => proxy.slow(100 + 900 * random()), 1000 + 2000 * random()),
    truncated: async () => await through(proxy => { proxy.cut(); proxy.heal(); proxy.truncate(200 + 5000 * random()) }, 1000)
  }

  async function through (fault: (proxy: typeof proxies[0]) => void, ms: number): Promise<void> {
    proxies.forEach(fault)
    await setTimeout(ms)
    for (const proxy of proxies) proxy.heal()
  }

  async function suffer (): Promise<void> {
    const end = performance.now() + SECONDS * 1000
    while (performance.now() < end) {
      const name = pick(Object.keys(FAULTS))
      seen.faults[name] = (seen.faults[name] ?? 0) + 1
      state.calm = false
      await FAULTS[name]!()
      const healed = performance.now()
      while (!(await Promise.all(replicas.map(isWell))).every(Boolean)) await setTimeout(10)
      seen.slowestRecoveryMs = Math.max(seen.slowestRecoveryMs, Math.round(performance.now() - healed))
      state.calmSince = performance.now()
      state.calm = true
      await setTimeout(NOTICED_MS + 2000 * random())
    }
    state.running = false
  }

  await Promise.all([
    suffer(),
    ...replicas.flatMap((app, replica) => [
      ...Array.from({ length: WRITERS }, async (_, n) => await write(app, `replica${replica}writer${n}`)),
      ...Array.from({ length: READERS }, async () => await read(app)),
      watchHealth(app)
    ])
  ])

  const found = await whatIsThere(server.url)
  const lost = acknowledged.filter(({ id, text, corpus }) => found.get(`${corpus} ${id}`)?.[0] !== text)
  const doubled = [...found.values()].filter(texts => texts.length > 1)
  t.comment({ ...seen, wrong: seen.wrong.length, acknowledged: acknowledged.length, lost: lost.length, doubled: doubled.length })
  t.same(seen.wrong.slice(0, 5), [], 'no answer differs from what was acknowledged')
  t.same(lost.slice(0, 5), [], 'every acknowledged item is there')
  t.same(doubled, [], 'none is there twice')
  t.same(await miscounted(server.url), [], 'the number of items that is told is the number there is')
  t.ok(seen.missedByIndex <= seen.checked / 50, `the index missed ${seen.missedByIndex} of ${seen.checked}`)
  t.ok(seen.slowestRecoveryMs < 10_000, `recovered within ${seen.slowestRecoveryMs} ms`)
})

/** Again as long as the database is not there yet. */
async function declare (app: App, corpus: string): Promise<void> {
  for (;;) {
    const response = await app.inject({ method: 'PUT', url: `/corpora/${corpus}`, headers: { 'x-api-key': KEY }, payload: { template: '{text}' } })
    if (response.statusCode < 300) return
    if (response.statusCode !== 503) throw new Error(response.body)
    await setTimeout(100)
  }
}

/** So many vectors made elsewhere that the corpus is answered by SQL. */
async function fillPastTheLimit (app: App): Promise<void> {
  for (let at = 0; at < 15_500; at += 500) {
    const items = Array.from({ length: 500 }, (_, i) => ({ id: `filler-${at + i}`, text: `filler ${at + i}`, embedding: [...fakeVector(`filler ${at + i}`)] }))
    while (!await upload(app, 'large', items)) await setTimeout(100)
  }
}

/** Whether the items were acknowledged. */
async function upload (app: App, corpus: string, items: object[]): Promise<boolean> {
  const response = await app.inject({ method: 'POST', url: `/corpora/${corpus}/items`, headers: { 'x-api-key': KEY }, payload: items })
  if (response.statusCode === 503) return false
  if (response.statusCode === 202) return await completed(app, response.json().task.id)
  if (response.statusCode !== 200 || response.json().failed > 0) throw new Error(response.body)
  return true
}

/** Whether a task did what it was to do: what takes longer than half a minute goes on as one. */
async function completed (app: App, id: string): Promise<boolean> {
  for (;;) {
    await setTimeout(100)
    const response = await app.inject({ url: `/tasks/${id}`, headers: { 'x-api-key': KEY } })
    if (response.statusCode === 503) continue
    if (response.statusCode !== 200) throw new Error(response.body)
    const { status, result } = response.json()
    if (status === 'completed' && result.failed > 0) throw new Error(response.body)
    if (status !== 'pending' && status !== 'processing') return status === 'completed'
  }
}

async function isWell (app: App): Promise<boolean> {
  for (const corpus of CORPORA) {
    const { statusCode } = await app.inject({ method: 'POST', url: '/match', payload: { query: 'anything', corpus, limit: 1 } })
    if (statusCode !== 200) return false
  }
  return (await app.inject('/health')).json().status === 'ok'
}

async function rowsOf (url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** The texts of all items, by corpus and id. */
async function whatIsThere (url: string): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const { id: table, name } of await rowsOf(url, 'select id, name from kindred.corpora')) {
    for (const { id, text } of await rowsOf(url, `select id, item->>'text' as text from kindred.items_${String(table)}`)) {
      const key = `${String(name)} ${String(id)}`
      found.set(key, [...found.get(key) ?? [], String(text)])
    }
  }
  return found
}

async function miscounted (url: string): Promise<string[]> {
  const wrong: string[] = []
  for (const { id, name, items } of await rowsOf(url, 'select id, name, items from kindred.corpora')) {
    const [row] = await rowsOf(url, `select count(*) from kindred.items_${String(id)}`)
    if (row!['count'] !== items) wrong.push(`${String(name)}: ${String(items)} told, ${String(row!['count'])} there`)
  }
  return wrong
}
