import t from 'tap'
import { neverHolding } from '../../src/matching/filter-warnings.ts'
import { parseFilter } from '../../src/matching/filters.ts'
import type { Field } from '../../src/matching/ports.ts'

const FIELDS: Field[] = [{ name: 'price', type: 'string' }, { name: 'years', type: 'number' }, { name: 'tags', type: 'list' }, { name: 'odd', type: 'mixed' }]
const warned = (filter: object) => neverHolding(parseFilter(filter, FIELDS.map(field => field.name), { conditions: 50, depth: 5 }), FIELDS)

t.test('a comparison with a number or a date where no item has one', t => {
  const price = 'No item has a number in "price", so comparing it with one holds for none: its values are texts.'
  for (const operator of ['gt', 'gte', 'lt', 'lte']) t.same(warned({ price: { [operator]: 30 } }), [price], operator)
  t.same(warned({ price: { gte: 30, lt: 50 }, any_of: [{ price: { gt: 1 } }] }), [price], 'is told once')
  t.same(warned({ none_of: [{ years: { gte: '2026-03-05' } }, { tags: { lt: 3 } }] }), [
    'No item has a date in "years", so comparing it with one holds for none: its values are numbers.',
    'No item has a number in "tags", so comparing it with one holds for none: its values are lists.'
  ], 'wherever it stands')
  t.end()
})

t.test('what may hold is not told', t => {
  t.same(warned({ years: { gte: 3 }, price: { any: [3], lt: '2026-03-05', exists: true }, odd: { gt: 3, lt: '2026-03' }, tags: 'x' }), [])
  t.end()
})
