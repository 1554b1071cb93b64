import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { setTimeout } from 'node:timers/promises'
import { build } from 'esbuild'
import t from 'tap'
import { fakeVector } from '../helper.ts'
import { dataDirOf, loadedStore, MODEL } from './corpus-files.ts'
import { itemsAfter } from './numbered-changes.ts'

const KILLS = 40
/** A busy machine takes seconds to start a process; then there are fewer. */
const BUDGET_MS = 60_000
/** A write of this corpus takes some milliseconds; a process is killed within so many of one that was acknowledged. */
const LONGEST_MS = 60
const BASE = Array.from({ length: 500 }, (_, i) => ({ id: `b${i}`, text: `base ${i}` }))

t.test('a writer that is killed at random moments leaves what it acknowledged, and nothing by halves', async t => {
  const dataDir = await dataDirOf(t, { x: BASE })
  const script = join(dataDir, 'writing.mjs')
  await build({ entryPoints: ['test/corpus/writing-process.ts'], bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile: script, logLevel: 'error' })
  let last = 0
  const seen = { kills: 0, changes: 0, unacknowledged: 0 }
  const end = performance.now() + BUDGET_MS
  for (; seen.kills < KILLS && performance.now() < end; seen.kills++) {
    const acknowledged = await killedRun(script, dataDir, last + 1)
    const { store, problems } = await loadedStore(dataDir)
    t.same(problems, [])
    const corpus = await store.get('x')
    const found = await corpus.items(0, 10_000)
    const reached = Number(found.find(({ id }) => id === 'last')?.['text']?.toString().slice('change '.length) ?? 0)
    t.ok(reached === (acknowledged ?? last) || reached === (acknowledged ?? last) + 1, `change ${reached} is there, ${acknowledged ?? last} was acknowledged`)
    t.same(new Map(found.map(item => [item.id, item])), itemsAfter(reached, BASE))
    t.equal(found.length, itemsAfter(reached, BASE).size, 'each once')
    const vectors = await Promise.all(found.map(async ({ id }) => await corpus.vectorOf(id)))
    t.ok(isDeepStrictEqual(vectors, found.map(({ text }) => fakeVector(String(text)))), 'each with its vector')
    seen.changes += reached - last
    if (reached > (acknowledged ?? last)) seen.unacknowledged++
    last = reached
  }
  t.comment(seen)
  t.ok(last > 0, 'and it did write')
})

/** @returns the number of the last change that a process acknowledged before it was killed */
async function killedRun (script: string, dataDir: string, first: number): Promise<number | undefined> {
  const child = spawn(process.execPath, [script, dataDir, JSON.stringify(MODEL), String(first)], { env: { ...process.env, NODE_OPTIONS: '', NODE_V8_COVERAGE: '' }, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  let stdout = ''
  child.stdout.on('data', chunk => { stdout += String(chunk) })
  const closed = once(child, 'close')
  const lines = 1 + Math.floor(Math.random() * 4)
  while (child.exitCode === null && stdout.split('\n').length <= lines) await Promise.race([once(child.stdout, 'data'), closed])
  await setTimeout(Math.random() * LONGEST_MS)
  child.kill('SIGKILL')
  await closed
  const numbers = stdout.split('\n').slice(1, -1)
  return numbers.length === 0 ? undefined : Number(numbers.at(-1))
}
