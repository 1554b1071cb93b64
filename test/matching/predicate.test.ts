import { equal } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { parseFilter } from '../../src/matching/filters.ts'
import { predicateOf, valueAt } from '../../src/matching/predicate.ts'
import { fits } from './naive-filter.ts'
import { FIELDS, filter, item } from './random-filters.ts'

const LIMITS = { conditions: 50, depth: 5 }

t.test('a filter holds exactly where the table of the contract says so', async t => {
  const RUNS = 20_000
  let held = 0
  fc.assert(fc.property(item, filter, (item, filter) => {
    const expected = fits(item, filter)
    equal(predicateOf(parseFilter(filter, FIELDS, LIMITS))(item), expected)
    if (expected) held++
  }), { numRuns: RUNS })
  t.comment({ held })
  t.ok(held > RUNS / 5 && held < RUNS * 4 / 5, 'the random filters hold and fail often enough')
})

const ITEM = {
  id: 'a',
  city: 'Berlin',
  years: 3,
  remote: true,
  tags: ['career', 'loss', 7],
  nothing: null,
  address: { city: 'Bonn', geo: { lat: 50.7 }, zip: null },
  'address.city': 'Köln',
  since: '2026-03-01',
  at: '2026-03-01T12:00:00+02:00'
}
const NAMES = [...Object.keys(ITEM), 'address.geo.lat', 'address.zip', 'missing', 'tags.0', 'tags.length']
const holds = (filter: object): boolean => predicateOf(parseFilter(filter, NAMES, LIMITS))(ITEM)

const TRUE: Record<string, object> = {
  'a value stands for equality': { city: 'Berlin', years: 3, remote: true },
  'a list contains': { tags: 'career' },
  'any of several': { city: { any: ['Bonn', 'Berlin'] } },
  'any of several in a list': { tags: { any: ['x', 7] } },
  'all in a list': { tags: { all: ['loss', 'career'] } },
  'none where it is missing': { missing: { none: ['x'] }, nothing: { not: 'x' } },
  'a range': { years: { gt: 2, lte: 3 } },
  'a path into objects': { 'address.geo.lat': { gte: 50.7 } },
  'a name with a dot comes before the path': { 'address.city': 'Köln' },
  'null is not there': { nothing: { exists: false }, missing: { exists: false }, 'address.zip': { exists: false } },
  'an empty filter holds': {},
  'all of nothing holds': { all_of: [] },
  'none of nothing holds': { none_of: [] },
  'a day begins at midnight UTC': { since: { gte: '2026-03-01T00:00:00Z', lte: '2026-03-01T00:00Z' } },
  'a time without a zone is UTC': { at: { gte: '2026-03-01T10:00', lte: '2026-03-01T10:00' } },
  'a month begins on its first day': { since: { gte: '2026-03', lte: '2026-03' } }
}

const FALSE: Record<string, object> = {
  'text is not a number': { years: '3' },
  'a number is not true': { remote: 1 },
  'text compares exactly': { city: 'berlin' },
  'one condition of two fails': { city: 'Berlin', years: 4 },
  'one end of a range fails': { years: { gte: 3, lt: 3 } },
  'all of a list where one is missing': { tags: { all: ['career', 'x'] } },
  'all of what is not a list': { city: { all: ['Berlin'] } },
  'any of nothing fails': { any_of: [] },
  'one of an empty list': { city: { any: [] } },
  'not what the list contains': { tags: { not: 'career' } },
  'missing is not equal': { missing: { any: ['x'] } },
  'missing is in no range': { missing: { gte: 0 }, nothing: { lte: 0 } },
  'text is in no range of numbers': { city: { gte: 0 } },
  'a number is in no range of dates': { years: { gte: '1970-01-01' } },
  'text that is no date is in no range of dates': { city: { gte: '1970-01-01' } },
  'a path does not reach into lists': { 'tags.0': 'career' },
  'a list has no length': { 'tags.length': 3 }
}

for (const [name, filter] of Object.entries(TRUE)) t.test(`holds: ${name}`, async t => { t.equal(holds(filter), true) })
for (const [name, filter] of Object.entries(FALSE)) t.test(`fails: ${name}`, async t => { t.equal(holds(filter), false) })

t.test('what objects inherit is no field', async t => {
  t.equal(valueAt({}, 'constructor'), undefined)
  t.equal(valueAt({ a: {} }, 'a.toString'), undefined)
  t.equal(valueAt({ a: 'text' }, 'a.length'), undefined)
})
