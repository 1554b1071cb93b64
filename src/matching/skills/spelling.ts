import { distance } from 'fastest-levenshtein'
import { aliasTable } from './alias-table.ts'
import { isKnown } from './canonical.ts'
import { COMMON_WORDS } from './common-words.ts'

/** Shorter words have too many neighbours: `Ruby` and `Rugby`. */
const SHORTEST = 5
/** From this length on two slips are believed. */
const LONG = 9
/** Of words nobody knows, shorter ones may well be two. */
const LONG_UNKNOWN = 7

/**
 * Whether two names, given as their words, differ by a slip of the keyboard in one word: `scafolding` and `scaffolding`.
 * Two real words are never a slip of each other, however close: `baking` and `banking`, `Scala` and `SCADA`. Where neither is a word that is known,
 * only a letter that was dropped, doubled or swapped counts, not one that was replaced by another.
 */
export function isSlip (words: readonly string[], others: readonly string[]): boolean {
  const [name, other] = [words.join(''), others.join('')]
  if (Math.abs(name.length - other.length) > 2 || name[0] !== other[0] || (isKnown(name) && isKnown(other))) return false
  if (words.length !== others.length) return [...words, ...others].every(word => word.length > 2) && isWordSlip(name, other, isKnown)
  const differing = words.flatMap((word, i) => word === others[i] ? [] : [[word, others[i]!] as const])
  return differing.length === 1 && isWordSlip(...differing[0]!, isWord)
}

function isWord (word: string): boolean {
  return aliasTable().words.has(word) || COMMON_WORDS.has(word)
}

function isWordSlip (a: string, b: string, known: (word: string) => boolean): boolean {
  const shorter = Math.min(a.length, b.length)
  if (shorter < SHORTEST || a[0] !== b[0] || /\d/.test(a + b)) return false
  const [aKnown, bKnown] = [known(a), known(b)]
  if (aKnown && bKnown) return false
  const slips = isSwap(a, b) ? 1 : distance(a, b)
  if (!aKnown && !bKnown) return shorter >= LONG_UNKNOWN && slips === 1 && (a.length !== b.length || isSwap(a, b))
  return slips <= (shorter >= LONG ? 2 : 1)
}

/** Whether two neighbouring letters stand the wrong way round. */
function isSwap (a: string, b: string): boolean {
  const first = Array.from(a).findIndex((letter, index) => letter !== b[index])
  return first >= 0 && a.length === b.length && a === b.slice(0, first) + (b[first + 1] ?? '') + b[first]! + b.slice(first + 2)
}
