import { once } from 'node:events'
import t from 'tap'
import { ClientGoneError, ShuttingDownError } from '../../src/errors.ts'
import { memoryTasks } from '../../src/writing/memory-tasks.ts'
import { beginTask } from '../../src/writing/task-runner.ts'

const work = (abort = new AbortController()) => {
  const progress = { done: 0, total: null as number | null }
  return { corpus: 'stories', abort, state: progress, progress: () => progress }
}

t.test('a task tells how far it is and what came of it, and keeps to how it ended', async t => {
  const tasks = memoryTasks()
  const { state, ...rest } = work()
  const task = await beginTask(tasks, rest)
  t.match(await tasks.get(task.id), { kind: 'upload', corpus: 'stories', status: 'processing', done: 0, total: null, startedAt: Date, completedAt: null })
  state.done = 7
  state.total = 9
  t.match(await task.now(), { done: 7, total: 9 })
  await task.end({ result: { added: 9 } })
  t.match(await tasks.get(task.id), { status: 'completed', result: { added: 9 }, completedAt: Date })
  await tasks.cancel(task.id)
  t.match(await tasks.get(task.id), { status: 'completed' })
})

t.test('who works on a cancelled task is told within a second, and its end changes nothing', async t => {
  const tasks = memoryTasks()
  const { abort, ...rest } = work()
  const task = await beginTask(tasks, { ...rest, abort })
  const start = performance.now()
  await tasks.cancel(task.id)
  t.match(await tasks.get(task.id), { status: 'cancelled', completedAt: Date })
  await once(abort.signal, 'abort')
  t.ok(performance.now() - start < 1000)
  t.match(abort.signal.reason, { code: 'task_cancelled' })
  await task.end({ error: abort.signal.reason as Error })
  t.match(await tasks.get(task.id), { status: 'cancelled', error: null })
})

t.test('a failure says why, and how to go on', async t => {
  const CASES: [Error, string][] = [
    [new ClientGoneError(), 'The upload broke off.'],
    [new ShuttingDownError(), 'The service was shut down in the midst of it.'],
    [new Error('The disk is full.'), 'The disk is full.']
  ]
  for (const [error, reason] of CASES) {
    const tasks = memoryTasks()
    const task = await beginTask(tasks, work())
    await task.end({ error })
    t.match(await tasks.get(task.id), { status: 'failed', error: `${reason} Send the same items again: what is there already is not done twice.` })
  }
})

t.test('the newest come first, and of very many the oldest that have ended are forgotten', async t => {
  const tasks = memoryTasks()
  const task = (i: number) => ({ id: String(i), kind: 'upload' as const, corpus: 'c', status: i === 0 ? 'processing' as const : 'completed' as const, done: 0, total: 0, error: null, result: null, createdAt: new Date(i), startedAt: null, completedAt: null })
  for (let i = 0; i < 1200; i++) await tasks.add(task(i))
  const listed = (await tasks.list()).map(({ id }) => id)
  t.same(listed.slice(0, 2), ['1199', '1198'])
  t.equal(listed.length, 100)
  t.ok(await tasks.get('0'), 'one that runs is kept')
  t.equal(await tasks.get('1'), undefined)
})
