import * as Type from 'typebox'

/** What clients call the number of results; every contract takes all of them. */
export const COUNT_NAMES = ['top_k', 'top_n', 'n', 'num_matches', 'max_results', 'limit'] as const

type CountName = typeof COUNT_NAMES[number]
export type Counts = Partial<Record<CountName, number>>
type CountFields = Record<CountName, Type.TOptional<Type.TInteger>>

/** The fields for the number of results, the contract's own name first. They have no `default`: one that is filled in could not be told from one that was sent. */
export function countFields (own: CountName, { usual, most }: { usual: number, most: number }): CountFields {
  const others = COUNT_NAMES.filter(name => name !== own)
  const field = (description: string) => Type.Optional(Type.Integer({ minimum: 1, maximum: most, description }))
  return Object.fromEntries([
    [own, field(`How many results to return; default: ${Math.min(usual, most)}`)],
    ...others.map(name => [name, field(`The same as \`${own}\``)] as const)
  ]) as CountFields
}
