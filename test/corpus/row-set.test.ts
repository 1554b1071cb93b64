import t from 'tap'
import { RowSet } from '../../src/corpus/row-set.ts'
import { rowSet } from './row-sets.ts'

const members = (set: RowSet): number[] => Array.from({ length: set.rows }, (_, row) => row).filter(row => set.has(row))

for (const rows of [0, 1, 31, 32, 33, 100]) {
  t.test(`sets of ${rows} rows`, async t => {
    const all = Array.from({ length: rows }, (_, row) => row)
    const even = all.filter(row => row % 2 === 0)
    const third = all.filter(row => row % 3 === 0)
    t.same(members(rowSet(rows, even)), even)
    t.same(members(RowSet.all(rows)), all)
    t.equal(RowSet.all(rows).count(), rows)
    t.equal(rowSet(rows, third).count(), third.length)
    t.same(members(rowSet(rows, even).and(rowSet(rows, third))), all.filter(row => row % 6 === 0))
    t.same(members(rowSet(rows, even).or(rowSet(rows, third))), all.filter(row => row % 2 === 0 || row % 3 === 0))
    t.same(members(rowSet(rows, even).complement()), all.filter(row => row % 2 === 1))
    t.equal(rowSet(rows, even).complement().count(), rows - even.length, 'nothing beyond the last row')
    t.same([...rowSet(rows, third).groups()], [...new Set(third.map(row => row >> 2))])
  })
}

t.test('a copy is another set', async t => {
  const set = rowSet(3, [0, 2])
  const copy = set.copy()
  copy.delete(2)
  t.same([members(set), members(copy)], [[0, 2], [0]])
})
