import type { Item } from '../../src/matching/ports.ts'

/** Whether an item fits a filter as it comes over the wire: what predicateOf is compared with, written from the table in docs/api.md alone. */
export function fits (item: Item, filter: object): boolean {
  return Object.entries(filter).every(([name, condition]: [string, unknown]) => {
    if (name === 'all_of') return (condition as object[]).every(part => fits(item, part))
    if (name === 'any_of') return (condition as object[]).some(part => fits(item, part))
    if (name === 'none_of') return !(condition as object[]).some(part => fits(item, part))
    const value = reach(item, name)
    if (typeof condition !== 'object' || condition === null) return equalsOrContains(value, condition)
    return Object.entries(condition).every(([operator, operand]) => holds(value, operator, operand))
  })
}

/** `"address.city"` reaches into objects; a list is none. */
function reach (item: Item, path: string): unknown {
  let value: unknown = item
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    value = new Map(Object.entries(value)).get(key)
  }
  return value
}

function holds (value: unknown, operator: string, operand: unknown): boolean {
  const there = value !== undefined && value !== null
  switch (operator) {
    case 'any': return there && (operand as unknown[]).some(one => equalsOrContains(value, one))
    case 'all': return Array.isArray(value) && (operand as unknown[]).every(one => value.indexOf(one) !== -1)
    case 'not': return !equalsOrContains(value, operand)
    case 'none': return (operand as unknown[]).every(one => !equalsOrContains(value, one))
    case 'exists': return there === operand
  }
  const [left, right] = typeof operand === 'number' ? [typeof value === 'number' ? value : NaN, operand] : [time(value), time(operand)]
  switch (operator) {
    case 'gt': return left > right
    case 'gte': return left >= right
    case 'lt': return left < right
    case 'lte': return left <= right
  }
  throw new Error(`The contract knows no ${operator}.`)
}

function equalsOrContains (value: unknown, wanted: unknown): boolean {
  return Array.isArray(value) ? value.indexOf(wanted) !== -1 : value === wanted
}

/** Milliseconds of an ISO 8601 date, UTC where it names no zone; NaN, which is in no range, for anything else. */
function time (value: unknown): number {
  if (typeof value !== 'string') return NaN
  const parts = /^(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(Z|[+-]\d\d:\d\d)?)?)?$/.exec(value)
  if (parts === null) return NaN
  const [year = 0, month = 0, day = 1, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(part => part === undefined ? undefined : Number(part))
  const lastDay = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  if (day < 1 || day > lastDay) return NaN
  const zone = parts[7] ?? 'Z'
  const offset = zone === 'Z' ? 0 : Number(`${zone[0]!}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)))
  return Date.UTC(year, month - 1, day, hour, minute) + second * 1000 - offset * 60_000
}
