import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Corpus, CorpusStore, ModelInfo } from '../matching/ports.ts'
import type { WritableStore } from '../matching/writing.ts'
import { CORPUS_NAME } from '../matching/writing.ts'
import { CorpusNotFoundError, CorpusUnavailableError } from '../errors.ts'
import type { FileState } from './file-writing.ts'
import { fileWriting } from './file-writing.ts'
import { loadCorpus, readManifest } from './load-corpus.ts'
import { withLock } from './lock.ts'
import type { Manifest } from './manifest.ts'
import { isFromElsewhere } from './manifest.ts'
import { ITEMS, NEXT, pathsOf } from './paths.ts'
import { finishSwap } from './swap.ts'

export interface FileStore extends CorpusStore {
  /** Looks which corpora there are, and returns the ids of the models that their vectors were made by. */
  discover (): Promise<string[]>
  /** Reads the corpora whose vectors fit these models. One that cannot be served is kept with the reason. */
  load (models: readonly ModelInfo[]): Promise<void>
  /** A sentence for each corpus that cannot be served. */
  problems (): string[]
}

/** Corpora as two files in a folder: `<name>.jsonl` and `<name>.safetensors`, served from memory. */
export function createFileStore (dataDir: string, only: readonly string[] | undefined): FileStore & WritableStore {
  const loaded: FileState['loaded'] = new Map()
  const manifests = new Map<string, Manifest>()
  const unavailable: FileState['unavailable'] = new Map()
  let models: readonly ModelInfo[] = []

  async function discover (): Promise<string[]> {
    await finishSwaps(dataDir)
    const found = await corporaIn(dataDir)
    for (const name of only ?? found) await attempt(name, async () => manifests.set(name, await manifestOf(name, found)))
    return [...new Set(Array.from(manifests.values()).flatMap(manifest => isFromElsewhere(manifest) ? [] : [manifest.model]))]
  }

  async function manifestOf (name: string, found: readonly string[]): Promise<Manifest> {
    if (!CORPUS_NAME.test(name)) throw new Error('a name has small letters, digits, - and _ only, begins with a letter or digit, and is at most 63 long.')
    if (!found.includes(name)) throw new Error(`there is no ${join(dataDir, name + ITEMS)}. Put its items there, or take the name out of CORPORA.`)
    return await readManifest(dataDir, name)
  }

  async function load (given: readonly ModelInfo[]): Promise<void> {
    models = given
    await Promise.all(Array.from(manifests.keys(), async name => await attempt(name, async () => {
      loaded.set(name, await loadCorpus(pathsOf(dataDir, name), models))
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
    const found = loaded.get(name)
    if (found !== undefined) return found.corpus
    const reason = unavailable.get(name)
    throw reason === undefined ? new CorpusNotFoundError(name, [...loaded.keys()]) : new CorpusUnavailableError(reason)
  }

  return {
    discover,
    load,
    get,
    list: () => Array.from(loaded.values(), ({ corpus }) => corpus).sort((a, b) => a.info.name < b.info.name ? -1 : 1),
    problems: () => [...unavailable.values()],
    ...fileWriting({ dataDir, only, loaded, unavailable, models: () => models })
  }
}

/** Ends what writers that were killed have begun. Where it cannot be written, or somebody is writing, the files are read as they are. */
async function finishSwaps (dataDir: string): Promise<void> {
  const files = await readdir(dataDir).catch(() => [])
  const names = files.filter(file => file.endsWith(ITEMS + NEXT)).map(file => file.slice(0, -(ITEMS + NEXT).length))
  for (const name of names) await withLock(dataDir, name, async () => await finishSwap(pathsOf(dataDir, name))).catch(() => {})
}

/** The names of the corpora whose items are in a folder. Throws an Error with a sentence where there is no such folder. */
export async function corporaIn (dataDir: string): Promise<string[]> {
  const files = await readdir(dataDir).catch(() => { throw new Error(`There is no folder ${dataDir} to read corpora from (the setting DATA_DIR).`) })
  return files.filter(file => file.endsWith(ITEMS)).map(file => file.slice(0, -ITEMS.length)).sort()
}
