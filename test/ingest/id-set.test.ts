import t from 'tap'
import { IdSet } from '../../src/ingest/id-set.ts'

t.test('ids are found with the line they stood in, however many there are', async t => {
  const set = new IdSet()
  const count = 20_000
  for (let i = 1; i <= count; i++) set.add(`id ${i}`, i)
  set.add('id 7', 7)
  t.equal(set.size, count)
  let wrong = 0
  for (let i = 1; i <= count; i++) if (set.lineOf(`id ${i}`) !== i) wrong++
  t.equal(wrong, 0)
  for (const other of ['id 0', 'id 20001', '', 'ID 7']) t.equal(set.lineOf(other), undefined)
})
