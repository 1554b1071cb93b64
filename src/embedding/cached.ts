import { LRUCache } from 'lru-cache'
import type { Embedding } from '../matching/ports.ts'
import type { EmbedText, KeyOf } from './text-embedder.ts'

/** What an entry costs beside its vector: the key, the objects and the map's own bookkeeping, in bytes. */
const ENTRY_OVERHEAD = 400

/** Keeps the vectors of the last texts, at most `maxBytes` of them. 0 switches it off. */
export function cached (embedText: EmbedText, keyOf: KeyOf, maxBytes: number): EmbedText {
  if (maxBytes <= 0) return embedText
  const cache = new LRUCache<string, Embedding>({ maxSize: maxBytes, sizeCalculation: ({ vector }) => vector.byteLength + ENTRY_OVERHEAD })
  return async (request, options) => {
    const key = keyOf(request)
    const known = cache.get(key)
    if (known !== undefined) return known
    const embedding = await embedText(request, options)
    if (options?.bulk !== true) cache.set(key, { ...embedding, timings: { tokenize: 0, queue: 0, infer: 0 } })
    return embedding
  }
}
