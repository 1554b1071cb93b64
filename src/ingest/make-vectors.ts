import { hashOfTexts } from '../corpus/template.ts'
import type { Embedder, ModelInfo } from '../matching/ports.ts'
import type { Piece } from './pieces.ts'
import { embedWhole, unitSum } from './whole-texts.ts'

export interface MakeVectorsOptions {
  /** The texts that stand for each item, at least one. */
  texts: readonly string[][]
  embedder: Embedder
  model: ModelInfo
  /** The vector that there is already of texts with this hash (hexadecimal). */
  known: (hash: string) => Float32Array | undefined
  /** Called with what was made, some at a time. */
  onMade?: (pieces: Piece[]) => Promise<void>
  onProgress?: ((done: number, total: number) => void) | undefined
}

export interface MadeVectors {
  /** Row-major, length = items × dimensions, each row of unit length. */
  vectors: Float32Array
  hashes: Buffer[]
  /** Items whose vectors had to be made. */
  embedded: number
  /** Of those, items of which not everything could be read: a text too long for the model and without spaces to cut it at. */
  truncated: number
}

/** Items embedded together: enough to keep the worker busy, few enough for progress to move. */
const CHUNK = 16

/** One vector for each item: the sum of those of its texts. What is known is taken over. */
export async function makeVectors ({ texts, embedder, model, known, onMade, onProgress }: MakeVectorsOptions): Promise<MadeVectors> {
  const hashes = texts.map(hashOfTexts)
  const vectors = new Float32Array(texts.length * model.dimensions)
  const place = (vector: Float32Array, row: number) => vectors.set(vector, row * model.dimensions)
  const missing: number[] = []
  hashes.forEach((hash, row) => {
    const vector = known(hash.toString('hex'))
    if (vector === undefined) missing.push(row)
    else place(vector, row)
  })

  let truncated = 0
  for (let at = 0; at < missing.length; at += CHUNK) {
    const rows = missing.slice(at, at + CHUNK)
    const embedded = await embedWhole(embedder, model, rows.flatMap(row => texts[row]!))
    const made = rows.map((row): Piece => {
      const parts = embedded.splice(0, texts[row]!.length)
      if (!parts.every(part => part.complete)) truncated++
      return { hash: hashes[row]!, vector: unitSum(parts.map(part => part.vector)) }
    })
    made.forEach(({ vector }, i) => place(vector, rows[i]!))
    await onMade?.(made)
    onProgress?.(at + rows.length, missing.length)
  }
  return { vectors, hashes, embedded: missing.length, truncated }
}
