import t from 'tap'
import { InvalidRequestError } from '../../src/errors.ts'
import type { Filter } from '../../src/matching/filters.ts'
import { parseDate, parseFilter } from '../../src/matching/filters.ts'

const FIELDS = ['id', 'location', 'years', 'topic_tags', 'address', 'address.city']
const LIMITS = { conditions: 5, depth: 3 }
const parse = (json: unknown): Filter => parseFilter(json, FIELDS, LIMITS)

function problemsOf (json: unknown) {
  try {
    parse(json)
  } catch (error) {
    if (error instanceof InvalidRequestError) return error.problems
    throw error
  }
  return []
}

const WRONG: [about: string, filter: unknown, path: string, message: string, meant?: string][] = [
  ['a text is no filter', 'Berlin', 'filter', 'filter is a filter and must be an object such as {"location": "Berlin"}.'],
  ['null is no filter', null, 'filter', 'filter is a filter and must be an object such as {"location": "Berlin"}.'],
  ['a list is no filter', [], 'filter', 'filter is a filter and must be an object such as {"location": "Berlin"}.'],
  ['a part of a combination is a filter', { any_of: [3] }, 'filter.any_of.0', 'filter.any_of.0 is a filter and must be an object such as {"location": "Berlin"}.'],
  ['a combination is a list', { none_of: { location: 'Berlin' } }, 'filter.none_of', 'filter.none_of must be a list of filters.'],
  ['a field that no item has', { locaton: 'Berlin' }, 'filter.locaton', 'No item of this corpus has a field "locaton". Did you mean "location"?', 'location'],
  ['a field that is like no other', { zzzzzz: 1 }, 'filter.zzzzzz', 'No item of this corpus has a field "zzzzzz".'],
  ['a path that no item has', { 'adress.city': 'Bonn' }, 'filter.adress.city', 'No item of this corpus has a field "adress.city". Did you mean "address.city"?', 'address.city'],
  ['a combination that is misspelt', { any_off: [] }, 'filter.any_off', 'No item of this corpus has a field "any_off". Did you mean "any_of"?', 'any_of'],
  ['a name that objects inherit', { constructor: 1 }, 'filter.constructor', 'No item of this corpus has a field "constructor".'],
  ['null as a value', { location: null }, 'filter.location', 'filter.location is null; to find items without the field write {"exists": false}.'],
  ['a list as a value', { location: ['Berlin'] }, 'filter.location', 'filter.location is a list; write {"any": […]} or {"all": […]}.'],
  ['no condition', { location: {} }, 'filter.location', 'filter.location has no condition; the conditions are any, all, not, none, gt, gte, lt, lte, exists.'],
  ['a condition that is misspelt', { years: { gtee: 3 } }, 'filter.years.gtee', 'filter.years.gtee: there is no condition "gtee". Did you mean "gte"?', 'gte'],
  ['a condition that is like no other', { years: { $regex: 'x' } }, 'filter.years.$regex', 'filter.years.$regex: there is no condition "$regex". There are any, all, not, none, gt, gte, lt, lte, exists.'],
  ['any of what is no list', { location: { any: 'Berlin' } }, 'filter.location.any', 'filter.location.any must be a list of texts, numbers, true or false.'],
  ['all of a list with null', { topic_tags: { all: [null] } }, 'filter.topic_tags.all', 'filter.topic_tags.all must be a list of texts, numbers, true or false.'],
  ['not with a list', { location: { not: ['Berlin'] } }, 'filter.location.not', 'filter.location.not must be a text, a number or true or false; for several write {"none": […]}.'],
  ['a range of what is no date', { years: { gt: 'three' } }, 'filter.years.gt', 'filter.years.gt must be a number or an ISO 8601 date such as "2026-03-01".'],
  ['a range of a number as a text', { years: { lte: '3' } }, 'filter.years.lte', 'filter.years.lte must be a number or an ISO 8601 date such as "2026-03-01".'],
  ['a range of true', { years: { lt: true } }, 'filter.years.lt', 'filter.years.lt must be a number or an ISO 8601 date such as "2026-03-01".'],
  ['exists of a text', { years: { exists: 'yes' } }, 'filter.years.exists', 'filter.years.exists must be true or false.']
]

for (const [about, filter, path, message, meant] of WRONG) {
  t.test(`is refused: ${about}`, async t => {
    t.strictSame(problemsOf(filter), [{ path, message, ...meant === undefined ? {} : { did_you_mean: meant } }])
  })
}

t.test('everything that is wrong is told at once', async t => {
  const problems = problemsOf({ locaton: 1, any_of: [{ years: { gtt: 3 } }, 7], years: null })
  t.same(problems!.map(problem => problem.path), ['filter.locaton', 'filter.any_of.0.years.gtt', 'filter.any_of.1', 'filter.years'])
})

t.test('as many conditions as the limit are taken, one more is refused', async t => {
  const filter = { location: 'a', years: { gte: 1, lte: 2 }, any_of: [{ location: 'b' }] }
  t.doesNotThrow(() => parse(filter), 'four conditions, and one filter within')
  t.strictSame(problemsOf({ ...filter, id: 'x' }), [{ path: 'filter', message: 'The filter has more than 5 conditions.' }])
})

t.test('as many levels as the limit are taken, one more is refused', async t => {
  const nested = (depth: number): object => depth === 1 ? { location: 'a' } : { all_of: [nested(depth - 1)] }
  t.doesNotThrow(() => parse(nested(3)))
  t.strictSame(problemsOf(nested(4)), [{ path: 'filter.all_of.0.all_of.0.all_of.0', message: 'filter.all_of.0.all_of.0.all_of.0 is nested deeper than 3 levels.' }])
})

t.test('a filter that is nested without end is refused, not followed', async t => {
  const endless: { all_of: unknown[] } = { all_of: [] }
  endless.all_of.push(endless)
  t.equal(problemsOf(endless)!.length, 1)
})

t.test('what is right is read into a tree', async t => {
  t.strictSame(parse({ location: 'Berlin', years: { gte: 3, not: 7 }, none_of: [{ 'address.city': { exists: true } }] }), {
    kind: 'all_of',
    filters: [
      { kind: 'field', field: 'location', test: { operator: 'any', values: ['Berlin'] } },
      { kind: 'field', field: 'years', test: { operator: 'gte', value: 3 } },
      { kind: 'field', field: 'years', test: { operator: 'none', values: [7] } },
      { kind: 'none_of', filters: [{ kind: 'all_of', filters: [{ kind: 'field', field: 'address.city', test: { operator: 'exists', value: true } }] }] }
    ]
  })
})

t.test('a date is ISO 8601, and UTC where it names no zone, whatever the zone of the machine', async t => {
  const { TZ } = process.env
  t.teardown(() => { if (TZ === undefined) delete process.env['TZ']; else process.env['TZ'] = TZ })
  process.env['TZ'] = 'America/New_York'
  const dates: Record<string, string> = {
    '2026-03': '2026-03-01T00:00:00.000Z',
    '2026-03-01': '2026-03-01T00:00:00.000Z',
    '2026-03-01T12:30': '2026-03-01T12:30:00.000Z',
    '2026-03-01T12:30:15': '2026-03-01T12:30:15.000Z',
    '2026-03-01T12:30:15.5Z': '2026-03-01T12:30:15.500Z',
    '2026-03-01T00:30+02:00': '2026-02-28T22:30:00.000Z',
    '2024-02-29': '2024-02-29T00:00:00.000Z',
    '2026-12-31T23:00-05:00': '2027-01-01T04:00:00.000Z'
  }
  for (const [text, iso] of Object.entries(dates)) t.equal(parseDate(text)?.toISOString(), iso, text)
})

t.test('a day that is not in the calendar is no date', async t => {
  for (const text of ['2026-02-29', '2026-02-31', '2026-04-31', '2026-04-31T10:00Z', '2026-13-01', '2026-00-01', '2026-01-00', '2026-01-32', '2026-03-01T25:00']) t.equal(parseDate(text), undefined, text)
})

t.test('what only looks like a date is none', async t => {
  for (const text of ['', '2026', '20260301', '1 March 2026', '2026-3-1', ' 2026-03-01', '2026-03-01 12:00', '2026-03-01T12', '2026-03-01Z', 20260301, null, undefined]) t.equal(parseDate(text), undefined, String(text))
})

t.test('what would take long to read is refused at once: many filters, many values', async t => {
  t.strictSame(problemsOf({ all_of: Array<object>(300_000).fill({}) }), [{ path: 'filter', message: 'The filter has more than 5 conditions.' }])
  t.strictSame(problemsOf({ location: { any: Array<string>(1001).fill('x') } }), [{ path: 'filter.location.any', message: 'filter.location.any must have at most 1000 entries.' }])
})
