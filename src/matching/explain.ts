import type { Item } from './ports.ts'
import { valueAt } from './predicate.ts'
import { sentencesOf } from './sentences.ts'
import { piecesOf } from './skills/split.ts'

/** The sentence of an item that carries the match. Of an item without texts only what it shares is known. */
export interface Explanation {
  sentence?: string
  /** The field that it stands in, with dots where that is in an object. */
  field?: string
  /** Where it begins and ends there, in UTF-16 code units: `field.slice(start, end)`. */
  start?: number
  end?: number
  /** The cosine of the sentence's own vector with what was sought, three decimals. */
  score?: number
  /** Entries of lists that the item and what was sought have in common, by field. */
  shared?: Record<string, string[]>
}

export interface Candidate { field: string, text: string, start: number, end: number }

/** Of longer items only the beginning is read: a sentence costs about a millisecond. */
export const MOST_SENTENCES = 60

/**
 * The sentences that may carry a match: those of the fields with several sentences. A title, or a summary in one sentence, says what the whole item is
 * about and is nearest to almost every query; where there is nothing else, it is taken.
 *
 * @param fields those of the template
 */
export function candidatesOf (item: Item, fields: readonly string[]): Candidate[] {
  const byField = fields.map(field => {
    const value = valueAt(item, field)
    return typeof value === 'string' ? sentencesOf(value).map(sentence => ({ field, ...sentence })) : []
  })
  const bodies = byField.filter(sentences => sentences.length > 1)
  return (bodies.length > 0 ? bodies : byField).flat().slice(0, MOST_SENTENCES)
}

/** @param scores the cosines of the candidates with what was sought, in order */
export function carrying (candidates: readonly Candidate[], scores: readonly number[]): Explanation {
  const best = scores.indexOf(Math.max(...scores))
  const candidate = candidates[best]
  if (candidate === undefined) return {}
  const { text: sentence, ...place } = candidate
  return { sentence, ...place, score: Math.round(Math.min(1, Math.max(-1, scores[best]!)) * 1e3) / 1e3 }
}

/** What was sought, as far as lists can have something in common with it. */
export type Sought = { text: string } | { item: Item } | undefined

/**
 * Entries of the item's lists, among these fields, that the other item's list of the same name has too (any of its lists where it has no such field),
 * or that a text names: all the words of the entry stand in it, next to each other.
 */
export function sharedEntries (item: Item, fields: readonly string[], sought: Sought): Record<string, string[]> | undefined {
  if (sought === undefined) return undefined
  const found = fields.flatMap((field): [string, string[]][] => {
    const has = 'text' in sought ? namedIn(sought.text) : amongst(listsLike(field, sought.item))
    const entries = entriesOf(valueAt(item, field)).filter(has)
    return entries.length > 0 ? [[field, entries]] : []
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}

/** Between fewer parts a comma rather divides a sentence, and a longer part is one of a sentence. */
const FEWEST_ENTRIES = 4
const LONGEST_ENTRY = 50
/** A longer text is none of names. */
const LONGEST_LIST = 1000

/** The entries of a list, or of a text that is one: `Python, SQL, Git, Linux`. */
function entriesOf (value: unknown): string[] {
  const entries = typeof value === 'string' ? listed(value) : Array.isArray(value) ? value.filter(entry => typeof entry === 'string') : []
  return [...new Set(entries)]
}

function listed (text: string): string[] {
  const pieces = text.length > LONGEST_LIST ? [] : piecesOf(text)
  return pieces.length >= FEWEST_ENTRIES && pieces.every(piece => piece.length <= LONGEST_ENTRY) ? pieces : []
}

function listsLike (field: string, other: Item): unknown[] {
  const namesake = valueAt(other, field)
  return namesake === undefined ? Object.values(other) : [namesake]
}

function amongst (lists: readonly unknown[]): (entry: string) => boolean {
  const keys = new Set(lists.flatMap(entriesOf).map(keyOf))
  return entry => keyOf(entry) !== '' && keys.has(keyOf(entry))
}

function namedIn (text: string): (entry: string) => boolean {
  const words = ` ${keyOf(text)} `
  return entry => keyOf(entry) !== '' && words.includes(` ${keyOf(entry)} `)
}

/** The words of a text in small letters, with single spaces: "job-loss" is "Job loss". Signs that belong to names stay: C++, C#, .NET. */
const keyOf = (text: string): string => text.toLowerCase().match(/\.?[\p{L}\p{N}]+(?:\+\+|#)?/gu)?.join(' ') ?? ''
