import t from 'tap'
import { latest } from '../../src/client/index.ts'

/** A task that is finished by hand; lists what it was called with, and whether that was aborted. */
function byHand () {
  const calls: { text: string, signal: AbortSignal, finish: (value: string) => void, fail: (error: Error) => void }[] = []
  const task = async (signal: AbortSignal, text: string): Promise<string> => await new Promise((resolve, reject) => {
    calls.push({ text, signal, finish: resolve, fail: reject })
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  return { calls, task }
}

t.test('of calls in quick succession only the last one runs, and the others are undefined', async t => {
  const asked: string[] = []
  const search = latest(async (_, text: string) => { asked.push(text); return text.toUpperCase() }, 5)
  t.same(await Promise.all(['a', 'ab', 'abc'].map(async text => await search(text))), [undefined, undefined, 'ABC'])
  t.same(asked, ['abc'])
})

t.test('a call aborts the one that runs', async t => {
  const { calls, task } = byHand()
  const search = latest(task)
  const first = search.now('one')
  const second = search.now('two')
  t.ok(calls[0]!.signal.aborted)
  calls[1]!.finish('found')
  t.same(await Promise.all([first, second]), [undefined, 'found'])
})

t.test('an answer that comes although it was aborted is not given', async t => {
  let release = (_: string): void => {}
  const search = latest(async (_, text: string) => text === 'slow' ? await new Promise<string>(resolve => { release = resolve }) : text)
  const slow = search.now('slow')
  t.equal(await search.now('fast'), 'fast')
  release('late')
  t.equal(await slow, undefined)
})

t.test('what waits or runs is given up by cancel', async t => {
  const { calls, task } = byHand()
  const search = latest(task, 5)
  const running = search.now('x')
  search.cancel()
  const waiting = search('y')
  search.cancel()
  t.same(await Promise.all([running, waiting]), [undefined, undefined])
  t.equal(calls.length, 1)
})

t.test('an error of the last call is thrown, one of an earlier call is not', async t => {
  const { calls, task } = byHand()
  const search = latest(task)
  const first = search.now('one')
  const second = search.now('two')
  calls[1]!.fail(new Error('broken'))
  await t.rejects(second, { message: 'broken' })
  t.equal(await first, undefined)
})
