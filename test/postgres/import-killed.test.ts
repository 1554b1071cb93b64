import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { corporaIn } from '../../src/postgres/corpora.ts'
import { commandLine, float32 } from './command-line.ts'

const ITEMS = 50_000
const DIMENSIONS = 16
const KILLS = 50
/** For all kills together, in milliseconds; more where a process takes long to start, so that most have begun to write. */
const [LEAST_MS, MOST_MS] = [70_000, 200_000]

const real = process.env['TEST_DATABASE_URL'] ? {} : { skip: 'TEST_DATABASE_URL names no server' }
t.setTimeout(400_000)

t.test('an import of 50,000 items that is killed at 50 random moments has each of them once after it was run again', real, async t => {
  const { folder, environment, database, extension } = await commandLine(t)
  const path = join(folder, 'many.jsonl')
  const vectorOf = (i: number) => Float32Array.from({ length: DIMENSIONS }, (_, d) => Math.sin((i + 1) * (d + 1) * 0.618))
  await writeFile(path, Array.from({ length: ITEMS }, (_, i) => `${JSON.stringify({ id: `i${i}`, n: i, embedding: float32(vectorOf(i)).toString('base64') })}\n`).join(''))
  const corpora = corporaIn(database, () => extension)

  const launch = () => {
    const child = spawn(process.execPath, ['scripts/kindred.mjs', 'import', path, '--name', 'many', '--model', 'test/external', '--json'], { env: { ...process.env, NODE_OPTIONS: '', NODE_V8_COVERAGE: '', ...environment } })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', chunk => { stdout += String(chunk) })
    const building = new Promise<void>(resolve => {
      child.stderr.on('data', chunk => {
        stderr += String(chunk)
        if (stderr.includes('Building the index')) resolve()
      })
    })
    t.teardown(() => child.kill('SIGKILL'))
    return { child, building, exit: once(child, 'exit').then(([code]) => ({ code: code as number | null, stdout, stderr })) }
  }

  async function msToStart (): Promise<number> {
    const start = performance.now()
    await once(spawn(process.execPath, ['scripts/kindred.mjs', 'db'], { stdio: 'ignore', env: { ...process.env, NODE_OPTIONS: '', NODE_V8_COVERAGE: '', ...environment } }), 'exit')
    return performance.now() - start
  }

  /** Every item there once, as it was sent, and counted right. */
  async function check () {
    const rows = (await corpora.list()).filter(({ name }) => name === 'many')
    t.equal(rows.length, 1)
    const { id, items, bytes } = rows[0]!
    const [found] = await database.query([{ text: `select count(*)::integer as items, count(distinct item ->> 'n')::integer as different, min((item ->> 'n')::integer) as least, max((item ->> 'n')::integer) as most, sum(octet_length(item::text))::float8 as bytes, count(*) filter (where id <> 'i' || (item ->> 'n'))::integer as wrong from items_${id}`, values: [] }], { timeoutMs: 0 })
    t.same(found![0], { items: ITEMS, different: ITEMS, least: 0, most: ITEMS - 1, bytes, wrong: 0 })
    t.equal(items, ITEMS)
  }

  const seen = { kills: 0, late: 0, completed: 0, resumed: 0 }
  const end = performance.now() + Math.min(MOST_MS, Math.max(LEAST_MS, 1.5 * KILLS * await msToStart()))
  while (seen.kills < KILLS) {
    const { child, building, exit } = launch()
    const moment = Math.max(200, Math.random() * 2 * (end - performance.now()) / (KILLS - seen.kills))
    // Every tenth one dies near the end, where the index is built and the corpus put in its place.
    const isLate = seen.kills % 10 === 9
    const outcome = await Promise.race([exit, isLate ? building.then(async () => await setTimeout(moment)) : setTimeout(moment).then(() => undefined)])
    child.kill('SIGKILL')
    const { stderr } = await exit
    if (stderr.includes('An import of this was interrupted')) seen.resumed++
    if (outcome === undefined) {
      seen.kills++
      if (stderr.includes('Building the index')) seen.late++
      continue
    }
    if (outcome.code !== 0) t.fail(outcome.stderr)
    seen.completed++
    await check()
    if (seen.completed % 2 === 1) await corpora.remove('many')
  }
  const last = await launch().exit
  t.equal(last.code, 0, last.stderr)
  await check()
  t.match(JSON.parse((await launch().exit).stdout), { unchanged: ITEMS, wrote: false })
  t.comment(seen)
  t.ok(seen.resumed > KILLS / 10, 'several runs went on with what another had left')
})
