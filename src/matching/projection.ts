import type { Problem } from '../errors.ts'
import { InvalidRequestError } from '../errors.ts'
import { suggest } from '../suggest.ts'
import type { Item } from './ports.ts'
import { valueAt } from './predicate.ts'

/**
 * The part of an item that an answer shows: all of it, or the fields that were asked for (paths with dots keep their path as the name).
 * @throws InvalidRequestError where no item has such a field
 */
export function projectionOf (wanted: readonly string[] | undefined, known: readonly string[]): (item: Item) => Partial<Item> {
  if (wanted === undefined) return item => item
  const problems = wanted.flatMap((name, index): Problem[] => {
    if (known.includes(name)) return []
    const meant = suggest(name, known)
    const message = `No item of this corpus has a field "${name}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`
    return [{ path: `fields.${index}`, message, ...meant === undefined ? {} : { did_you_mean: meant } }]
  })
  if (problems.length > 0) throw new InvalidRequestError(problems)
  return item => Object.fromEntries(wanted.flatMap(name => {
    const value = valueAt(item, name)
    return value === undefined ? [] : [[name, value]]
  })) as Partial<Item>
}
