import t from 'tap'
import { diversified } from '../../src/matching/diversify.ts'

const at = (degrees: number): Float32Array => Float32Array.of(Math.cos(degrees * Math.PI / 180), Math.sin(degrees * Math.PI / 180))
const VECTORS = [0, 1, 2, 40, 90].map(at)
const HITS = ['a', 'b', 'c', 'd', 'e'].map((id, i) => ({ item: { id }, score: 0.9 - i / 10, relevance: 0.9 - i / 10 }))
const order = (diversity: number, count = 5, vectors: (Float32Array | undefined)[] = VECTORS): string => diversified(HITS, vectors, diversity, count).map(({ item }) => item.id).join('')

t.test('the first stays first, and what resembles it comes later the more diversity is asked for', async t => {
  t.equal(order(0), 'abcde')
  t.equal(order(0.05), 'abcde')
  t.equal(order(0.5), 'aedbc')
  t.equal(order(1), 'aedcb')
})

t.test('what stands at a place does not depend on how many are wanted', async t => {
  for (let count = 0; count <= 5; count++) t.equal(order(0.5, count), order(0.5).slice(0, count))
})

t.test('each place is taken by the one with the highest marginal relevance', async t => {
  const diversity = 0.3
  const taken = diversified(HITS, VECTORS, diversity, 5)
  const dot = (a: string, b: string): number => [0, 1].reduce((sum, i) => sum + VECTORS['abcde'.indexOf(a)]![i]! * VECTORS['abcde'.indexOf(b)]![i]!, 0)
  const value = ({ item, relevance }: typeof HITS[number], before: typeof HITS): number => (1 - diversity) * relevance - diversity * Math.max(...before.map(other => dot(item.id, other.item.id)))
  taken.slice(1).forEach((hit, i) => {
    const before = taken.slice(0, i + 1)
    for (const later of taken.slice(i + 2)) t.ok(value(hit, before) >= value(later, before) - 1e-9)
  })
})

t.test('one whose vector is gone meanwhile is like none', async t => {
  t.equal(order(1, 5, [VECTORS[0], VECTORS[0], undefined, VECTORS[0], VECTORS[0]]), 'acbde')
})
