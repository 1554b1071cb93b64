import type { Background } from '../matching/background.ts'
import type { Corpus, CorpusInfo, Field, Item, Search, SearchResult } from '../matching/ports.ts'
import { sampleOf } from '../matching/sample.ts'
import { facetsOf } from './facets.ts'
import { filterRows } from './filter-rows.ts'
import { fieldsOfItems, orderById } from './items.ts'
import { RowSet } from './row-set.ts'
import type { VectorRows } from './vector-rows.ts'
import { vectorRows } from './vector-rows.ts'

export interface MemoryCorpusSource {
  items: Item[]
  /** Row-major, in the order of `items`, unit length. `VectorRows` are taken over and put into another order; other floats are copied. */
  vectors: Float32Array | VectorRows
  /** Default: those that the items have. */
  fields?: Field[]
  /** Where it was measured. */
  background?: Background | undefined
  sentences?: Corpus['sentences']
  info: Pick<CorpusInfo, 'name' | 'dimensions' | 'model' | 'template' | 'source' | 'stale' | 'version' | 'updatedAt'>
}

/** A corpus in memory, answered by the exact scan. Rows stand in the order of the ids, so that a tie is settled by the row. */
export function memoryCorpus ({ items: unordered, vectors: given, fields, background, sentences, info }: MemoryCorpusSource): Corpus {
  const { dimensions } = info
  const order = orderById(unordered)
  const items = Array.from(order, index => unordered[index]!)
  const vectors = inOrder(given, order, dimensions)
  const searchRows = vectors.seal()
  const passing = filterRows(items)
  const rowOf = new Map(items.map((item, row) => [item.id, row]))

  /** The rows that a search may return; undefined for all. */
  async function candidates ({ filter, exclude }: Search): Promise<RowSet | undefined> {
    const excluded = [...exclude].flatMap(id => rowOf.get(id) ?? [])
    if (filter === undefined && excluded.length === 0) return undefined
    const rows = filter === undefined ? RowSet.all(items.length) : (await passing(filter)).copy()
    for (const row of excluded) rows.delete(row)
    return rows
  }

  async function search (request: Search): Promise<SearchResult[]> {
    const rows = await candidates(request)
    const total = rows?.count() ?? items.length
    const found = await searchRows(request.vectors, request.offset + request.limit, request.threshold, rows)
    return found.map(best => ({ hits: best.slice(request.offset).map(({ row, score }) => ({ item: items[row]!, score })), total, totalIs: 'exact', exact: true }))
  }

  const vectorAt = (row: number): Float32Array => vectors.data.subarray(row * dimensions, (row + 1) * dimensions)

  async function vectorOf (id: string): Promise<Float32Array | undefined> {
    const row = rowOf.get(id)
    return row === undefined ? undefined : vectorAt(row)
  }

  async function item (id: string): Promise<Item | undefined> {
    const row = rowOf.get(id)
    return row === undefined ? undefined : items[row]
  }

  return {
    info: { ...info, items: items.length, fields: fields ?? fieldsOfItems(items), servedBy: 'memory' },
    background,
    sentences,
    search,
    item,
    vectorOf,
    sample: async count => sampleOf(items.map(({ id }) => id), count).map(vectorAt),
    vectorsOf: async ids => await Promise.all(ids.map(vectorOf)),
    items: async (offset, limit) => items.slice(offset, offset + limit),
    facets: async (field, limit) => facetsOf(items, field, limit)
  }
}

function inOrder (given: Float32Array | VectorRows, order: Uint32Array, dimensions: number): VectorRows {
  if (given instanceof Float32Array) {
    const vectors = vectorRows(order.length, dimensions)
    order.forEach((index, row) => vectors.data.set(given.subarray(index * dimensions, (index + 1) * dimensions), row * dimensions))
    return vectors
  }
  reorder(given, order)
  return given
}

/** Puts row `order[i]` in place i for all i, cycle by cycle, with room for one row beside them. */
function reorder ({ data, dimensions }: VectorRows, order: Uint32Array): void {
  const row = (index: number): Float32Array => data.subarray(index * dimensions, (index + 1) * dimensions)
  const done = new RowSet(order.length)
  for (let start = 0; start < order.length; start++) {
    if (done.has(start) || order[start] === start) continue
    const first = row(start).slice()
    let place = start
    for (; order[place] !== start; place = order[place]!) {
      row(place).set(row(order[place]!))
      done.add(place)
    }
    row(place).set(first)
    done.add(place)
  }
}
