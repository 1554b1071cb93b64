import fc from 'fast-check'
import t from 'tap'
import { ShortestFirstQueue } from '../../src/embedding/shortest-first-queue.ts'

const filled = (sizes: readonly number[]) => {
  const queue = new ShortestFirstQueue<string>()
  sizes.forEach((size, i) => queue.push(`${i}`, size))
  return queue
}

t.test('the smallest class goes first, equal ones in the order of arrival', async t => {
  fc.assert(fc.property(fc.array(fc.nat(5), { maxLength: 19 }), classes => {
    const queue = filled(classes.map(each => 256 * 2 ** each))
    const order = classes.map(() => queue.shift())
    const sorted = classes.map((each, i) => ({ each, name: `${i}` })).sort((a, b) => a.each - b.each).map(({ name }) => name)
    t.same(order, sorted)
    t.equal(queue.shift(), undefined)
  }))
})

t.test('sentences of about one length wait their turn, whichever is shorter', async t => {
  const queue = filled([256, 3, 90, 1, 257, 512])
  t.same([1, 2, 3, 4, 5, 6].map(() => queue.shift()), ['0', '1', '2', '3', '4', '5'])
})

t.test('a large entry is not overtaken for ever, however many small ones come', async t => {
  const queue = new ShortestFirstQueue<string>()
  queue.push('large', 1000)
  let turns = 0
  for (let entry; entry !== 'large'; turns++) {
    queue.push(`small ${turns}`, 1)
    entry = queue.shift()
  }
  t.equal(turns, 20)
})

t.test('entries of no size that counts come after all others, in the order of arrival', async t => {
  const queue = filled([Infinity, Infinity, 1e9, 3])
  t.same([queue.shift(), queue.shift(), queue.shift(), queue.shift(), queue.shift()], ['3', '2', '0', '1', undefined])
})

t.test('an entry can be taken out, once', async t => {
  const queue = filled([1, 2, 3])
  t.equal(queue.remove('1'), true)
  t.equal(queue.remove('1'), false)
  t.equal(queue.size, 2)
  t.same(queue.clear(), ['0', '2'])
  t.equal(queue.size, 0)
})
