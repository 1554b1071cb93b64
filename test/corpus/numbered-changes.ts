import { hashOfTexts } from '../../src/corpus/template.ts'
import type { Item } from '../../src/matching/ports.ts'
import type { NewItem } from '../../src/matching/writing.ts'
import { fakeVector } from '../fake-vector.ts'

/** How many of the items that changes add stay. */
const KEPT = 5

const rowOf = (id: string, text: string): NewItem => ({ item: { id, text }, vector: fakeVector(text), textHash: hashOfTexts([text]) })

/** The change of a number: one item more, one that every change replaces, and one that is removed. */
export function changesOf (number: number): { rows: NewItem[], removed: string[] } {
  return { rows: [rowOf(`n${number}`, `text ${number}`), rowOf('last', `change ${number}`)], removed: [`n${number - KEPT}`] }
}

/** The items after the change of a number, by id. */
export function itemsAfter (number: number, base: readonly Item[]): Map<string, Item> {
  const numbers = Array.from({ length: KEPT }, (_, i) => number - i).filter(number => number > 0)
  const changed = number === 0 ? [] : [...numbers.map(number => rowOf(`n${number}`, `text ${number}`).item), rowOf('last', `change ${number}`).item]
  return new Map([...base, ...changed].map(item => [item.id, item]))
}
