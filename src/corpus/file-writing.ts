import { stat } from 'node:fs/promises'
import { counted } from '../counted.ts'
import { CorpusConflictError, CorpusGoneError, CorpusNotFoundError, CorpusNotListedError, CorpusUnavailableError, DiskFullError, FilesChangedError, FilesReadOnlyError, ModelNotFoundError } from '../errors.ts'
import type { ModelInfo } from '../matching/ports.ts'
import type { CorpusDeclaration, CorpusWriter, NewItem, WritableStore } from '../matching/writing.ts'
import { unlessMissing } from './disk.ts'
import { fileWriter } from './file-writer.ts'
import type { LoadedCorpus } from './load-corpus.ts'
import { infoOf, loadCorpus, readManifest, versionOf } from './load-corpus.ts'
import type { CorpusLock } from './lock.ts'
import { withLock } from './lock.ts'
import type { Manifest } from './manifest.ts'
import { memoryCorpus } from './memory-corpus.ts'
import type { CorpusPaths } from './paths.ts'
import { pathsOf } from './paths.ts'
import { finishSwap, removeFiles } from './swap.ts'
import type { Changes } from './write-corpus.ts'
import { readOwnItems, writeCorpus } from './write-corpus.ts'

/** What a store of files has in memory. */
export interface FileState {
  dataDir: string
  /** The corpora to serve; undefined for all that there are. */
  only: readonly string[] | undefined
  loaded: Map<string, LoadedCorpus>
  /** Why corpora cannot be served. */
  unavailable: Map<string, string>
  models: () => readonly ModelInfo[]
}

interface Batch { changes: Map<string, NewItem | undefined>, written: Promise<void> }

/**
 * The writing half of a store of files. Changes of one corpus come one after the other, each under the lock that other processes heed, and begin by looking
 * whether the files are still those that are loaded: what another process wrote is read first, what somebody edited is refused and left as it is.
 */
export function fileWriting ({ dataDir, only, loaded, unavailable, models }: FileState): Pick<WritableStore, 'declare' | 'remove' | 'write'> {
  const turns = new Map<string, Promise<unknown>>()
  const batches = new Map<string, Batch>()

  /** Runs work when all that was begun before on this corpus has ended, and nobody else writes it. */
  async function alone<T> (name: string, work: (paths: CorpusPaths, lock: CorpusLock) => Promise<T>): Promise<T> {
    const before = turns.get(name)
    const turn = (async () => {
      await before?.catch(() => {})
      return await locked(name, work)
    })()
    turns.set(name, turn)
    return await turn.finally(() => { if (turns.get(name) === turn) turns.delete(name) })
  }

  async function locked<T> (name: string, work: (paths: CorpusPaths, lock: CorpusLock) => Promise<T>): Promise<T> {
    try {
      return await withLock(dataDir, name, async lock => {
        const paths = pathsOf(dataDir, name)
        await finishSwap(paths)
        return await work(paths, lock)
      })
    } catch (error) {
      throw writeError(error as Error)
    }
  }

  /** The corpus as its files are by now, read anew where another process has written them; undefined where there are none. */
  async function latest (paths: CorpusPaths): Promise<LoadedCorpus | undefined> {
    const { name, items } = paths
    const before = loaded.get(name)
    if (await unlessMissing(stat(items)) === undefined) {
      loaded.delete(name)
      return undefined
    }
    try {
      if (before !== undefined && versionOf(await readManifest(dataDir, name)) === before.corpus.info.version) return before
      return keep(name, await loadCorpus(paths, models()))
    } catch (error) {
      if ('code' in (error as Error)) throw error
      throw before === undefined ? new CorpusUnavailableError(`The corpus "${name}" cannot be served: ${(error as Error).message}`) : new FilesChangedError(name, (error as Error).message)
    }
  }

  function keep (name: string, corpus: LoadedCorpus): LoadedCorpus {
    loaded.set(name, corpus)
    unavailable.delete(name)
    return corpus
  }

  const notFound = (name: string): CorpusNotFoundError => new CorpusNotFoundError(name, [...loaded.keys()])

  async function declare (name: string, declaration: CorpusDeclaration): Promise<{ created: boolean }> {
    if (only?.includes(name) === false) throw new CorpusNotListedError(name)
    const wanted = declaredCorpus(name, declaration, models())
    return await alone(name, async (paths, lock) => {
      const there = await latest(paths)
      if (there !== undefined && kindOf(there) === kindOf(wanted)) return { created: false }
      if (there !== undefined && there.rows.size > 0) throw new CorpusConflictError(name, described(there))
      if (there !== undefined) await readOwnItems(paths, there.manifest)
      keep(name, await writeCorpus(paths, wanted, Buffer.alloc(0), new Map(), lock))
      return { created: there === undefined }
    })
  }

  async function remove (name: string): Promise<void> {
    if (!loaded.has(name) && !unavailable.has(name)) throw notFound(name)
    await alone(name, async paths => {
      // What cannot be served is removed as it is; what somebody has edited meanwhile is not.
      const there = loaded.has(name) ? await latest(paths) : undefined
      if (there !== undefined) await readOwnItems(paths, there.manifest)
      await removeFiles(paths)
      loaded.delete(name)
      unavailable.delete(name)
    })
  }

  async function write (name: string): Promise<CorpusWriter> {
    if (!loaded.has(name) && !unavailable.has(name)) throw notFound(name)
    // Also tells early where nothing can be written.
    const opened = await alone(name, latest)
    if (opened === undefined) throw notFound(name)
    const kind = kindOf(opened)
    return fileWriter({ current: () => sameKind(loaded.get(name), kind), commit: async changes => await commit(name, kind, changes) })
  }

  /** Writes changes together with all others that come while those before them are written. */
  async function commit (name: string, kind: string, changes: Changes): Promise<void> {
    const key = `${name} ${kind}`
    const batch = batches.get(key) ?? begin(name, kind, key)
    for (const [id, change] of changes) batch.changes.set(id, change)
    await batch.written
  }

  function begin (name: string, kind: string, key: string): Batch {
    const changes: Batch['changes'] = new Map()
    const written = alone(name, async (paths, lock) => {
      batches.delete(key)
      const base = sameKind(await latest(paths), kind)
      keep(name, await writeCorpus(paths, base, await readOwnItems(paths, base.manifest), changes, lock))
    }).finally(() => { if (batches.get(key) === batch) batches.delete(key) })
    const batch = { changes, written }
    batches.set(key, batch)
    return batch
  }

  return { declare, remove, write }
}

/** Vectors of the same kind can stand side by side. */
const kindOf = ({ corpus, manifest: { model, modelSha256, template } }: LoadedCorpus): string => JSON.stringify([corpus.info.dimensions, model, modelSha256, template])

/** Throws a CorpusGoneError where the corpus is not there any more, or its vectors are of another kind. */
function sameKind (corpus: LoadedCorpus | undefined, kind: string): LoadedCorpus {
  if (corpus === undefined || kindOf(corpus) !== kind) throw new CorpusGoneError()
  return corpus
}

function described ({ corpus: { info: { dimensions, model, template } } }: LoadedCorpus): string {
  return `vectors of ${counted(dimensions, 'dimension')}, made ${model === null ? 'elsewhere' : `by ${model}`}, and ${template.length === 0 ? 'no template' : `the template ${template.map(part => JSON.stringify(part)).join(' + ')}`}`
}

/** The corpus without items that a declaration stands for. */
function declaredCorpus (name: string, { dimensions, model, template }: CorpusDeclaration, models: readonly ModelInfo[]): LoadedCorpus {
  const manifest: Manifest = { model: model?.id ?? '', modelSha256: model?.sha256 ?? '', pooling: '', maxTokens: 0, template, itemsSha256: '', ...readingOf(model, models) }
  const info = infoOf(name, manifest, dimensions, new Date())
  return { corpus: memoryCorpus({ items: [], vectors: new Float32Array(0), info }), manifest, rows: new Map(), textHashes: Buffer.alloc(0) }
}

/** How a model reads and pools; nothing of one that is not here. */
function readingOf (model: CorpusDeclaration['model'], models: readonly ModelInfo[]): Pick<Manifest, 'pooling' | 'maxTokens'> | undefined {
  if (model?.sha256 === undefined) return undefined
  const info = models.find(({ id, sha256 }) => id === model.id && sha256 === model.sha256)
  if (info === undefined) throw new ModelNotFoundError(model.id, models.map(({ id }) => id))
  return { pooling: info.pooling, maxTokens: info.maxTokens }
}

const READ_ONLY = ['EROFS', 'EACCES', 'EPERM']
const FULL = ['ENOSPC', 'EDQUOT']

function writeError (error: Error): Error {
  const { code = '' } = error as NodeJS.ErrnoException
  if (READ_ONLY.includes(code)) return new FilesReadOnlyError(error)
  return FULL.includes(code) ? new DiskFullError(error) : error
}
