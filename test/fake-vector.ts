import { createHash } from 'node:crypto'

export const FAKE_DIMENSIONS = 8

/** A unit vector that depends on the text and on nothing else. */
export function fakeVector (text: string): Float32Array {
  const bytes = createHash('sha256').update(text).digest()
  const vector = Float32Array.from({ length: FAKE_DIMENSIONS }, (_, i) => bytes.readInt32LE(i * 4))
  const length = Math.hypot(...vector)
  return vector.map(value => value / length)
}
