import t from 'tap'
import { createProgressBar, progressLine } from '../src/cli/progress-bar.ts'

t.test('a line says how far it is, how fast, and how long it will take', async t => {
  t.equal(progressLine('stories', { done: 225, total: 500, perSecond: 41 }), 'stories ━━━━━━━━━─────────── 45 %  225 of 500  41/s  7 s left')
  t.equal(progressLine('x', { done: 0, total: 500, perSecond: 0 }), 'x ──────────────────── 0 %  0 of 500')
  t.equal(progressLine('x', { done: 500, total: 500, perSecond: 2.5 }), 'x ━━━━━━━━━━━━━━━━━━━━ 100 %  500 of 500  2.5/s')
  t.match(progressLine('x', { done: 1, total: 10_000, perSecond: 10 }), /17 min left$/)
  t.match(progressLine('x', { done: 1, total: 1e6, perSecond: 10 }), /28 h left$/)
})

t.test('it is written on a terminal only, and taken away', async t => {
  const written: string[] = []
  const stream = (isTTY: boolean) => ({ isTTY, columns: 40, write: (text: string) => written.push(text) }) as unknown as NodeJS.WriteStream
  const none = createProgressBar('x', stream(false))
  none.update(1, 2)
  none.clear()
  t.same(written, [])
  const bar = createProgressBar('x', stream(true))
  bar.update(2, 2)
  bar.clear()
  t.ok(written[0]!.startsWith('\r\u001b[Kx ━'))
  t.equal(written[1], '\r\u001b[K')
  t.ok(written[0]!.length <= 4 + 39)
})
