import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInterface } from 'node:readline'
import type { Item } from '../matching/ports.ts'
import type { Manifest } from './manifest.ts'
import { decodeManifest } from './manifest.ts'
import { openSafetensors } from './safetensors.ts'

/** An item, its vector and the hash of the texts that it stands for, where that is known. */
export interface CorpusRows { item: Item, vector: Float32Array, textHash: Buffer | null }

export interface ReadFiles { manifest: Manifest, items: number, dimensions: number, pages: () => AsyncGenerator<CorpusRows[]>, close: () => Promise<void> }

const PAGE = 500
const HASH_BYTES = 32
const EMBEDDINGS = 'embeddings'
const TEXT_HASHES = 'text_hashes'

/** A corpus in files, read some items at a time. Throws an Error with a sentence where its vectors are not those of its items. */
export async function openCorpusFiles (dataDir: string, name: string): Promise<ReadFiles> {
  const itemsPath = join(dataDir, `${name}.jsonl`)
  const path = join(dataDir, `${name}.safetensors`)
  const file = await openSafetensors(path).catch(error => { throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error(`"${name}" has no vectors yet. Run: kindred embed ${name}`) : error as Error })
  try {
    const manifest = decodeManifest(file.metadata, path)
    if (await sha256Of(itemsPath) !== manifest.itemsSha256) throw new Error(`${itemsPath} has changed since its vectors were made. Run: kindred embed ${name}`)
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
      for await (const line of createInterface({ input: createReadStream(itemsPath), crlfDelay: Infinity })) {
        if (line.trim() === '' || line === '\uFEFF') continue
        page.push(JSON.parse(line.replace(/^\uFEFF/, '')) as Item)
        if (page.length < PAGE) continue
        yield await rowsOf(page, done)
        done += page.length
        page = []
      }
      if (page.length > 0) yield await rowsOf(page, done)
    }
    return { manifest, items, dimensions, pages, close: file.close }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function sha256Of (path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
