// A million vectors in a Postgres, answered by the service, beside a plain program with pgvector's defaults. See README.md.
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { CASES } from './large/cases.mjs'
import { describe, processorOf, sizes } from './large/database.mjs'
import { loadOnce, plainOnce, rowsOf } from './large/load.mjs'
import { memoryMb, watchLoad } from './large/machine.mjs'
import { askKindred, askPlain, measure } from './large/measure.mjs'
import { startPostgres } from './large/postgres.mjs'
import { write } from './large/results.mjs'
import { truthOnce } from './large/truth.mjs'
import { ask, IMAGE, launch, untilOk } from './lib.mjs'
import { openPlain } from './peers/plain-pgvector.mjs'

const ROWS = Number(process.env.ROWS ?? 1_000_000)
const QUERIES = Number(process.env.QUERIES ?? 200)
const CONNECTIONS = [1, 8, 32]
const WARM_UP = 1000
/** Those whose names begin so. */
const ONLY = process.env.ONLY?.split(';') ?? ['']
const SEED = 1
const folder = process.env.FOLDER ?? join(tmpdir(), `kindred-large-${ROWS}`)

// So that what was started ends as well.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

const postgres = process.env.DATABASE_URL === undefined ? await startPostgres(folder) : { url: process.env.DATABASE_URL, stop: async () => {} }
const load = await loadOnce(folder, postgres.url, { rows: ROWS, seed: SEED })
const truth = truthOnce(folder, { rows: ROWS, seed: SEED, queries: QUERIES })
const server = await launch('dist/server.js', { ...IMAGE, DATABASE_URL: postgres.url, MEMORY_MAX_ITEMS: String(Math.min(100_000, ROWS - 1)) })
const { query } = rowsOf(SEED)
const queries = Array.from({ length: QUERIES }, (_, n) => query(n))
await untilOk(async () => await ask(server, 'GET', '/readyz'))
const memory = [['after the start', memoryMb(server.child.pid)]]

const isAlone = process.env.PEER === 'none'
const plainMs = isAlone ? undefined : await plainOnce(folder, postgres.url, (await describe(postgres.url)).table)
const plain = openPlain(postgres.url, 8)
const contestants = { kindred: askKindred(server), ...isAlone ? {} : { plain: askPlain(plain) } }
const processor = await processorOf(postgres.url)

// A process of the server is slow until it has seen the pages of the index once.
const strangers = Array.from({ length: WARM_UP }, (_, n) => query(QUERIES + n))
await warmUp(strangers, 8, 'no filter')
const watch = watchLoad()
const results = []
for (const name of Object.keys(CASES).filter(name => ONLY.some(beginning => name.startsWith(beginning)))) {
  await warmUp(strangers.slice(0, WARM_UP / 10), 1, name)
  for (const connections of CONNECTIONS) {
    const figures = await measure(contestants, { name, queries, truth: truth[name], connections, processor })
    results.push({ name, connections, load: loadavg()[0], ...figures })
    process.stderr.write(`${name}, ${connections}: ${JSON.stringify(figures)}\n`)
  }
  memory.push([`after "${name}"`, memoryMb(server.child.pid)])
}

async function warmUp (queries, connections, name) {
  await measure(contestants, { name, queries, truth: queries.map(() => ['']), connections, processor })
}

write({ load, plainMs, results, memory, queries: QUERIES, rows: ROWS, watched: watch.stop(), database: await describe(postgres.url), sizes: await sizes(postgres.url) })
await plain.close()
await server.stop()
await postgres.stop()
