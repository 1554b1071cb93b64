import t from 'tap'
import { aliasTable, compactKey, groupOfKey, parseAliases } from '../../../src/matching/skills/alias-table.ts'

t.test('a line is a skill with its aliases, a heading says what kind, and words in brackets may be left out', async t => {
  t.strictSame(parseAliases('\n# spreadsheet\n(Microsoft) Excel: ms excel, excel sheets\n\n#\nOdd thing\n', false), [
    { name: 'Excel', names: ['Excel', 'Microsoft Excel', 'ms excel', 'excel sheets'], section: 'spreadsheet', technical: false },
    { name: 'Odd thing', names: ['Odd thing'], section: '', technical: false }
  ])
})

t.test('no name stands for two skills', async t => {
  const twice = aliasTable().groups.flatMap(group => group.names.filter(name => groupOfKey(compactKey(name)) !== group).map(name => `${name} of ${group.name}`))
  t.strictSame(twice, [])
})

t.test('there are aliases for more than 1,000 skills', async t => {
  t.ok(aliasTable().groups.filter(({ names }) => names.length > 1).length > 1000)
})
