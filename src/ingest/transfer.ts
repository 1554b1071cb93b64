import { setImmediate } from 'node:timers/promises'
import { isId } from '../corpus/items.ts'
import { hashOfTexts, textsOf } from '../corpus/template.ts'
import type { Embedder, Item, ModelInfo } from '../matching/ports.ts'
import { IdSet } from './id-set.ts'
import type { Flaw } from './import-items.ts'
import type { Shape } from './item-shape.ts'
import { itemOf } from './item-shape.ts'
import { makeVectors } from './make-vectors.ts'
import type { Row, Source } from './source.ts'
import type { Target, WrittenRow } from './target.ts'
import { emptyFields } from './template-check.ts'
import { UNIT_TOLERANCE, unitVector } from './vector-values.ts'

export interface TransferOptions {
  source: Source
  shape: Shape
  template: readonly string[]
  dimensions: number
  target: Target
  /** What makes the vectors of items that bring none; without it they are left out. */
  embedding: { embedder: Embedder, model: ModelInfo } | undefined
  /** Whether vectors that items bring are those that the model makes of their texts. */
  isOfModel: boolean
  /** Whether the source gives as many rows at once as are to be written at once. */
  asTheyCome?: boolean
  /** Told of items before their vectors are made. */
  onEmbed?: ((items: number) => void) | undefined
  onProgress?: ((rows: number) => void) | undefined
}

export interface TransferResult {
  /** Items of the source that are in the corpus now. */
  ids: IdSet
  added: number
  updated: number
  unchanged: number
  /** Vectors that had to be made. */
  embedded: number
  /** Of those, items of which not everything could be read. */
  truncated: number
  /** Vectors of the source whose length was not 1. */
  normalised: number
  /** The first of the rows that were left out, and how many there are. */
  flaws: Flaw[]
  leftOut: number
  /** The text of the first item. */
  example: string
}

/** Rows written at once; fewer where vectors have to be made, so that little is lost when a run is killed. */
const ROWS_GIVEN = 500
const ROWS_MADE = 64
const ROWS_IN_ONE_GO = 32
/** More are counted and not kept. */
const MOST_FLAWS = 10_000

interface Candidate { line: number, item: Item, texts: string[], hash: Buffer, vector: Float32Array | undefined }

/**
 * Writes the items of a source to a target, some at a time, so that memory does not grow with the source (but for 64 bits an id). What is there already
 * is neither written nor embedded again: a run that was killed is gone on with by running it again.
 */
export async function transfer ({ source, shape, template, dimensions, target, embedding, isOfModel, asTheyCome = false, onEmbed, onProgress }: TransferOptions): Promise<TransferResult> {
  const result: TransferResult = { ids: new IdSet(), added: 0, updated: 0, unchanged: 0, embedded: 0, truncated: 0, normalised: 0, flaws: [], leftOut: 0, example: '' }
  const atOnce = source.vectorsIn === undefined ? ROWS_MADE : ROWS_GIVEN

  function leaveOut ({ line, ...row }: Row, flaw: string): void {
    result.leftOut++
    const id = 'fields' in row ? row.fields['id'] : row.id
    if (result.flaws.length < MOST_FLAWS) result.flaws.push({ line, flaw, ...isId(id) ? { id } : {} })
  }

  function candidateOf (row: Row): Candidate | { flaw: string } {
    if ('flaw' in row) return row
    const item = itemOf(row.fields, shape)
    if (!('id' in item)) return { flaw: String(item.flaw) }
    const before = result.ids.lineOf(item.id)
    if (before !== undefined) return { flaw: shape.id === undefined ? `is the same as ${source.unit ?? 'line'} ${before}` : `has the id "${item.id}", which ${source.unit ?? 'line'} ${before} has already` }
    const refusal = target.refusal(item)
    if (refusal !== undefined) return { flaw: refusal }
    const texts = textsOf(item, template)
    const given = unitVector(row.vector, dimensions)
    if (given !== undefined && 'flaw' in given) return given
    if (given === undefined && embedding === undefined) return { flaw: 'has no vector' }
    if (given === undefined && texts.length === 0) return { flaw: `has nothing to embed: ${emptyFields(template)}` }
    if (given !== undefined && Math.abs(given.length - 1) > UNIT_TOLERANCE) result.normalised++
    return { line: row.line, item, texts, hash: hashOfTexts(texts), vector: given?.vector }
  }

  function accepted (row: Row): Candidate[] {
    const candidate = candidateOf(row)
    if ('flaw' in candidate) {
      leaveOut(row, candidate.flaw)
      return []
    }
    result.ids.add(candidate.item.id, row.line)
    if (result.example === '') result.example = candidate.texts[0] ?? ''
    return [candidate]
  }

  async function allAccepted (rows: readonly Row[]): Promise<Candidate[]> {
    const candidates: Candidate[] = []
    for (const [i, row] of rows.entries()) {
      // A service answers others in between.
      if (i % ROWS_IN_ONE_GO === ROWS_IN_ONE_GO - 1) await setImmediate()
      candidates.push(...accepted(row))
    }
    return candidates
  }

  /** Whether the hash of its texts tells all about an item's vector. */
  const isHashed = ({ vector, texts }: Candidate): boolean => vector === undefined || (isOfModel && texts.length > 0)

  const unchanged = async (wanted: Parameters<NonNullable<Target['unchanged']>>[0]): Promise<Set<string>> => await target.unchanged?.(wanted) ?? new Set()

  async function write (rows: readonly Row[]): Promise<void> {
    const candidates = await allAccepted(rows)
    const same = await unchanged(candidates.filter(isHashed).map(({ item, hash: textHash }) => ({ item, textHash })))
    result.unchanged += same.size
    const changed = candidates.filter(({ item }) => !same.has(item.id))
    const made = await vectorsFor(changed.filter(({ vector }) => vector === undefined))
    const written = changed.map((candidate): WrittenRow => ({ item: candidate.item, vector: candidate.vector ?? made.get(candidate.item.id)!, textHash: isHashed(candidate) ? candidate.hash : null }))
    if (written.length === 0) return
    const counts = await target.upsert(written)
    for (const name of ['added', 'updated', 'unchanged'] as const) result[name] += counts[name]
  }

  async function vectorsFor (wanted: readonly Candidate[]): Promise<Map<string, Float32Array>> {
    if (wanted.length === 0) return new Map()
    const vectors = await target.known(wanted.map(({ item, hash: textHash }) => ({ id: item.id, textHash })))
    const missing = wanted.filter(({ item }) => !vectors.has(item.id))
    if (missing.length === 0) return vectors
    onEmbed?.(missing.length)
    const made = await makeVectors({ texts: missing.map(({ texts }) => texts), ...embedding!, known: () => undefined })
    result.embedded += made.embedded
    result.truncated += made.truncated
    missing.forEach(({ item }, i) => vectors.set(item.id, made.vectors.subarray(i * dimensions, (i + 1) * dimensions)))
    return vectors
  }

  let rows = 0
  for await (const batch of asTheyCome ? source.rows() : inBatches(source.rows(), atOnce)) {
    await write(batch)
    rows += batch.length
    onProgress?.(rows)
  }
  return result
}

async function * inBatches (batches: AsyncGenerator<Row[]>, size: number): AsyncGenerator<Row[]> {
  let waiting: Row[] = []
  for await (const rows of batches) {
    waiting = waiting.length === 0 ? rows : [...waiting, ...rows]
    let at = 0
    for (; waiting.length - at >= size; at += size) yield waiting.slice(at, at + size)
    waiting = waiting.slice(at)
  }
  if (waiting.length > 0) yield waiting
}
