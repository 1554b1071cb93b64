import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Embedder, Item, ModelInfo } from '../matching/ports.ts'
import { suggest } from '../suggest.ts'
import { fieldsOfItems, readItems } from '../corpus/items.ts'
import type { Manifest } from '../corpus/manifest.ts'
import { decodeManifest, encodeManifest, modelMismatch } from '../corpus/manifest.ts'
import type { SafetensorsFile } from '../corpus/safetensors.ts'
import { openSafetensors, writeSafetensors } from '../corpus/safetensors.ts'
import { firstDamagedRow } from '../corpus/scan.ts'
import { fieldsOf, textsOf } from '../corpus/template.ts'
import { embedWhole, unitSum } from './whole-texts.ts'

export interface EmbedCorpusOptions {
  dataDir: string
  name: string
  embedder: Embedder
  model: ModelInfo
  /** Which fields are embedded, and how; undefined keeps the template of the vectors that are there. */
  template: string[] | undefined
  onProgress?: (done: number, total: number) => void
}

export interface EmbedCorpusResult {
  items: number
  /** Items whose vectors had to be made; the others were taken over. */
  embedded: number
  /** Of those, items of which not everything could be read: a text too long for the model and without spaces to cut it at. */
  truncated: number
  template: string[]
}

const EMBEDDINGS = 'embeddings'
/** U8 [items, 32]: the SHA-256 of the texts that each row was made from, by which a later run knows what has not changed. */
const TEXT_HASHES = 'text_hashes'
const HASH_BYTES = 32
/** Items embedded together: enough to keep the worker busy, few enough for progress to move. */
const CHUNK = 16

/**
 * Writes `<name>.safetensors` for `<name>.jsonl`. Items whose embedded texts have not changed keep their vectors.
 * @throws Error with a sentence where the JSONL is not usable or an item has nothing to embed
 */
export async function embedCorpus ({ dataDir, name, embedder, model, template: wanted, onProgress }: EmbedCorpusOptions): Promise<EmbedCorpusResult> {
  const path = join(dataDir, `${name}.safetensors`)
  const { items, sha256 } = await readItems(join(dataDir, `${name}.jsonl`))
  const existing = await readExisting(path, model)
  const template = wanted ?? existing?.template
  if (template === undefined) throw new Error(`Which fields of "${name}" are to be embedded? Say it with --template, for example: --template "{title} {content}"`)
  checkTemplate(template, items, name)

  const texts = items.map(item => usableTexts(item, template))
  const hashes = texts.map(parts => createHash('sha256').update(JSON.stringify(parts)).digest())
  const vectors = new Float32Array(items.length * model.dimensions)
  const place = (vector: Float32Array, row: number) => vectors.set(vector, row * model.dimensions)
  const missing: number[] = []
  hashes.forEach((hash, row) => {
    const known = existing?.vectors.get(hash.toString('hex'))
    if (known === undefined) missing.push(row)
    else place(known, row)
  })

  let truncated = 0
  for (let at = 0; at < missing.length; at += CHUNK) {
    const rows = missing.slice(at, at + CHUNK)
    const embedded = await embedWhole(embedder, model, rows.flatMap(row => texts[row]!))
    for (const row of rows) {
      const parts = embedded.splice(0, texts[row]!.length)
      if (!parts.every(part => part.complete)) truncated++
      place(unitSum(parts.map(part => part.vector)), row)
    }
    onProgress?.(at + rows.length, missing.length)
  }

  const manifest: Manifest = { model: model.id, modelSha256: model.sha256, pooling: model.pooling, maxTokens: model.maxTokens, template, itemsSha256: sha256 }
  await writeSafetensors(path, {
    [EMBEDDINGS]: { dtype: 'F32', shape: [items.length, model.dimensions], data: new Uint8Array(vectors.buffer) },
    [TEXT_HASHES]: { dtype: 'U8', shape: [items.length, HASH_BYTES], data: Buffer.concat(hashes) }
  }, encodeManifest(manifest))
  return { items: items.length, embedded: missing.length, truncated, template }
}

/** What an earlier run left: its template, and its vectors as far as this model made them; undefined where there is no usable file. */
async function readExisting (path: string, model: ModelInfo): Promise<{ template: string[], vectors: Map<string, Float32Array> } | undefined> {
  const file = await openSafetensors(path).catch(() => undefined)
  if (file === undefined) return undefined
  try {
    const manifest = decodeManifest(file.metadata, path)
    const isUsable = modelMismatch(manifest, model) === undefined
    return { template: manifest.template, vectors: isUsable ? await readByHash(file, model).catch(() => new Map()) : new Map() }
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}

/** The vectors by the hash of their texts. Throws where the file is cut off, damaged or of another shape. */
async function readByHash (file: SafetensorsFile, { dimensions }: ModelInfo): Promise<Map<string, Float32Array>> {
  const rows = file.tensors.get(TEXT_HASHES)?.shape[0] ?? 0
  const hashes = Buffer.alloc(rows * HASH_BYTES)
  const data = new Float32Array(rows * dimensions)
  await file.read(TEXT_HASHES, hashes)
  await file.read(EMBEDDINGS, new Uint8Array(data.buffer))
  if (firstDamagedRow({ data, rows, dimensions }) !== undefined) throw new Error('The vectors are damaged.')
  return new Map(Array.from({ length: rows }, (_, row) => [
    hashes.toString('hex', row * HASH_BYTES, (row + 1) * HASH_BYTES),
    data.subarray(row * dimensions, (row + 1) * dimensions)
  ]))
}

function checkTemplate (template: string[], items: Item[], name: string): void {
  const known = fieldsOfItems(items).map(field => field.name)
  const used = fieldsOf(template)
  if (used.length === 0) throw new Error('The template names no field; write it like "{title} {content}".')
  for (const field of used) {
    if (known.includes(field)) continue
    const meant = suggest(field, known)
    throw new Error(`The template names the field "${field}", which no item of "${name}" has. ${meant === undefined ? `There are ${known.join(', ')}.` : `Did you mean "${meant}"?`}`)
  }
}

function usableTexts (item: Item, template: string[]): string[] {
  const texts = textsOf(item, template)
  if (texts.length === 0) throw new Error(`The item "${item.id}" has nothing to embed: ${fieldsOf(template).join(', ')} are empty.`)
  return texts
}
