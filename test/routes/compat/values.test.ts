import fc from 'fast-check'
import t from 'tap'
import { idOf, listOf, numberOf, textOf, timeOf } from '../../../src/routes/compat/values.ts'

const OTHERWISE = new Date('2020-01-01T00:00:00Z')
const none = OTHERWISE.toISOString()

t.test('texts, ids and lists are read from whatever stands there', async t => {
  t.same([textOf('a'), textOf(5), textOf(true), textOf(['a', null, 5]), textOf(null), textOf({}), textOf(undefined)], ['a', '5', 'true', 'a, 5', '', '', ''])
  t.same([idOf(7), idOf('x'), idOf(''), idOf(null)], ['7', 'x', null, null])
  t.same([listOf(['a', null, ' ', 'b ']), listOf('a, b;c|d\ne'), listOf(null), listOf({}), listOf(3)], [['a', 'b'], ['a', 'b', 'c', 'd', 'e'], [], [], ['3']])
})

t.test('numbers are numbers, or texts that can be read in one way only', async t => {
  t.same([5, 0, -3, '52000', '52,000', '3,00,000', '1200.50', ' 7 '].map(numberOf), [5, 0, -3, 52000, 52000, 300000, 1200.5, 7])
  t.same([NaN, Infinity, 'NaN', '50k', '50.000', '€ 5', '', null, undefined, [5], '1,2', '5,'].map(numberOf), Array(12).fill(null))
})

t.test('a time is in ISO 8601 and UTC, however it stands there', async t => {
  const is = (value: unknown, iso: string) => t.equal(timeOf(value, OTHERWISE), iso, String(value))
  is('2023-01-30T03:11:39Z', '2023-01-30T03:11:39.000Z')
  is('2023-01-30T03:11:39.123456+02:00', '2023-01-30T01:11:39.123Z')
  is('2023-01-30T03:11:39', '2023-01-30T03:11:39.000Z')
  is('2023-01-30 03:11:39', '2023-01-30T03:11:39.000Z')
  is('2023-01-30 03:11:39+00', '2023-01-30T03:11:39.000Z')
  is('2023-01-30 03:11:39.5 -0530', '2023-01-30T08:41:39.500Z')
  is('2023-01-30', '2023-01-30T00:00:00.000Z')
  is('Mon, 30 Jan 2023 03:11:39 GMT', '2023-01-30T03:11:39.000Z')
  is(1675048299, '2023-01-30T03:11:39.000Z')
  is('1675048299', '2023-01-30T03:11:39.000Z')
  is(1675048299000, '2023-01-30T03:11:39.000Z')
  for (const value of [null, undefined, '', 'soon', 'NaN', NaN, Infinity, 1e300, {}, [], 2023, '2023', '2023-02-31', 'hello 5', 0, -5]) is(value, none)
})

t.test('nothing that a row can hold makes a reader fail', async t => {
  fc.assert(fc.property(fc.anything(), value => {
    const time = timeOf(value, OTHERWISE)
    const number = numberOf(value)
    t.ok(typeof textOf(value) === 'string' && Array.isArray(listOf(value)) && !Number.isNaN(Date.parse(time)) && (number === null || Number.isFinite(number)))
  }))
})
