import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Corpus, Item, ModelInfo } from '../matching/ports.ts'
import { unlessMissing } from './disk.ts'
import type { ItemsFile } from './items.ts'
import { readItems } from './items.ts'
import type { Manifest } from './manifest.ts'
import { decodeManifest, EMBEDDINGS, HASH_BYTES, isFromElsewhere, modelMismatch, TEXT_HASHES } from './manifest.ts'
import type { MemoryCorpusSource } from './memory-corpus.ts'
import { memoryCorpus } from './memory-corpus.ts'
import type { CorpusPaths } from './paths.ts'
import { pathsOf, VECTORS } from './paths.ts'
import type { SafetensorsFile } from './safetensors.ts'
import { openSafetensors } from './safetensors.ts'
import { firstDamagedRow } from './scan.ts'
import { readSentences } from './sentence-file.ts'
import type { VectorRows } from './vector-rows.ts'
import { vectorRows } from './vector-rows.ts'

/** A corpus in memory, with what is needed to write it again. */
export interface LoadedCorpus {
  corpus: Corpus
  manifest: Manifest
  /** The rows of the files by id, in their order. */
  rows: ReadonlyMap<string, number>
  /** Of the texts that each of these rows stands for, 32 bytes each; zeros where nobody knows. */
  textHashes: Buffer
}

/** The manifest of a corpus. Throws an Error that says what to run where there is none. */
export async function readManifest (dataDir: string, name: string): Promise<Manifest> {
  const { vectors } = pathsOf(dataDir, name)
  const file = await openVectors(vectors)
  try {
    return decodeManifest(file.metadata, vectors)
  } finally {
    await file.close()
  }
}

/** Reads a corpus into memory. Throws an Error with a sentence that says what to run where it cannot be served. */
export async function loadCorpus (paths: CorpusPaths, models: readonly ModelInfo[]): Promise<LoadedCorpus> {
  const { name, vectors: path } = paths
  const file = await openVectors(path)
  try {
    const manifest = decodeManifest(file.metadata, path)
    const dimensions = dimensionsOf(file, manifest, models, name)
    const found = await itemsOf(paths, manifest)
    // Another process has put new vectors in their place since this file was opened.
    if (found === undefined && await hasChanged(paths, manifest)) return await loadCorpus(paths, models)
    if (found === undefined) throw new Error(`${name}.jsonl has changed since its vectors were made. Run: ${embedCommand(name)}`)
    const { items } = found
    const vectors = await readEmbeddings(file, path, items.length, dimensions)
    const info = infoOf(name, manifest, dimensions, (await stat(path)).mtime)
    return { corpus: memoryCorpus({ items, vectors, background: manifest.background, sentences: async only => await readSentences(paths.sentences, manifest.modelSha256, only), info }), manifest, rows: rowsOf(items), textHashes: await readTextHashes(file, items.length) }
  } finally {
    await file.close()
  }
}

export function infoOf (name: string, manifest: Manifest, dimensions: number, updatedAt: Date): MemoryCorpusSource['info'] {
  const { model, template } = manifest
  return { name, dimensions, model: model === '' ? null : model, template, source: 'file', stale: false, version: versionOf(manifest), updatedAt }
}

export const rowsOf = (items: readonly Item[]): Map<string, number> => new Map(items.map(({ id }, row) => [id, row]))

export const versionOf = (manifest: Manifest): string => createHash('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 16)

async function openVectors (path: string): Promise<SafetensorsFile> {
  return await openSafetensors(path).catch(error => {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error(`it has no vectors yet. Run: ${embedCommand(basename(path, VECTORS))}`) : error
  })
}

/** Throws an Error with a sentence where the vectors are those of a model that is to be here and is not. */
function dimensionsOf (file: SafetensorsFile, manifest: Manifest, models: readonly ModelInfo[], name: string): number {
  if (isFromElsewhere(manifest)) return file.tensors.get(EMBEDDINGS)?.shape[1] ?? 0
  const model = models.find(({ id }) => id === manifest.model)
  if (model === undefined) throw new Error(`its vectors were made by the model ${manifest.model}, which could not be loaded.`)
  const mismatch = modelMismatch(manifest, model)
  if (mismatch !== undefined) throw new Error(`its vectors ${mismatch}. Run: ${embedCommand(name)}`)
  return model.dimensions
}

/** The items that belong to these vectors: in their place, or, where a writer was killed just then, still beside it. */
async function itemsOf ({ items, nextItems }: CorpusPaths, { itemsSha256 }: Manifest): Promise<ItemsFile | undefined> {
  for (const path of [items, nextItems]) {
    const file = await unlessMissing(readItems(path))
    if (file?.sha256 === itemsSha256) return file
  }
  return undefined
}

const hasChanged = async ({ dataDir, name }: CorpusPaths, manifest: Manifest): Promise<boolean> => versionOf(await readManifest(dataDir, name)) !== versionOf(manifest)

/** The vectors of a corpus, read to where they stay. Throws an Error with a sentence where the file is another or damaged. */
export async function readEmbeddings (file: SafetensorsFile, path: string, rows: number, dimensions: number): Promise<VectorRows> {
  const { dtype, shape } = file.tensors.get(EMBEDDINGS) ?? { dtype: 'missing', shape: [] }
  if (dtype !== 'F32' || shape[0] !== rows || shape[1] !== dimensions) throw new Error(`the tensor "${EMBEDDINGS}" of ${path} is ${dtype} ${shape.join(' × ')}, not F32 ${rows} × ${dimensions}.`)
  const vectors = vectorRows(rows, dimensions)
  const { buffer, byteOffset, byteLength } = vectors.data
  await file.read(EMBEDDINGS, new Uint8Array(buffer, byteOffset, byteLength))
  const damaged = firstDamagedRow(vectors)
  if (damaged !== undefined) throw new Error(`row ${damaged + 1} of ${path} is no unit vector: the file is damaged. Run: ${embedCommand(basename(path, VECTORS))}`)
  return vectors
}

async function readTextHashes (file: SafetensorsFile, rows: number): Promise<Buffer> {
  const hashes = Buffer.alloc(rows * HASH_BYTES)
  if (file.tensors.get(TEXT_HASHES)?.shape[0] === rows) await file.read(TEXT_HASHES, hashes)
  return hashes
}

const embedCommand = (name: string): string => `npm run embed -- ${name}`
