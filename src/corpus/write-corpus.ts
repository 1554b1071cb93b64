import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { setImmediate } from 'node:timers/promises'
import { FilesChangedError } from '../errors.ts'
import type { Item } from '../matching/ports.ts'
import type { NewItem } from '../matching/writing.ts'
import { unlessMissing } from './disk.ts'
import { isBlank, linesOf, orderById } from './items.ts'
import type { LoadedCorpus } from './load-corpus.ts'
import { infoOf, rowsOf } from './load-corpus.ts'
import type { CorpusLock } from './lock.ts'
import type { Manifest } from './manifest.ts'
import { decodeManifest, EMBEDDINGS, encodeManifest, HASH_BYTES, TEXT_HASHES } from './manifest.ts'
import { memoryCorpus } from './memory-corpus.ts'
import type { CorpusPaths } from './paths.ts'
import { streamSafetensors } from './safetensors-stream.ts'
import { afterVectors, beforeVectors } from './swap.ts'
import type { VectorRows } from './vector-rows.ts'
import { vectorRows } from './vector-rows.ts'

/** What becomes of items, by id: a new one, or undefined for one that is removed. */
export type Changes = ReadonlyMap<string, NewItem | undefined>

/** Bytes or rows handled between two turns of the event loop. */
const BLOCK_BYTES = 1 << 20
const BLOCK_ROWS = 512
/** The share of the items whose change does not matter to what was measured over all. */
const MOST_CHANGE = 0.1

/** The items of a corpus as they stand in its file. Throws a FilesChangedError where they are not those that are loaded. */
export async function readOwnItems ({ name, items }: CorpusPaths, { itemsSha256 }: Manifest): Promise<Buffer> {
  const bytes = await unlessMissing(readFile(items)) ?? Buffer.alloc(0)
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    hash.update(bytes.subarray(at, at + BLOCK_BYTES))
    await setImmediate()
  }
  if (hash.digest('hex') !== itemsSha256) throw new FilesChangedError(name, `${name}.jsonl has changed since its vectors were made. Run: npm run embed -- ${name}`)
  return bytes
}

/**
 * Writes both files of a corpus anew with some items changed, and returns the corpus that they are. Items keep their places and, where they do not change,
 * their lines to the byte; new ones come last. Until it resolves the old corpus can be searched, so that in the meantime its vectors are in memory twice.
 * @param oldItems the content of the JSONL that `base` was read from
 */
export async function writeCorpus (paths: CorpusPaths, base: LoadedCorpus, oldItems: Buffer, changes: Changes, lock: CorpusLock): Promise<LoadedCorpus> {
  const items = await changedItems(base, changes)
  const order = orderById(items)
  const { dimensions } = base.corpus.info
  const vectors = await gather(order, items, base, changes)
  const rows = rowsOf(items)
  const textHashes = hashesOf(rows, base, changes)
  const itemsSha256 = await writeItems(paths, changedLines(oldItems, base, changes))
  const manifest = changedManifest(base, itemsSha256, changes.size)
  await beforeVectors(paths)
  await writeVectors(paths, { order, vectors: vectors.data, dimensions, textHashes, manifest }, lock)
  await afterVectors(paths)
  const info = infoOf(paths.name, manifest, dimensions, (await stat(paths.vectors)).mtime)
  return { corpus: memoryCorpus({ items: Array.from(order, row => items[row]!), vectors, background: manifest.background, sentences: base.corpus.sentences, info }), manifest, rows, textHashes }
}

async function changedItems ({ corpus, rows }: LoadedCorpus, changes: Changes): Promise<Item[]> {
  const items: Item[] = []
  for (const id of rows.keys()) {
    const item = changes.has(id) ? changes.get(id)?.item : await corpus.item(id)
    if (item !== undefined) items.push(item)
  }
  for (const [id, change] of changes) if (change !== undefined && !rows.has(id)) items.push(change.item)
  return items
}

/** In the order of the ids, so that the corpus takes them as they are. */
async function gather (order: Uint32Array, items: readonly Item[], { corpus }: LoadedCorpus, changes: Changes): Promise<VectorRows> {
  const { dimensions } = corpus.info
  const vectors = vectorRows(items.length, dimensions)
  for (let place = 0; place < order.length; place++) {
    const { id } = items[order[place]!]!
    vectors.data.set(changes.get(id)?.vector ?? (await corpus.vectorOf(id))!, place * dimensions)
    if (place % BLOCK_ROWS === 0) await setImmediate()
  }
  return vectors
}

function hashesOf (rows: ReadonlyMap<string, number>, base: LoadedCorpus, changes: Changes): Buffer {
  const hashes = Buffer.alloc(rows.size * HASH_BYTES)
  for (const [id, row] of rows) {
    const change = changes.get(id)
    if (change !== undefined) change.textHash?.copy(hashes, row * HASH_BYTES)
    else hashes.set(hashAt(base.textHashes, base.rows.get(id)!), row * HASH_BYTES)
  }
  return hashes
}

export const hashAt = (hashes: Buffer, row: number): Buffer => hashes.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES)

function * changedLines (oldItems: Buffer, { rows }: LoadedCorpus, changes: Changes): Generator<Uint8Array | string> {
  const ids = rows.keys()
  for (const line of linesOf(oldItems)) {
    if (isBlank(line)) continue
    const id = ids.next().value!
    if (!changes.has(id)) yield line
    else if (changes.get(id) !== undefined) yield JSON.stringify(changes.get(id)!.item)
  }
  for (const [id, change] of changes) if (change !== undefined && !rows.has(id)) yield JSON.stringify(change.item)
}

/** Writes the items beside their place. @returns the SHA-256 of the file */
async function writeItems ({ nextItems }: CorpusPaths, lines: Iterable<Uint8Array | string>): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(async function * () {
    for (const block of blocksOf(lines)) {
      hash.update(block)
      yield block
    }
  }, createWriteStream(nextItems, { flush: true }))
  return hash.digest('hex')
}

function * blocksOf (lines: Iterable<Uint8Array | string>): Generator<Buffer> {
  let waiting: Buffer[] = []
  let bytes = 0
  for (const line of lines) {
    const text = Buffer.from(line)
    waiting.push(text, LINE_END)
    bytes += text.length + 1
    if (bytes < BLOCK_BYTES) continue
    yield Buffer.concat(waiting)
    waiting = []
    bytes = 0
  }
  if (bytes > 0) yield Buffer.concat(waiting)
}

const LINE_END = Buffer.from('\n')

/**
 * One that was made from a file keeps what the items were then, by which an import knows that they have changed since. What was measured over the items is
 * kept as long as few of them change.
 */
function changedManifest ({ manifest, rows }: LoadedCorpus, itemsSha256: string, changes: number): Manifest {
  const background = changes <= MOST_CHANGE * rows.size ? manifest.background : undefined
  const source = manifest.source && { ...manifest.source, itemsSha256: manifest.source.itemsSha256 ?? manifest.itemsSha256 }
  // As it will be read: its version depends on the order of its fields.
  return decodeManifest(encodeManifest({ ...manifest, itemsSha256, writeId: randomBytes(8).toString('hex'), background, source }), '')
}

interface NewVectors { order: Uint32Array, vectors: Float32Array, dimensions: number, textHashes: Buffer, manifest: Manifest }

/** Writes the vectors in the order of the items' file and puts them in their place, by which the change is decided. */
async function writeVectors ({ vectors: path }: CorpusPaths, { order, vectors, dimensions, textHashes, manifest }: NewVectors, lock: CorpusLock): Promise<void> {
  const metadata = encodeManifest(manifest)
  const placeOf = new Uint32Array(order.length)
  order.forEach((row, place) => { placeOf[row] = place })
  const file = await streamSafetensors(path, { [EMBEDDINGS]: { dtype: 'F32', shape: [order.length, dimensions] }, [TEXT_HASHES]: { dtype: 'U8', shape: [order.length, HASH_BYTES] } }, metadata)
  try {
    for (let row = 0; row < placeOf.length; row += BLOCK_ROWS) {
      const places = placeOf.subarray(row, row + BLOCK_ROWS)
      const block = new Float32Array(places.length * dimensions)
      places.forEach((place, i) => block.set(vectors.subarray(place * dimensions, (place + 1) * dimensions), i * dimensions))
      await file.write(EMBEDDINGS, new Uint8Array(block.buffer))
    }
    await file.write(TEXT_HASHES, textHashes)
    await lock.confirm()
    await file.finish(metadata)
  } finally {
    await file.discard()
  }
}
