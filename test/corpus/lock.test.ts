import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { lockCorpus, withLock } from '../../src/corpus/lock.ts'

const busy = (message: RegExp) => ({ code: 'corpus_busy', status: 503, retryAfter: 5, message })

/** The name of the claim that this process would have under another number, with this start. */
async function claimOf (dataDir: string, pid: number, start: number): Promise<string> {
  return await withLock(dataDir, 'x', async () => (await readdir(dataDir))[0]!.replace(/-\d+-\d+-\d+\.lock$/, `-${pid}-${start}-1.lock`))
}

t.test('one holder at a time, for each corpus', async t => {
  const dataDir = t.testdir({})
  const first = await lockCorpus(dataDir, 'x')
  await t.rejects(lockCorpus(dataDir, 'x'), busy(/^This process is writing to the corpus "x"\. Try again when that is done\.$/))
  const others = await Promise.all(['x-2', 'x_', 'y'].map(async name => await lockCorpus(dataDir, name)))
  await first.release()
  await (await lockCorpus(dataDir, 'x')).release()
  await Promise.all(others.map(async other => await other.release()))
  t.same(await readdir(dataDir), [], 'and nothing is left')
})

t.test('of many that come at once, at no moment two hold it', async t => {
  const dataDir = t.testdir({})
  let holders = 0
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, async () => await withLock(dataDir, 'x', async () => {
    holders++
    await new Promise(resolve => setImmediate(resolve))
    t.equal(holders--, 1)
  })))
  t.ok(outcomes.some(({ status }) => status === 'fulfilled'))
  t.same(await readdir(dataDir), [])
})

t.test('a living process keeps it, one that was killed does not', async t => {
  const dataDir = t.testdir({})
  const child = spawn('sleep', ['60'])
  t.teardown(() => child.kill('SIGKILL'))
  const start = Number(/\) (?:\S+ ){19}(\d+)/.exec(await readFile(`/proc/${child.pid}/stat`, 'latin1'))?.[1])
  const claim = await claimOf(dataDir, child.pid!, start)
  await writeFile(join(dataDir, claim), '')
  await t.rejects(lockCorpus(dataDir, 'x'), busy(new RegExp(`^The process ${child.pid} is writing to the corpus "x"`)))
  child.kill('SIGKILL')
  await once(child, 'exit')
  await withLock(dataDir, 'x', async () => t.notOk((await readdir(dataDir)).includes(claim)))
})

t.test('a later process with the number of one that has ended does not keep it', async t => {
  const dataDir = t.testdir({})
  await writeFile(join(dataDir, await claimOf(dataDir, process.pid, 1)), '')
  await withLock(dataDir, 'x', async () => t.equal((await readdir(dataDir)).length, 1))
})

t.test('a process that cannot be seen from here keeps it as long as it shows that it lives', async t => {
  const dataDir = t.testdir({})
  const claim = join(dataDir, 'x.000000000000-1-1-1.lock')
  await writeFile(claim, '')
  await t.rejects(lockCorpus(dataDir, 'x'), busy(/^A process on another machine or in another container is writing/))
  const longAgo = new Date(Date.now() - 61_000)
  await utimes(claim, longAgo, longAgo)
  await withLock(dataDir, 'x', async () => t.equal((await readdir(dataDir)).length, 1))
})

t.test('a holder that was taken for dead is told before it does harm', async t => {
  const dataDir = t.testdir({})
  const lock = await lockCorpus(dataDir, 'x')
  await lock.confirm()
  for (const file of await readdir(dataDir)) await rm(join(dataDir, file))
  await t.rejects(lock.confirm(), { code: 'corpus_busy' })
  await lock.release()
})

t.test('what goes wrong while it is held lets it go', async t => {
  const dataDir = t.testdir({})
  await t.rejects(withLock(dataDir, 'x', async () => { throw new Error('no') }), { message: 'no' })
  t.same(await readdir(dataDir), [])
})
