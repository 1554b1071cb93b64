import t from 'tap'
import { measured, rankOfFirst } from '../../src/matching/measures.ts'

t.test('the measures are means over the queries', async t => {
  const { queries, accuracy_at_1: accuracy, mrr_at_10: mrr, ndcg_at_10: ndcg } = measured([
    { ids: ['a', 'b', 'c'], relevant: ['a'] },
    { ids: ['a', 'b', 'c'], relevant: ['b', 'c'] },
    { ids: ['a'], relevant: ['z'] },
    { ids: [], relevant: ['z'] }
  ])
  t.equal(queries, 4)
  t.equal(accuracy, 0.25)
  t.equal(mrr, (1 + 1 / 2) / 4)
  const second = (1 / Math.log2(3) + 1 / Math.log2(4)) / (1 + 1 / Math.log2(3))
  t.ok(Math.abs(ndcg - (1 + second) / 4) < 1e-12)
})

t.test('only the first ten count', async t => {
  const ids = Array.from({ length: 12 }, (_, i) => String(i))
  t.equal(rankOfFirst({ ids, relevant: ['9'] }), 10)
  t.equal(rankOfFirst({ ids, relevant: ['10'] }), undefined)
  t.equal(measured([{ ids, relevant: ids }]).ndcg_at_10, 1)
})

t.test('no queries are no division by zero', async t => {
  t.same(measured([]), { queries: 0, accuracy_at_1: 0, mrr_at_10: 0, ndcg_at_10: 0 })
})
