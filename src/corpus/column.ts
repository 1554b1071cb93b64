import { parseDate } from '../matching/filters.ts'
import type { RangeOperator, Scalar, Test } from '../matching/filters.ts'
import type { Item } from '../matching/ports.ts'
import { valueAt } from '../matching/predicate.ts'
import { RowSet } from './row-set.ts'

/** The values of one field over all rows, by which a condition is answered without looking at the items. */
export interface Column {
  /** The rows for which it holds. */
  rows (test: Test): RowSet
}

/** Values read at a time; then others have their turn. */
const PIECE = 20_000

export async function columnOf (items: readonly Item[], field: string): Promise<Column> {
  const values: unknown[] = new Array(items.length)
  for (let row = 0; row < items.length; row++) {
    if (row > 0 && row % PIECE === 0) await new Promise(resolve => setImmediate(resolve))
    values[row] = valueAt(items[row]!, field)
  }
  return column(values)
}

function column (values: readonly unknown[]): Column {
  const postings = postingsOf(values)
  const lists = rowsWhere(values, Array.isArray)
  const present = rowsWhere(values, value => value !== undefined && value !== null)
  const numbers = once(() => sorted(values, value => typeof value === 'number' ? value : undefined))
  const dates = once(() => sorted(values, value => parseDate(value)?.getTime()))

  const any = (wanted: readonly Scalar[]): RowSet => {
    const found = new RowSet(values.length)
    for (const value of wanted) for (const row of postings(value)) found.add(row)
    return found
  }

  function rows (test: Test): RowSet {
    switch (test.operator) {
      case 'any': return any(test.values)
      case 'all': return test.values.reduce((left, value) => left.and(any([value])), lists)
      case 'none': return any(test.values).complement()
      case 'exists': return test.value ? present : present.complement()
      default: return typeof test.value === 'number' ? numbers()(test.operator, test.value) : dates()(test.operator, test.value.getTime())
    }
  }
  return { rows }
}

/** The rows that have a value, or a list that contains it, by that value: one array of rows for all, cut by the number of the value. */
function postingsOf (values: readonly unknown[]): (value: Scalar) => Uint32Array {
  const numberOf = new Map<unknown, number>()
  const counts: number[] = []
  for (const value of values) {
    for (const entry of entriesOf(value)) {
      const number = numberOf.get(entry) ?? counts.push(0) - 1
      numberOf.set(entry, number)
      counts[number]!++
    }
  }
  const starts = new Uint32Array(counts.length + 1)
  counts.forEach((count, number) => { starts[number + 1] = starts[number]! + count })
  const rows = new Uint32Array(starts.at(-1)!)
  const ends = starts.slice()
  values.forEach((value, row) => { for (const entry of entriesOf(value)) rows[ends[numberOf.get(entry)!]!++] = row })
  return value => {
    const number = numberOf.get(value)
    return number === undefined ? NO_ROWS : rows.subarray(starts[number], starts[number + 1])
  }
}

const NO_ROWS = new Uint32Array()
const entriesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]).filter(isScalar)
const isScalar = (value: unknown): value is Scalar => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

function rowsWhere (values: readonly unknown[], holds: (value: unknown) => boolean): RowSet {
  const found = new RowSet(values.length)
  values.forEach((value, row) => { if (holds(value)) found.add(row) })
  return found
}

/** Ranges over the numbers that `numberOf` gives, found by bisection. */
function sorted (values: readonly unknown[], numberOf: (value: unknown) => number | undefined): (operator: RangeOperator, bound: number) => RowSet {
  const known = values.flatMap((value, row) => {
    const number = numberOf(value)
    return number === undefined ? [] : [{ number, row }]
  }).sort((a, b) => a.number - b.number)
  const numbers = Float64Array.from(known, ({ number }) => number)
  const rows = Uint32Array.from(known, ({ row }) => row)
  /** How many are below the bound, or at it as well. */
  const below = (bound: number, andAt: boolean): number => {
    let [low, high] = [0, numbers.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (numbers[middle]! < bound || (andAt && numbers[middle] === bound)) low = middle + 1
      else high = middle
    }
    return low
  }
  return (operator, bound) => {
    const isUpper = operator === 'lt' || operator === 'lte'
    const cut = below(bound, operator === 'lte' || operator === 'gt')
    const found = new RowSet(values.length)
    for (const row of isUpper ? rows.subarray(0, cut) : rows.subarray(cut)) found.add(row)
    return found
  }
}

function once<T> (make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
