import { counted } from '../counted.ts'
import type { Problem } from '../errors.ts'
import { InvalidRequestError } from '../errors.ts'
import { suggest } from '../suggest.ts'

export type Scalar = string | number | boolean
export type RangeOperator = 'gt' | 'gte' | 'lt' | 'lte'

/** One thing that must hold of a field. */
export type Test =
  | { operator: 'any' | 'all' | 'none', values: Scalar[] }
  | { operator: RangeOperator, value: number | Date }
  | { operator: 'exists', value: boolean }

/** A filter as a tree; `field` is a path with dots. An `all_of` of nothing holds for every item. */
export type Filter =
  | { kind: 'field', field: string, test: Test }
  | { kind: 'all_of' | 'any_of' | 'none_of', filters: Filter[] }

export interface FilterLimits { conditions: number, depth: number }

const COMBINATIONS = ['all_of', 'any_of', 'none_of'] as const
const OPERATORS = ['any', 'all', 'not', 'none', 'gt', 'gte', 'lt', 'lte', 'exists']

/**
 * Reads a filter as it comes over the wire.
 *
 * @param fields the names of the corpus's fields, paths with dots included
 * @throws InvalidRequestError with every problem found
 */
export function parseFilter (json: unknown, fields: readonly string[], limits: FilterLimits): Filter {
  const parser = new FilterParser(fields, limits)
  const filter = parser.filter(json, 'filter', 1)
  parser.throwIfWrong()
  return filter
}

const MOST_PROBLEMS = 20
/** Values in one `any`, `all` or `none`. */
const MOST_VALUES = 1000

class FilterParser {
  readonly #fields: readonly string[]
  readonly #limits: FilterLimits
  readonly #problems: Problem[] = []
  #conditions = 0

  constructor (fields: readonly string[], limits: FilterLimits) {
    this.#fields = fields
    this.#limits = limits
  }

  filter (json: unknown, path: string, depth: number): Filter {
    const none: Filter = { kind: 'all_of', filters: [] }
    if (!isObject(json)) return this.#wrong(path, `${path} is a filter and must be an object such as {"location": "Berlin"}.`, none)
    if (this.#hasEnough()) return none
    this.#conditions += depth > 1 ? 1 : 0
    if (depth > this.#limits.depth) return this.#wrong(path, `${path} is nested deeper than ${counted(this.#limits.depth, 'level')}.`, none)
    return { kind: 'all_of', filters: Object.entries(json).flatMap(([name, value]) => this.#entry(name, value, `${path}.${name}`, depth)) }
  }

  throwIfWrong (): void {
    if (this.#conditions > this.#limits.conditions) this.#wrong('filter', `The filter has more than ${counted(this.#limits.conditions, 'condition')}.`, undefined)
    if (this.#problems.length > 0) throw new InvalidRequestError(this.#problems)
  }

  /** Nothing more is read once it is clear that the filter is refused, and why. */
  #hasEnough (): boolean {
    return this.#conditions > this.#limits.conditions || this.#problems.length >= MOST_PROBLEMS
  }

  #entry (name: string, value: unknown, path: string, depth: number): Filter[] {
    if (this.#hasEnough()) return []
    const kind = COMBINATIONS.find(combination => combination === name)
    if (kind !== undefined) {
      if (!Array.isArray(value)) return this.#wrong(path, `${path} must be a list of filters.`, [])
      return [{ kind, filters: value.slice(0, this.#limits.conditions + 1).map((part, index) => this.filter(part, `${path}.${index}`, depth + 1)) }]
    }
    if (!this.#fields.includes(name)) {
      const meant = suggest(name, [...this.#fields, ...COMBINATIONS])
      return this.#wrong(path, `No item of this corpus has a field "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`, [], meant)
    }
    return this.#tests(value, path).map(test => ({ kind: 'field', field: name, test }))
  }

  #tests (value: unknown, path: string): Test[] {
    if (isScalar(value)) return this.#count([{ operator: 'any', values: [value] }])
    if (value === null) return this.#wrong(path, `${path} is null; to find items without the field write {"exists": false}.`, [])
    if (!isObject(value)) return this.#wrong(path, `${path} is a list; write {"any": […]} or {"all": […]}.`, [])
    const tests = Object.entries(value).flatMap(([operator, operand]) => this.#operator(operator, operand, `${path}.${operator}`))
    if (Object.keys(value).length === 0) return this.#wrong(path, `${path} has no condition; the conditions are ${OPERATORS.join(', ')}.`, [])
    return this.#count(tests)
  }

  #operator (operator: string, operand: unknown, path: string): Test[] {
    switch (operator) {
      case 'any': case 'all': case 'none': return this.#list(operator, operand, path)
      case 'not': return isScalar(operand) ? [{ operator: 'none', values: [operand] }] : this.#wrong(path, `${path} must be a text, a number or true or false; for several write {"none": […]}.`, [])
      case 'gt': case 'gte': case 'lt': case 'lte': return this.#range(operator, operand, path)
      case 'exists': return typeof operand === 'boolean' ? [{ operator, value: operand }] : this.#wrong(path, `${path} must be true or false.`, [])
    }
    const meant = suggest(operator, OPERATORS)
    return this.#wrong(path, `${path}: there is no condition "${operator}".${meant === undefined ? ` There are ${OPERATORS.join(', ')}.` : ` Did you mean "${meant}"?`}`, [], meant)
  }

  #list (operator: 'any' | 'all' | 'none', operand: unknown, path: string): Test[] {
    if (!Array.isArray(operand) || !operand.every(isScalar)) return this.#wrong(path, `${path} must be a list of texts, numbers, true or false.`, [])
    if (operand.length > MOST_VALUES) return this.#wrong(path, `${path} must have at most ${MOST_VALUES} entries.`, [])
    return [{ operator, values: operand }]
  }

  #range (operator: RangeOperator, operand: unknown, path: string): Test[] {
    const value = typeof operand === 'number' ? operand : parseDate(operand)
    if (value === undefined) return this.#wrong(path, `${path} must be a number or an ISO 8601 date such as "2026-03-01".`, [])
    return [{ operator, value }]
  }

  #count (tests: Test[]): Test[] {
    this.#conditions += tests.length
    return tests
  }

  #wrong<T> (path: string, message: string, instead: T, meant?: string): T {
    this.#problems.push(meant === undefined ? { path, message } : { path, message, did_you_mean: meant })
    return instead
  }
}

const ISO_8601 = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?$/

/** An ISO 8601 date or date and time; one without a zone is UTC. Undefined for anything else. */
export function parseDate (value: unknown): Date | undefined {
  if (typeof value !== 'string') return undefined
  const match = ISO_8601.exec(value)
  if (match === null) return undefined
  const hasTime = match[2] !== undefined
  const hasZone = match[5] !== undefined
  const date = new Date(hasTime && !hasZone ? `${value}Z` : value)
  return Number.isNaN(date.getTime()) || !isInMonth(value) ? undefined : date
}

/** Whether the month has that day: `new Date` takes 31 February for 3 March. */
function isInMonth (value: string): boolean {
  const [year, month, day = 1] = value.slice(0, 10).split('-').map(Number)
  return day <= new Date(Date.UTC(year!, month!, 0)).getUTCDate()
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isScalar = (value: unknown): value is Scalar => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
