import { readFileSync } from 'node:fs'
import t from 'tap'
import { FIELD_NAMES, fieldsFor, readerOf } from '../../../src/routes/compat/field-names.ts'

const fields = (...names: string[]) => names.map(name => ({ name, type: 'string' as const }))

t.test('capitals, spaces, hyphens and underscores do not matter', async t => {
  const { role, minSalary } = fieldsFor(FIELD_NAMES.job, fields('Job Role', 'MIn Salary', 'max-salary'))
  t.same([role, minSalary], [['Job Role'], ['MIn Salary']])
})

t.test('the preferred name that has a value is read', async t => {
  const read = readerOf(FIELD_NAMES.job, fields('title', 'role', 'salary.min', 'salary'))
  t.equal(read({ title: 'B', role: 'A' }).role, 'A')
  t.equal(read({ title: 'B', role: null }).role, 'B')
  t.equal(read({}).role, undefined)
  t.equal(read({ salary: { min: 5 } }).minSalary, 5, 'also inside an object')
})

t.test('no name stands for two things of one item', async t => {
  for (const [kind, names] of Object.entries(FIELD_NAMES)) {
    const all = Object.values<readonly string[]>(names).flat()
    t.equal(new Set(all).size, all.length, kind)
  }
})

t.test('docs/replacing.md lists them all, and no others', async t => {
  const page = readFileSync(new URL('../../../docs/replacing.md', import.meta.url), 'utf8')
  const rows = /## Which fields are read[\s\S]*?\n\|---\|---\|\n([\s\S]*?)\n\n/.exec(page)![1]!.split('\n').map(line => line.split('|')[2]!)
  const listed = rows.flatMap(cells => [...cells.matchAll(/`(\w+)`/g)].map(match => match[1]!))
  const read = Object.values(FIELD_NAMES).flatMap(names => Object.values<readonly string[]>(names).flat())
  t.same([...new Set(listed)].sort(), [...new Set(read)].sort())
})
