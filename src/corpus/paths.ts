import { join } from 'node:path'

export const ITEMS = '.jsonl'
export const VECTORS = '.safetensors'
export const NEXT = '.next'

export interface CorpusPaths {
  name: string
  dataDir: string
  /** One item a line. */
  items: string
  /** The items that belong to vectors which are about to be put in their place, or are there already. */
  nextItems: string
  vectors: string
  /** Vectors as they are made. */
  part: string
  /** Vectors of the sentences of a small corpus. */
  sentences: string
}

/** Where the files of a corpus are. */
export function pathsOf (dataDir: string, name: string): CorpusPaths {
  const items = join(dataDir, name + ITEMS)
  const vectors = join(dataDir, name + VECTORS)
  return { name, dataDir, items, nextItems: items + NEXT, vectors, part: `${vectors}.part`, sentences: join(dataDir, `${name}.sentences.safetensors`) }
}
