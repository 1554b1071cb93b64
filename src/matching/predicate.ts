import type { Filter, RangeOperator, Scalar, Test } from './filters.ts'
import { parseDate } from './filters.ts'
import type { Item } from './ports.ts'

export type Predicate = (item: Item) => boolean

/** A filter as a function over items in memory. */
export function predicateOf (filter: Filter): Predicate {
  if (filter.kind === 'field') {
    const holds = testOf(filter.test)
    return item => holds(valueAt(item, filter.field))
  }
  const parts = filter.filters.map(predicateOf)
  switch (filter.kind) {
    case 'all_of': return item => parts.every(part => part(item))
    case 'any_of': return item => parts.some(part => part(item))
    case 'none_of': return item => !parts.some(part => part(item))
  }
}

/** The value at a path with dots, which reaches into objects and not into lists; a field whose own name has dots comes first. */
export function valueAt (item: object, path: string): unknown {
  if (Object.hasOwn(item, path)) return (item as Record<string, unknown>)[path]
  let value: unknown = item
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

function testOf (test: Test): (value: unknown) => boolean {
  switch (test.operator) {
    case 'any': return hasOneOf(test.values)
    case 'all': return value => Array.isArray(value) && test.values.every(wanted => value.includes(wanted))
    case 'none': {
      const hasUnwanted = hasOneOf(test.values)
      return value => !hasUnwanted(value)
    }
    case 'exists': return value => (value !== undefined && value !== null) === test.value
    default: return rangeOf(test.operator, test.value)
  }
}

function hasOneOf (values: readonly Scalar[]): (value: unknown) => boolean {
  const wanted = new Set<unknown>(values)
  return value => Array.isArray(value) ? value.some(entry => wanted.has(entry)) : wanted.has(value)
}

const COMPARE: Record<RangeOperator, (a: number, b: number) => boolean> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b
}

function rangeOf (operator: RangeOperator, bound: number | Date): (value: unknown) => boolean {
  const compare = COMPARE[operator]
  if (typeof bound === 'number') return value => typeof value === 'number' && compare(value, bound)
  const time = bound.getTime()
  return value => {
    const date = parseDate(value)
    return date !== undefined && compare(date.getTime(), time)
  }
}
