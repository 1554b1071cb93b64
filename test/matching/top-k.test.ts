import fc from 'fast-check'
import t from 'tap'
import { TopK } from '../../src/matching/top-k.ts'

t.test('keeps what sorting everything would keep, ties by the lower row', async t => {
  // Few distinct scores, so that most are ties.
  fc.assert(fc.property(fc.array(fc.integer({ min: -3, max: 3 })), fc.nat(12), (scores, k) => {
    const best = new TopK(k)
    scores.forEach((score, row) => best.offer(score, row))
    const sorted = scores.map((score, row) => ({ row, score })).sort((a, b) => b.score - a.score || a.row - b.row)
    t.same(best.sorted(), sorted.slice(0, k))
  }), { numRuns: 500 })
})
