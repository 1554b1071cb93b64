import { InvalidRequestError } from '../errors.ts'
import { suggest } from '../suggest.ts'
import type { Field, Item } from './ports.ts'
import { valueAt } from './predicate.ts'
import type { RankedHit, Ranking } from './ranking.ts'

/** Groups are made of so many of the best matches. */
export const DEEPEST = 1000
/** How many times as many matches as are wanted are read at first. */
const AHEAD = 4

export interface Grouping { field: string, size: number }

/** How deep to read at first for so many matches. */
export const firstDepthFor = (wanted: number): number => Math.min(DEEPEST, AHEAD * wanted)

/** @throws InvalidRequestError where no item has the field, or it holds lists or objects */
export function checkGrouping ({ field }: Grouping, fields: readonly Field[]): void {
  const type = fields.find(({ name }) => name === field)?.type
  if (type !== undefined && type !== 'list' && type !== 'object') return
  const meant = type === undefined ? suggest(field, fields.map(({ name }) => name)) : undefined
  const message = type === undefined
    ? `No item of this corpus has a field "${field}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`
    : `group_by names "${field}", which holds ${type}s; it must be a field with one value, such as a text.`
  throw new InvalidRequestError([{ path: 'group_by', message, ...meant === undefined ? {} : { did_you_mean: meant } }])
}

/** The best `size` of each group in the order of the ranking, `wanted` of them where there are so many. */
export async function grouped (ranking: Ranking, { field, size }: Grouping, wanted: number): Promise<RankedHit[]> {
  for (let depth = firstDepthFor(wanted); ; depth = DEEPEST) {
    const hits = await ranking.hits(depth)
    const best = bestOfGroups(hits, { field, size })
    if (best.length >= wanted || hits.length < depth || depth === DEEPEST) return best.slice(0, wanted)
  }
}

/** An item without the field, or with more than one value in it, is a group of its own. */
function bestOfGroups (hits: readonly RankedHit[], { field, size }: Grouping): RankedHit[] {
  const counts = new Map<unknown, number>()
  return hits.filter(({ item }) => {
    const value = groupOf(item, field)
    if (value === undefined) return true
    const count = (counts.get(value) ?? 0) + 1
    counts.set(value, count)
    return count <= size
  })
}

function groupOf (item: Item, field: string): unknown {
  const value = valueAt(item, field)
  return value === null || typeof value === 'object' ? undefined : value
}
