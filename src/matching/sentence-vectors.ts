import { createHash } from 'node:crypto'

/** A vector in whole numbers of 8 bits, and what gives them unit length again: a quarter of the memory, and cosines that are right to about three decimals. */
export interface Compact { codes: Int8Array, unit: number }

/** The vectors of items' sentences, in their order, by `keyOf` them. */
export type SentenceVectors = ReadonlyMap<string, readonly Compact[]>

/** In a corpus of at most so many items the sentences of all are embedded, not only of those that somebody wants explained. */
export const SMALL_CORPUS = 1000

/** By what the vectors of an item's sentences are found again, also when the item stands elsewhere or is another: 32 bytes in base64. */
export const keyOf = (model: string, texts: readonly string[]): string => createHash('sha256').update(JSON.stringify([model, texts])).digest('base64')

/** @param vector of unit length */
export function compact (vector: Float32Array): Compact {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return ofCodes(Int8Array.from(vector, value => Math.round(127 * value / largest)))
}

export function ofCodes (codes: Int8Array): Compact {
  let squares = 0
  for (let i = 0; i < codes.length; i++) squares += codes[i]! ** 2
  return { codes, unit: 1 / Math.sqrt(squares) }
}

/** With a unit vector of the same length. */
export function cosine ({ codes, unit }: Compact, vector: Float32Array): number {
  let sum = 0
  for (let i = 0; i < codes.length; i++) sum += codes[i]! * vector[i]!
  return sum * unit
}
