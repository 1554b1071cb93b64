import type { Facet, Item } from '../matching/ports.ts'

/** The commonest texts of a field, as `Corpus.facets` says. */
export function facetsOf (items: readonly Item[], field: string, limit: number): Facet[] {
  const counts = new Map<string, number>()
  for (const item of items) {
    const value = Object.hasOwn(item, field) ? item[field] : undefined
    if (typeof value === 'string' && value.trim() !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const facets = Array.from(counts, ([value, count]) => ({ value, count }))
  return facets.sort((a, b) => b.count - a.count || Buffer.compare(Buffer.from(a.value), Buffer.from(b.value))).slice(0, limit)
}
