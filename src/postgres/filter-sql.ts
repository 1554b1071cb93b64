import type { Filter, Scalar, Test } from '../matching/filters.ts'
import type { Parameters } from './statement.ts'
import { isStorable } from './statement.ts'

/**
 * A filter as a condition over the columns `item` (jsonb) and `dates` (jsonb, by path the times of texts that are dates), true or false and
 * never null. Equality is written as containment, which the index over `item` answers. Paths and values are parameters.
 */
export function filterSql (filter: Filter, parameters: Parameters): string {
  if (filter.kind === 'field') return testSql(filter.field, filter.test, parameters)
  const parts = filter.filters.map(part => filterSql(part, parameters))
  switch (filter.kind) {
    case 'all_of': return joined(parts, 'and', 'true')
    case 'any_of': return joined(parts, 'or', 'false')
    case 'none_of': return `not ${joined(parts, 'or', 'false')}`
  }
}

const joined = (parts: string[], by: string, empty: string): string => parts.length === 0 ? empty : `(${parts.join(` ${by} `)})`

function testSql (field: string, test: Test, parameters: Parameters): string {
  switch (test.operator) {
    case 'any': return anySql(field, test.values, parameters)
    case 'none': return `not ${anySql(field, test.values, parameters)}`
    case 'all': return test.values.every(canBeStored) ? containsSql(field, test.values, parameters) : 'false'
    case 'exists': return `coalesce(jsonb_typeof(${valueSql(field, parameters)}) <> 'null', false) = ${parameters.add(test.value)}::boolean`
    default: {
      const value = test.value instanceof Date
        ? `(dates ->> ${parameters.add(field)}::text)::float8`
        : `kindred_number(${valueSql(field, parameters)})`
      // Not coalesce(…, false), which hides the value from an index over it.
      return `(${value} ${COMPARE[test.operator]} ${parameters.add(Number(test.value))}::float8 and ${value} is not null)`
    }
  }
}

const COMPARE = { gt: '>', gte: '>=', lt: '<', lte: '<=' }

function anySql (field: string, values: readonly Scalar[], parameters: Parameters): string {
  return joined(values.filter(canBeStored).flatMap(value => [containsSql(field, value, parameters), containsSql(field, [value], parameters)]), 'or', 'false')
}

/** What Postgres cannot store no item has. */
const canBeStored = (value: Scalar): boolean => typeof value !== 'string' || isStorable(value)

/** Whether the value at a path is this scalar, or a list with all of these. A field whose own name has dots comes before a path through objects. */
function containsSql (field: string, value: Scalar | readonly Scalar[], parameters: Parameters): string {
  const own = contains({ [field]: value }, parameters)
  const keys = field.split('.')
  if (keys.length === 1) return own
  const nested = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
  return `(${own} or (not item ? ${parameters.add(field)}::text and ${contains(nested, parameters)}))`
}

const contains = (json: unknown, parameters: Parameters): string => `item @> ${parameters.add(JSON.stringify(json))}::jsonb`

/** The value at a path, as jsonb; null where there is none. */
function valueSql (field: string, parameters: Parameters): string {
  const keys = field.split('.')
  const own = `item -> ${parameters.add(field)}::text`
  if (keys.length === 1) return `(${own})`
  // Strict: a list is not looked into.
  const path = `strict $${keys.map(key => `.${JSON.stringify(key)}`).join('')}`
  return `(case when item ? ${parameters.add(field)}::text then ${own} else jsonb_path_query_first(item, ${parameters.add(path)}::jsonpath, '{}', true) end)`
}
