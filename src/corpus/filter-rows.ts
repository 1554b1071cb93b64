import type { Filter } from '../matching/filters.ts'
import type { Item } from '../matching/ports.ts'
import type { Column } from './column.ts'
import { columnOf } from './column.ts'
import { RowSet } from './row-set.ts'

/** The rows that pass a filter. The column of a field is made when a filter first names it. */
export type FilterRows = (filter: Filter) => Promise<RowSet>

export function filterRows (items: readonly Item[]): FilterRows {
  const columns = new Map<string, Promise<Column>>()

  function column (field: string): Promise<Column> {
    const made = columns.get(field) ?? columnOf(items, field)
    columns.set(field, made)
    return made
  }

  return async function rows (filter: Filter): Promise<RowSet> {
    if (filter.kind === 'field') return (await column(filter.field)).rows(filter.test)
    const parts = await Promise.all(filter.filters.map(rows))
    if (filter.kind === 'all_of') return parts.reduce((left, part) => left.and(part), RowSet.all(items.length))
    const either = parts.reduce((left, part) => left.or(part), new RowSet(items.length))
    return filter.kind === 'any_of' ? either : either.complement()
  }
}
