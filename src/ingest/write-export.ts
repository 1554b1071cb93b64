import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open, rename, rm } from 'node:fs/promises'
import type { Manifest } from '../corpus/manifest.ts'
import { EMBEDDINGS, encodeManifest, HASH_BYTES, TEXT_HASHES } from '../corpus/manifest.ts'
import { streamSafetensors } from '../corpus/safetensors-stream.ts'
import type { Item } from '../matching/ports.ts'

export type VectorForm = 'base64' | 'safetensors' | 'none'

export interface ExportedRow { item: Item, vector: Float32Array, textHash: Buffer | null }

/** What is exported, and what is known of its vectors. */
export interface Exported {
  items: number
  dimensions: number
  manifest: Omit<Manifest, 'itemsSha256'>
  pages: AsyncGenerator<ExportedRow[]>
  onProgress?: (done: number) => void
}

/** The field that holds a vector in a JSONL. */
const FIELD = 'embedding'
/** As long as the one that is known at the end. */
const NO_SHA256 = '0'.repeat(64)

/** Writes JSONL to a stream that says when it wants more. Resolves with the number of items. */
export async function writeLines ({ pages, onProgress }: Exported, vectors: 'base64' | 'none', write: (text: string) => Promise<void>): Promise<number> {
  let done = 0
  for await (const rows of pages) {
    await write(rows.map(row => `${JSON.stringify(lineOf(row, vectors))}\n`).join(''))
    onProgress?.(done += rows.length)
  }
  return done
}

/** Writes one file, or two where the vectors go into a safetensors beside the JSONL, whole or not at all. With both, the pair is a corpus that can be served. */
export async function writeFiles (exported: Exported, vectors: VectorForm, path: string): Promise<number> {
  if (vectors === 'safetensors') return await writePair(exported, path)
  return await whole(path, async file => await writeLines(exported, vectors, async text => await file.writeFile(text)))
}

async function writePair ({ items, dimensions, manifest, pages, onProgress }: Exported, path: string): Promise<number> {
  const hash = createHash('sha256')
  const tensors = await streamSafetensors(safetensorsBeside(path), {
    [EMBEDDINGS]: { dtype: 'F32', shape: [items, dimensions] },
    [TEXT_HASHES]: { dtype: 'U8', shape: [items, HASH_BYTES] }
  }, encodeManifest({ ...manifest, itemsSha256: NO_SHA256 }))
  try {
    return await whole(path, async file => {
      let done = 0
      for await (const rows of pages) {
        const lines = rows.map(({ item }) => `${JSON.stringify(item)}\n`).join('')
        hash.update(lines)
        await file.writeFile(lines)
        await tensors.write(EMBEDDINGS, Buffer.concat(rows.map(({ vector }) => bytesOf(vector))))
        await tensors.write(TEXT_HASHES, Buffer.concat(rows.map(({ textHash }) => textHash ?? Buffer.alloc(HASH_BYTES))))
        onProgress?.(done += rows.length)
      }
      await tensors.finish(encodeManifest({ ...manifest, itemsSha256: hash.digest('hex') }))
      return done
    })
  } finally {
    await tensors.discard()
  }
}

export const safetensorsBeside = (path: string): string => `${path.replace(/\.(jsonl|ndjson|json)$/i, '')}.safetensors`

function lineOf ({ item, vector }: ExportedRow, vectors: 'base64' | 'none'): object {
  if (vectors === 'none') return item
  if (Object.hasOwn(item, FIELD)) throw new Error(`The item "${item.id}" has a field "${FIELD}" of its own. Export the vectors beside the items: --vectors safetensors`)
  return { ...item, [FIELD]: bytesOf(vector).toString('base64') }
}

const bytesOf = (vector: Float32Array): Buffer => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)

/** Beside its place until it is whole and on the disk. */
async function whole<T> (path: string, write: (file: FileHandle) => Promise<T>): Promise<T> {
  const temporary = `${path}.${process.pid}.tmp`
  const file = await open(temporary, 'w')
  try {
    const result = await write(file)
    await file.sync()
    await file.close()
    await rename(temporary, path)
    return result
  } catch (error) {
    await file.close().catch(() => {})
    await rm(temporary, { force: true })
    throw error
  }
}
