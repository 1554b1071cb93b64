import type { Filter } from './filters.ts'
import type { Field } from './ports.ts'

const VALUES: Record<Field['type'], string> = { string: 'texts', number: 'numbers', boolean: 'true or false', list: 'lists', object: 'objects', mixed: 'of several kinds' }

/** A sentence for each comparison that holds for no item, whatever its bound, because no value of the field is of its kind. */
export function neverHolding (filter: Filter, fields: readonly Field[]): string[] {
  const types = new Map(fields.map(({ name, type }) => [name, type]))
  return [...new Set(sentences(filter, types))]
}

function sentences (filter: Filter, types: ReadonlyMap<string, Field['type']>): string[] {
  if (filter.kind !== 'field') return filter.filters.flatMap(part => sentences(part, types))
  const { field, test } = filter
  const type = types.get(field)
  if (type === undefined || type === 'mixed' || !('value' in test) || test.operator === 'exists') return []
  const [kind, stored] = typeof test.value === 'number' ? ['number', 'number'] : ['date', 'string']
  return type === stored ? [] : [`No item has a ${kind} in "${field}", so comparing it with one holds for none: its values are ${VALUES[type]}.`]
}
