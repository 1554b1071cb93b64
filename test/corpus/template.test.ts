import t from 'tap'
import { fieldsOf, textsOf } from '../../src/corpus/template.ts'

const ITEM = { id: 'a', title: ' Laid  off ', content: 'twice\nin a year', tags: ['career', '', null, 'loss'], years: 3, remote: false, address: { city: 'Bonn' }, nothing: null }
const textOf = (part: string) => textsOf(ITEM, [part])[0]

t.test('fields are filled in, white space is one space', async t => {
  t.equal(textOf('{title} {content}'), 'Laid off twice in a year')
  t.equal(textOf('{title}: {content}.'), 'Laid off : twice in a year.')
})

t.test('lists are joined with commas, empty ones of them left out', async t => {
  t.equal(textOf('{tags}'), 'career, loss')
})

t.test('numbers, true and false, objects and paths become text', async t => {
  t.equal(textOf('{years} {remote} {address} {address.city}'), '3 false {"city":"Bonn"} Bonn')
})

t.test('what the last fields leave dangling is cut off', async t => {
  t.equal(textOf('{title}: {nothing}'), 'Laid off')
  t.equal(textOf('{title} – {missing}, {nothing};'), 'Laid off')
})

t.test('what stands in a field is not filled in again', async t => {
  t.same(textsOf({ a: '{b} $& $1', b: 'x' }, ['{a}']), ['{b} $& $1'])
})

t.test('a part is a text of its own, an empty one is left out', async t => {
  t.same(textsOf(ITEM, ['{title}', '{nothing}', '{missing} {nothing}: ', '{years}']), ['Laid off', '3'])
  t.same(textsOf(ITEM, ['{nothing}']), [])
})

t.test('a template uses each field once', async t => {
  t.same(fieldsOf(['{role}', '{role}. {skills} {address.city}', 'no field {}']), ['role', 'skills', 'address.city'])
})
