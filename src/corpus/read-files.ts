import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInterface } from 'node:readline'
import type { Item } from '../matching/ports.ts'
import { unlessMissing } from './disk.ts'
import type { Manifest } from './manifest.ts'
import { decodeManifest, EMBEDDINGS, HASH_BYTES, TEXT_HASHES } from './manifest.ts'
import { pathsOf } from './paths.ts'
import { openSafetensors } from './safetensors.ts'

/** An item, its vector and the hash of the texts that it stands for, where that is known. */
export interface CorpusRows { item: Item, vector: Float32Array, textHash: Buffer | null }

export interface ReadFiles { manifest: Manifest, items: number, dimensions: number, pages: () => AsyncGenerator<CorpusRows[]>, close: () => Promise<void> }

const PAGE = 500

/** A corpus in files, read some items at a time. Throws an Error with a sentence where its vectors are not those of its items. */
export async function openCorpusFiles (dataDir: string, name: string): Promise<ReadFiles> {
  const { items: itemsPath, nextItems, vectors: path } = pathsOf(dataDir, name)
  const file = await openSafetensors(path).catch(error => { throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error(`"${name}" has no vectors yet. Run: kindred embed ${name}`) : error as Error })
  try {
    const manifest = decodeManifest(file.metadata, path)
    const from = await openItems([itemsPath, nextItems], manifest, name)
    const [items = 0, dimensions = 0] = file.tensors.get(EMBEDDINGS)?.shape ?? []
    const hasHashes = file.tensors.get(TEXT_HASHES)?.shape[0] === items

    async function rowsOf (list: Item[], first: number): Promise<CorpusRows[]> {
      const vectors = new Float32Array(list.length * dimensions)
      const hashes = Buffer.alloc(list.length * HASH_BYTES)
      await file.readPart(EMBEDDINGS, 4 * first * dimensions, new Uint8Array(vectors.buffer))
      if (hasHashes) await file.readPart(TEXT_HASHES, first * HASH_BYTES, hashes)
      return list.map((item, i) => ({ item, vector: vectors.subarray(i * dimensions, (i + 1) * dimensions), textHash: hasHashes ? hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES) : null }))
    }

    async function * pages (): AsyncGenerator<CorpusRows[]> {
      let page: Item[] = []
      let done = 0
      for await (const line of createInterface({ input: from.createReadStream({ start: 0, autoClose: false }), crlfDelay: Infinity })) {
        if (line.trim() === '' || line === '\uFEFF') continue
        page.push(JSON.parse(line.replace(/^\uFEFF/, '')) as Item)
        if (page.length < PAGE) continue
        yield await rowsOf(page, done)
        done += page.length
        page = []
      }
      if (page.length > 0) yield await rowsOf(page, done)
    }
    return { manifest, items, dimensions, pages, close: async () => { await Promise.all([file.close(), from.close()]) } }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** The file whose items belong to the vectors, open, so that what is written meanwhile does not change it. Throws an Error with a sentence where there is none. */
async function openItems (paths: readonly string[], { itemsSha256 }: Manifest, name: string): Promise<FileHandle> {
  for (const path of paths) {
    const file = await unlessMissing(open(path))
    if (file === undefined) continue
    const hash = createHash('sha256')
    await pipeline(file.createReadStream({ start: 0, autoClose: false }), hash)
    if (hash.digest('hex') === itemsSha256) return file
    await file.close()
  }
  throw new Error(`${paths[0]} has changed since its vectors were made. Run: kindred embed ${name}`)
}
