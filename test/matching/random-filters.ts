import fc from 'fast-check'
import type { Item } from '../../src/matching/ports.ts'

/** Items and filters that have to do with each other. */

export const FIELDS = ['a', 'b', 'a.city', 'a.0', 'b.city', 'b.city.0', 'c']

// Few values of each kind, so that filters hit, scores tie, and texts stand beside the numbers and dates they look like.
const DATES = ['2026-03-01', '2026-03', '2026-03-01T00:00:00Z', '2026-03-01T02:00+02:00', '2026-03-01T00:00', '2026-02-28T23:30:00.250-00:30', '2024-02-29', '2026-12-31T23:59:59.999']
const NO_DATES = ['2026-02-31', '2026-13-01', '2025-02-29', '2026', '20260301', '2026-03-01 00:00', 'March', '', '3', 'Berlin', 'berlin', '日本']
const number = fc.constantFrom(-1, 0, 2.5, 3, 1_772_323_200_000)
const scalar = fc.oneof(fc.constantFrom<unknown>(...DATES, ...NO_DATES), number, fc.boolean())
const list = fc.array(scalar, { maxLength: 3 })
const flat = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 2, arbitrary: list }, fc.constant(null))
const nested = fc.record({ city: fc.oneof(flat, fc.record({ 0: flat })), 0: flat }, { requiredKeys: [] })
const value = fc.oneof({ weight: 3, arbitrary: flat }, nested)
/** Astral characters sort after U+FFEE by UTF-8 and before it by UTF-16. */
export const id = fc.array(fc.constantFrom('a', 'b', 'Z', 'é', '中', '\uffee', '😀', '𐀀', '-'), { minLength: 1, maxLength: 3 }).map(letters => letters.join(''))
export const item = fc.tuple(id, fc.record({ a: value, b: value, c: flat }, { requiredKeys: [] })).map(([id, fields]): Item => ({ id, ...fields }))

const range = fc.oneof(number, fc.constantFrom(...DATES))
const operators = fc.record({ any: list, all: list, not: scalar, none: list, gt: range, gte: range, lt: range, lte: range, exists: fc.boolean() }, { requiredKeys: [] })
const few = operators.map(each => Object.fromEntries(Object.entries(each).slice(0, 2))).filter(each => Object.keys(each).length > 0)
const one = fc.oneof(
  fc.record({ any: list }), fc.record({ all: list }), fc.record({ not: scalar }), fc.record({ none: list }), fc.record({ exists: fc.boolean() }),
  fc.record({ gt: range }), fc.record({ gte: range }), fc.record({ lt: range }), fc.record({ lte: range })
)
const condition = fc.oneof(scalar, one, one, few)
const fields = fc.dictionary(fc.constantFrom(...FIELDS), condition, { maxKeys: 2, noNullPrototype: true })
export const filter = fc.letrec<{ filter: object }>(tie => ({
  filter: fc.oneof({ depthSize: 'small', maxDepth: 3 }, fields, fc.tuple(fields, fc.constantFrom('all_of', 'any_of', 'none_of'), fc.array(tie('filter'), { maxLength: 2 })).map(([own, kind, parts]) => ({ ...own, [kind]: parts })))
})).filter
