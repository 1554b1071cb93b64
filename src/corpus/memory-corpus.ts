import type { Corpus, CorpusInfo, Field, Item, Search, SearchResult } from '../matching/ports.ts'
import { predicateOf } from '../matching/predicate.ts'
import { fieldsOfItems, orderById } from './items.ts'
import type { Vectors } from './scan.ts'
import { scan } from './scan.ts'

export interface MemoryCorpusSource {
  items: Item[]
  /** Row-major, in the order of `items`, unit length. */
  vectors: Float32Array
  /** Default: those that the items have. */
  fields?: Field[]
  info: Pick<CorpusInfo, 'name' | 'dimensions' | 'model' | 'template' | 'source' | 'stale' | 'version' | 'updatedAt'>
}

/** A corpus in memory, answered by the exact scan. Rows stand in the order of the ids, so that a tie is settled by the row. */
export function memoryCorpus ({ items: unordered, vectors: data, fields, info }: MemoryCorpusSource): Corpus {
  const { dimensions } = info
  const order = orderById(unordered)
  const items = Array.from(order, index => unordered[index]!)
  const vectors: Vectors = { data: reordered(data, order, dimensions), rows: items.length, dimensions }
  const rowOf = new Map(items.map((item, row) => [item.id, row]))

  /** The rows that a search may return; undefined for all. */
  function candidates ({ filter, exclude }: Search): Uint32Array | undefined {
    if (filter === undefined && exclude.size === 0) return undefined
    const holds = filter === undefined ? () => true : predicateOf(filter)
    return Uint32Array.from(items.keys()).filter(row => !exclude.has(items[row]!.id) && holds(items[row]!))
  }

  async function search (request: Search): Promise<SearchResult[]> {
    const rows = candidates(request)
    const results: SearchResult[] = []
    for (const vector of request.vectors) {
      // Other requests have their turn between the scans of a batch.
      if (results.length > 0) await new Promise(resolve => setImmediate(resolve))
      const best = scan(vectors, vector, request.offset + request.limit, request.threshold, rows)
      const hits = best.slice(request.offset).map(({ row, score }) => ({ item: items[row]!, score }))
      results.push({ hits, total: rows?.length ?? items.length, totalIs: 'exact', exact: true })
    }
    return results
  }

  async function vectorOf (id: string): Promise<Float32Array | undefined> {
    const row = rowOf.get(id)
    return row === undefined ? undefined : vectors.data.subarray(row * dimensions, (row + 1) * dimensions)
  }

  async function item (id: string): Promise<Item | undefined> {
    const row = rowOf.get(id)
    return row === undefined ? undefined : items[row]
  }

  return {
    info: { ...info, items: items.length, fields: fields ?? fieldsOfItems(items), servedBy: 'memory' },
    search,
    item,
    vectorOf,
    items: async (offset, limit) => items.slice(offset, offset + limit)
  }
}

function reordered (data: Float32Array, order: Uint32Array, dimensions: number): Float32Array {
  if (order.every((index, row) => index === row)) return data
  const result = new Float32Array(data.length)
  order.forEach((index, row) => result.set(data.subarray(index * dimensions, (index + 1) * dimensions), row * dimensions))
  return result
}
