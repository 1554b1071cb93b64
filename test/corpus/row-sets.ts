import { RowSet } from '../../src/corpus/row-set.ts'

export function rowSet (rows: number, members: Iterable<number>): RowSet {
  const set = new RowSet(rows)
  for (const row of members) set.add(row)
  return set
}
