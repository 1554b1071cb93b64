// One size of corpus: node bench/scan/at-size.mjs ROWS ROUNDS [peers]. Gives times in milliseconds round by round, and what was found.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { give } from '../child.mjs'
import { inRounds, timed } from '../statistics.mjs'
import { DIMENSIONS, filled, queries, scan } from './corpus.mjs'
import { exactContestants, reader } from './exact.mjs'
import { PEERS } from './peers.mjs'

const K = 10
const TRIED = 20
/** Calls of a contestant in a round: as many as fit into this time, and at least two. */
const TURN_MS = 40

const [rows, rounds] = process.argv.slice(2).map(Number)
const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true }))

const vectors = filled(rows)
const contestants = exactContestants({ scan, search: vectors.seal(), vectors })
const truth = queries.slice(0, TRIED).map(query => scan(vectors, query, K).map(({ row }) => row))
const absent = {}
const builtMs = {}
for (const [name, { open, upTo = Infinity }] of process.argv[4] === 'peers' ? Object.entries(PEERS) : []) {
  const start = performance.now()
  try {
    if (rows > upTo) throw new Error('its graph takes half an hour and longer to build.')
    contestants[name] = await open(vectors, folder)
    builtMs[name] = performance.now() - start
    process.stderr.write(`${rows}: ${name} took its rows in ${(builtMs[name] / 1000).toFixed(1)} s\n`)
  } catch (error) {
    absent[name] = error.message.split('\n')[0]
  }
}

/** How much of the right ten is found, whether it is that in its order, processors used, and calls for a turn. */
async function tried (search) {
  let found = 0
  let same = 0
  const cpu = process.cpuUsage()
  const start = performance.now()
  for (const [i, right] of truth.entries()) {
    const answer = await search(queries[i], K)
    found += answer.filter(row => right.includes(row)).length
    if (answer.join() === right.join()) same++
  }
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { recall: found / (TRIED * K), same: same / TRIED, processors: (user + system) / 1000 / ms, calls: Math.max(2, Math.min(50, Math.floor(TURN_MS / (ms / TRIED)))) }
}

const checks = {}
for (const [name, search] of Object.entries(contestants)) checks[name] = await tried(search)
const readers = { 'reading the floats once': reader(rows * DIMENSIONS * 4), 'reading 8 bits each once': reader(rows * DIMENSIONS) }
const times = await inRounds(rounds, {
  ...Object.fromEntries(Object.entries(readers).map(([name, read]) => [name, async () => await timed(20, read)])),
  ...Object.fromEntries(Object.entries(contestants).map(([name, search]) => [name, async () => await timed(checks[name].calls, async call => await search(queries[call % queries.length], K))]))
})
give({ rows, times, checks, absent, builtMs })
