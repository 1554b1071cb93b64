import { InvalidRequestError } from '../../errors.ts'
import type { Counts } from '../../schemas/compat/counts.ts'
import { COUNT_NAMES } from '../../schemas/compat/counts.ts'

/**
 * How many results a request asks for, by whatever name.
 * @throws InvalidRequestError where it says so by two
 */
export function countOf (body: Counts, usual: number): number {
  const given = COUNT_NAMES.flatMap(name => body[name] === undefined ? [] : [{ name, count: body[name] }])
  if (given.length > 1) throw new InvalidRequestError([{ path: given[1]!.name, message: `${given.map(({ name }) => name).join(' and ')} mean the same; give one of them.` }])
  return given[0]?.count ?? usual
}
