// Generated vectors where the service would hold them, and the service's own search over them.
import { clustered } from '../clustered.mjs'
import { parts } from '../parts.mjs'

export const DIMENSIONS = 384
const SEED = 6

export const generator = clustered({ dimensions: DIMENSIONS, seed: SEED })
export const queries = Array.from({ length: 64 }, (_, n) => generator.query(n).vector)

export const { scan, vectorRows, memoryCorpus, parseFilter } = await parts(`
  export { scan } from './src/corpus/scan.ts'
  export { vectorRows } from './src/corpus/vector-rows.ts'
  export { memoryCorpus } from './src/corpus/memory-corpus.ts'
  export { parseFilter } from './src/matching/filters.ts'`)

/** Vectors in the memory of the kernel; `seal()` gives the search. */
export function filled (rows, onItem = () => {}) {
  const vectors = vectorRows(rows, DIMENSIONS)
  for (let row = 0; row < rows; row++) {
    const { vector, item } = generator.at(row)
    vectors.data.set(vector, row * DIMENSIONS)
    onItem(item)
  }
  return vectors
}
