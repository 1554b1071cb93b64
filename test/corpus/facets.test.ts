import t from 'tap'
import { facetsOf } from '../../src/corpus/facets.ts'

const items = (...values: unknown[]) => values.map((kind, i) => ({ id: `i${i}`, kind }))

t.test('the commonest texts come first, equal ones by their bytes', async t => {
  t.same(facetsOf(items('b', 'a', 'é', 'b', 'Z', 'a', 'b'), 'kind', 3), [{ value: 'b', count: 3 }, { value: 'a', count: 2 }, { value: 'Z', count: 1 }])
})

t.test('what is no text, blank or inherited does not count', async t => {
  t.same(facetsOf(items(null, undefined, 5, ['a'], { a: 1 }, ' ', ''), 'kind', 3), [])
  t.same(facetsOf([{ id: 'x' }], 'toString', 3), [])
  t.same(facetsOf(items('__proto__', 'constructor'), 'kind', 3).length, 2)
})
