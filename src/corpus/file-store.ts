import { readdir, stat } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import type { Corpus, CorpusStore, ModelInfo } from '../matching/ports.ts'
import { CorpusNotFoundError, CorpusUnavailableError } from '../errors.ts'
import { readItems } from './items.ts'
import type { Manifest } from './manifest.ts'
import { decodeManifest, modelMismatch } from './manifest.ts'
import { memoryCorpus } from './memory-corpus.ts'
import { openSafetensors } from './safetensors.ts'
import { firstDamagedRow } from './scan.ts'
import type { VectorRows } from './vector-rows.ts'
import { vectorRows } from './vector-rows.ts'

export interface FileStore extends CorpusStore {
  /** Looks which corpora there are, and returns the ids of the models that their vectors were made by. */
  discover (): Promise<string[]>
  /** Reads the corpora whose vectors fit these models. One that cannot be served is kept with the reason. */
  load (models: readonly ModelInfo[]): Promise<void>
  /** A sentence for each corpus that cannot be served. */
  problems (): string[]
}

const CORPUS_NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/
const ITEMS = '.jsonl'
const VECTORS = '.safetensors'
/** The tensor that holds the vectors, F32 [items, dimensions]. */
const EMBEDDINGS = 'embeddings'

/** Corpora as two files in a folder: `<name>.jsonl` and `<name>.safetensors`, served from memory. */
export function createFileStore (dataDir: string, only: readonly string[] | undefined): FileStore {
  const corpora = new Map<string, Corpus>()
  const manifests = new Map<string, Manifest>()
  const unavailable = new Map<string, string>()

  async function discover (): Promise<string[]> {
    const found = await corporaIn(dataDir)
    for (const name of only ?? found) await attempt(name, async () => manifests.set(name, await manifestOf(name, found)))
    return [...new Set([...manifests.values()].map(manifest => manifest.model))]
  }

  async function manifestOf (name: string, found: readonly string[]): Promise<Manifest> {
    if (!CORPUS_NAME.test(name)) throw new Error('a name has small letters, digits, - and _ only, begins with a letter or digit, and is at most 63 long.')
    if (!found.includes(name)) throw new Error(`there is no ${join(dataDir, name + ITEMS)}. Put its items there, or take the name out of CORPORA.`)
    return await readManifest(dataDir, name)
  }

  async function load (models: readonly ModelInfo[]): Promise<void> {
    await Promise.all(Array.from(manifests, async ([name, manifest]) => await attempt(name, async () => {
      corpora.set(name, await readCorpus(dataDir, name, manifest, models))
    })))
  }

  async function attempt (name: string, step: () => Promise<unknown>): Promise<void> {
    try {
      await step()
    } catch (error) {
      unavailable.set(name, `The corpus "${name}" cannot be served: ${(error as Error).message}`)
    }
  }

  async function get (name: string): Promise<Corpus> {
    const corpus = corpora.get(name)
    if (corpus !== undefined) return corpus
    const reason = unavailable.get(name)
    throw reason === undefined ? new CorpusNotFoundError(name, [...corpora.keys()]) : new CorpusUnavailableError(reason)
  }

  return { discover, load, get, list: () => [...corpora.values()].sort((a, b) => a.info.name < b.info.name ? -1 : 1), problems: () => [...unavailable.values()] }
}

/** The names of the corpora whose items are in a folder. Throws an Error with a sentence where there is no such folder. */
export async function corporaIn (dataDir: string): Promise<string[]> {
  const files = await readdir(dataDir).catch(() => { throw new Error(`There is no folder ${dataDir} to read corpora from (the setting DATA_DIR).`) })
  return files.filter(file => file.endsWith(ITEMS)).map(file => file.slice(0, -ITEMS.length)).sort()
}

/** The manifest of a corpus. Throws an Error that says what to run where there is none. */
export async function readManifest (dataDir: string, name: string): Promise<Manifest> {
  const path = join(dataDir, name + VECTORS)
  const file = await openSafetensors(path).catch(error => {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new Error(`it has no vectors yet. Run: ${embedCommand(name)}`) : error
  })
  try {
    return decodeManifest(file.metadata, path)
  } finally {
    await file.close()
  }
}

async function readCorpus (dataDir: string, name: string, manifest: Manifest, models: readonly ModelInfo[]): Promise<Corpus> {
  const model = models.find(({ id }) => id === manifest.model)
  if (model === undefined) throw new Error(`its vectors were made by the model ${manifest.model}, which could not be loaded.`)
  const mismatch = modelMismatch(manifest, model)
  if (mismatch !== undefined) throw new Error(`its vectors ${mismatch}. Run: ${embedCommand(name)}`)

  const { items, sha256 } = await readItems(join(dataDir, name + ITEMS))
  if (sha256 !== manifest.itemsSha256) throw new Error(`${name}${ITEMS} has changed since its vectors were made. Run: ${embedCommand(name)}`)

  const path = join(dataDir, name + VECTORS)
  const vectors = await readVectors(path, items.length, model.dimensions)
  const { mtime } = await stat(path)
  const version = createHash('sha256').update(JSON.stringify(manifest)).digest('hex').slice(0, 16)
  return memoryCorpus({
    items,
    vectors,
    background: manifest.background,
    info: { name, dimensions: model.dimensions, model: model.id, template: manifest.template, source: 'file', stale: false, version, updatedAt: mtime }
  })
}

/** The vectors of a corpus, read to where they stay. */
export async function readVectors (path: string, rows: number, dimensions: number): Promise<VectorRows> {
  const file = await openSafetensors(path)
  try {
    const { dtype, shape } = file.tensors.get(EMBEDDINGS) ?? { dtype: 'missing', shape: [] }
    if (dtype !== 'F32' || shape[0] !== rows || shape[1] !== dimensions) throw new Error(`the tensor "${EMBEDDINGS}" of ${path} is ${dtype} ${shape.join(' × ')}, not F32 ${rows} × ${dimensions}.`)
    const vectors = vectorRows(rows, dimensions)
    const { buffer, byteOffset, byteLength } = vectors.data
    await file.read(EMBEDDINGS, new Uint8Array(buffer, byteOffset, byteLength))
    const damaged = firstDamagedRow(vectors)
    if (damaged !== undefined) throw new Error(`row ${damaged + 1} of ${path} is no unit vector: the file is damaged. Run: ${embedCommand(basename(path, VECTORS))}`)
    return vectors
  } finally {
    await file.close()
  }
}

const embedCommand = (name: string): string => `npm run embed -- ${name}`
