/** A vector as it came from elsewhere, made a unit vector; or what is wrong with it, as a predicate. */
export type GivenVector = { vector: Float32Array, length: number } | { flaw: string }

/** How far a length may be from 1 before it is told. */
export const UNIT_TOLERANCE = 1e-3

/**
 * Reads a vector in one of the forms that it is kept in: numbers in a list, that list as text, little-endian float32 as bytes or in base64.
 * @returns undefined where there is none
 */
export function numbersOf (value: unknown): ArrayLike<number> | { flaw: string } | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (Array.isArray(value)) return value.every(number => typeof number === 'number') ? value as number[] : { flaw: 'has a vector that is not a list of numbers' }
  if (value instanceof Uint8Array) return floatsOf(value)
  if (typeof value !== 'string') return { flaw: 'has a vector that is neither a list of numbers nor float32 in base64' }
  return value.trimStart().startsWith('[') ? listOf(value) : base64Of(value)
}

/** @returns a vector of unit length and the length that it had */
export function unitVector (value: unknown, dimensions: number): GivenVector | undefined {
  const numbers = numbersOf(value)
  if (numbers === undefined || 'flaw' in numbers) return numbers
  if (numbers.length !== dimensions) return { flaw: `has a vector of ${numbers.length} dimensions, not ${dimensions}` }
  let squares = 0
  for (let i = 0; i < numbers.length; i++) squares += numbers[i]! * numbers[i]!
  if (!Number.isFinite(squares)) return { flaw: 'has a vector with a number that is not finite' }
  if (squares === 0) return { flaw: 'has a vector of zeros' }
  const length = Math.sqrt(squares)
  return { vector: Float32Array.from(numbers, number => number / length), length }
}

function floatsOf (bytes: Uint8Array): Float32Array | { flaw: string } {
  if (isPickle(bytes) && bytes.length % 4 !== 0) return { flaw: 'has a vector that is a Python pickle, not float32' }
  if (bytes.length === 0 || bytes.length % 4 !== 0) return { flaw: `has a vector of ${bytes.length} bytes, which is no number of float32` }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true))
}

function listOf (text: string): ArrayLike<number> | { flaw: string } {
  try {
    return numbersOf(JSON.parse(text)) as number[]
  } catch {
    return { flaw: 'has a vector that cannot be read as a list of numbers' }
  }
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

function base64Of (text: string): Float32Array | { flaw: string } {
  return BASE64.test(text) ? floatsOf(Buffer.from(text, 'base64')) : { flaw: 'has a vector that is neither a list of numbers nor float32 in base64' }
}

/** PROTO and a version, which every pickle since Python 2.3 begins with (https://docs.python.org/3/library/pickle.html). */
export const isPickle = (bytes: Uint8Array): boolean => bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5
