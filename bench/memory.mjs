// Where each megabyte is: the service with parts left out, whole, after many matches, and by what the memory is mapped from. See docs/memory.md.
// MATCHES=10000, THREADS=1.
import { setTimeout } from 'node:timers/promises'
import { ask, IMAGE, launch, report, untilOk } from './lib.mjs'
import { provenance } from './provenance.mjs'
import { BY_HAND, ITEMS, KINDRED, match, start } from './service/contestants.mjs'
import { byKind, rollup } from './smaps.mjs'
import { table } from './table.mjs'
import { textOf } from './texts.mjs'

const MATCHES = Number(process.env.MATCHES ?? 10_000)
/** What is done behind the answers after a start is over by then. */
const SETTLED_MS = 2000
const NOWHERE = { MODELS_DIR: '/nowhere', DATA_DIR: '/nowhere' }

const figures = []
const note = (what, { child }) => figures.push([what, ...Object.values(rollup(child.pid)).map(mb => mb.toFixed(0))])

async function still (what, server) {
  await setTimeout(SETTLED_MS)
  note(what, server)
  await server.stop()
}

async function loaded (what, server, kinds) {
  await untilOk(async () => await match(server, 'a nurse who likes night shifts'))
  await setTimeout(SETTLED_MS)
  note(`${what}, after start and a match`, server)
  for (let i = 0; i < MATCHES; i++) {
    await match(server, textOf(14, i))
    if (i === 99) note(`${what}, after 100 different matches`, server)
  }
  note(`${what}, after ${MATCHES.toLocaleString('en')}`, server)
  kinds?.push(...byKind(server.child.pid))
  await server.stop()
}

await still('an empty Fastify', await launch('bench/peers/empty-server.mjs', IMAGE))
await still('the service without model and corpora', await launch('dist/server.js', { ...IMAGE, ...NOWHERE }))
const low = await start(KINDRED, { LOW_MEMORY_MODE: 'true' })
await untilOk(async () => await ask(low, 'GET', '/readyz'))
await setTimeout(SETTLED_MS)
note('`LOW_MEMORY_MODE`, before the first text', low)
await match(low, textOf(14))
note('`LOW_MEMORY_MODE`, after a match', low)
await setTimeout(62_000)
note('`LOW_MEMORY_MODE`, a minute later', low)
await low.stop()
const kinds = []
await loaded('the service', await start(KINDRED), kinds)
await loaded(`the program beside it (${BY_HAND})`, await start(BY_HAND))

report('memory', `# Memory

${provenance(['@xenova/transformers', 'fastify'])}

${ITEMS.toLocaleString('en')} jobs, texts of 14 tokens, the environment of the Dockerfile for the service. Resident memory by \`/proc/<pid>/smaps_rollup\` in MB: pages of files are shared and can be taken back by the kernel, and count all the same.

${table(['', 'resident', 'anonymous', 'of files'], figures)}

The service at the end, by what is mapped:

${table(['', 'resident', 'anonymous', 'of files'], kinds.map(({ kind, resident, anonymous, files }) => [kind, ...[resident, anonymous, files].map(mb => mb.toFixed(1))]))}
`)
process.exit()
