import { counted } from '../counted.ts'
import { InvalidRequestError, UnusableVectorError } from '../errors.ts'
import type { Embedder } from './ports.ts'

export interface Comparison { similarity: number, distance: number }

/**
 * The cosine of two texts or vectors, and 1 minus it. Two vectors may be of any model; a text is embedded by `model`.
 * @throws InvalidRequestError where the dimensions differ, UnusableVectorError for a vector of zeros
 */
export async function compare (a: string | number[], b: string | number[], { embedder, model, signal }: { embedder: Embedder, model: () => string, signal?: AbortSignal }): Promise<Comparison> {
  const texts = [a, b].filter(side => typeof side === 'string')
  const embedded = texts.length === 0 ? [] : await embedder.embed(texts, { model: model(), signal })
  const vectors = embedded.map(({ vector }) => vector)
  const vectorOf = (side: string | number[]): ArrayLike<number> => typeof side === 'string' ? vectors.shift()! : side
  return compareVectors(vectorOf(a), vectorOf(b))
}

/**
 * The same for two vectors alone.
 * @param names what the request calls them
 */
export function compareVectors (x: ArrayLike<number>, y: ArrayLike<number>, [a, b]: readonly [string, string] = ['a', 'b']): Comparison {
  if (x.length !== y.length) throw new InvalidRequestError([{ path: b, message: `${a} has ${counted(x.length, 'dimension')} and ${b} has ${y.length}; they cannot be compared.` }])
  const similarity = cosine(x, y)
  const decimals = (value: number) => Math.round(value * 1e6) / 1e6
  return { similarity: decimals(similarity), distance: decimals(1 - similarity) }
}

function cosine (a: ArrayLike<number>, b: ArrayLike<number>): number {
  // Scaled by the largest number first, so that very large and very small ones neither overflow nor vanish.
  const [scaleA, scaleB] = [largest(a), largest(b)]
  if (!(scaleA > 0 && scaleB > 0)) throw new UnusableVectorError('A vector of zeros has no direction and cannot be compared.')
  let product = 0
  let lengthA = 0
  let lengthB = 0
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]! / scaleA, b[i]! / scaleB]
    product += x * y
    lengthA += x * x
    lengthB += y * y
  }
  return Math.min(1, Math.max(-1, product / Math.sqrt(lengthA * lengthB)))
}

function largest (vector: ArrayLike<number>): number {
  let max = 0
  for (let i = 0; i < vector.length; i++) max = Math.max(max, Math.abs(vector[i]!))
  return max
}
