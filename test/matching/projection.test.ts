import t from 'tap'
import { projectionOf } from '../../src/matching/projection.ts'

const KNOWN = ['id', 'title', 'address', 'address.city']
const ITEM = { id: 'a', title: null, address: { city: 'Bonn' } }

t.test('without fields the whole item is shown', async t => {
  t.equal(projectionOf(undefined, KNOWN)(ITEM), ITEM)
})

t.test('no fields show nothing', async t => {
  t.strictSame(projectionOf([], KNOWN)(ITEM), {})
})

t.test('a path keeps its name, null stays null, and what an item lacks is left out', async t => {
  t.strictSame(projectionOf(['address.city', 'title'], KNOWN)(ITEM), { 'address.city': 'Bonn', title: null })
  t.strictSame(projectionOf(['address.city', 'id'], KNOWN)({ id: 'b' }), { id: 'b' })
})

t.test('fields that no item has are refused, all at once', async t => {
  t.throws(() => projectionOf(['id', 'titel', 'zzzzz'], KNOWN), {
    code: 'invalid_request',
    problems: [
      { path: 'fields.1', message: 'No item of this corpus has a field "titel". Did you mean "title"?', did_you_mean: 'title' },
      { path: 'fields.2', message: 'No item of this corpus has a field "zzzzz".' }
    ]
  })
})
