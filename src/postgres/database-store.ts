import { setTimeout } from 'node:timers/promises'
import type { FileStore } from '../corpus/file-store.ts'
import { CorpusNotFoundError, CorpusUnavailableError, DatabaseUnavailableError, KindredError } from '../errors.ts'
import type { Corpus, ModelInfo } from '../matching/ports.ts'
import type { CorpusDeclaration, CorpusWriter, WritableStore } from '../matching/writing.ts'
import type { Corpora } from './corpora.ts'
import type { CorpusRow } from './corpus-row.ts'
import type { Database } from './database.ts'
import { loadFile } from './load-file.ts'
import type { Mirror } from './mirror.ts'
import { readMirror } from './mirror.ts'
import { postgresCorpus } from './postgres-corpus.ts'
import { postgresWriter } from './postgres-writer.ts'

export interface DatabaseStoreOptions {
  /** The corpora on disk, from which those are taken that the database does not have. */
  files: FileStore
  database: Database
  corpora: Corpora
  /** Brings the schema up to date; called until it succeeds once. */
  migrate: () => Promise<void>
  /** What is answered from memory: corpora of at most so many items, and bytes of items and vectors. */
  memory: { items: number, bytes: number }
  /** How long a change by another process may go unnoticed, in milliseconds. */
  checkEveryMs: number
  onError: (error: Error) => void
}

export interface DatabaseStore extends FileStore, WritableStore {
  /** Looks at once what the database has; to be called after a change. */
  refresh (): Promise<void>
  /** Resolves when nothing is being read or loaded any more. */
  settled (): Promise<void>
}

/** How long the start waits for the database; after that it goes on with the files. */
const START_PATIENCE_MS = 3000
/** How long after a failure the same is tried again. */
const AGAIN_MS = 5000

/**
 * Corpora whose truth is in Postgres. Small ones are mirrored into memory and answered from there as long as the mirror is what the database
 * has, others by SQL; which of the two is decided at each call. What the database has is looked up on the back of requests: nobody asks,
 * nobody looks, and a database that sleeps is left asleep.
 */
export function createDatabaseStore ({ files, database, corpora, migrate, memory, checkEveryMs, onError }: DatabaseStoreOptions): DatabaseStore {
  const rows = new Map<string, CorpusRow>()
  const mirrors = new Map<string, Mirror>()
  const running = new Map<string, Promise<void>>()
  /** By name the versions of files whose corpora were deleted. */
  let removed: ReadonlyMap<string, string> = new Map()
  let models: readonly ModelInfo[] = []
  let migrated = false
  let checkedAt = -Infinity
  /** What failed in the background, by the name of the work, until it succeeds. */
  const failures = new Map<string, { error: Error, at: number }>()

  const fits = ({ items, bytes, dimensions }: CorpusRow): boolean => items <= memory.items && bytes + 4 * items * dimensions <= memory.bytes

  /** Runs work in the background, one of a name at a time. Never rejects. */
  function background (name: string, work: () => Promise<void>): Promise<void> {
    const promise = running.get(name) ?? work().then(() => { failures.delete(name) }, error => fail(name, error as Error)).finally(() => running.delete(name))
    running.set(name, promise)
    return promise
  }

  /** The same failure again is no news. */
  function fail (name: string, error: Error): void {
    if (failures.get(name)?.error.message !== error.message) onError(error)
    failures.set(name, { error, at: performance.now() })
  }

  /** The same for what is wanted again at every look, but not at once after it failed, unless that was for the database, which says itself when it is back. */
  function repeatedly (name: string, work: () => Promise<void>): void {
    const failed = failures.get(name)
    const isSoon = failed !== undefined && !(failed.error instanceof DatabaseUnavailableError) && performance.now() - failed.at < AGAIN_MS
    if (!isSoon) background(name, work)
  }

  async function look (): Promise<void> {
    checkedAt = performance.now()
    if (!migrated) {
      await migrate()
      migrated = true
    }
    const found = await corpora.look()
    checkedAt = performance.now()
    removed = found.removed
    rows.clear()
    for (const row of found.rows) rows.set(row.name, row)
    for (const [name, { row }] of mirrors) if (rows.get(name)?.id !== row.id || !fits(rows.get(name)!)) mirrors.delete(name)
    if (models.length > 0) follow()
  }

  /** Brings memory and database to what each other has. */
  function follow (): void {
    const wanted = new Map<string, () => Promise<void>>()
    for (const row of rows.values()) if (fits(row) && !isCurrent(row)) wanted.set(`mirror ${row.name}`, async () => await mirror(row))
    for (const file of wantedFiles()) {
      const row = rows.get(file.info.name)
      const isNew = row === undefined || (row.fileVersion !== file.info.version && !row.written)
      if (isNew) wanted.set(`load ${file.info.name}`, async () => await load(file))
    }
    // What failed and is done all the same, by another process or by a commit whose answer was lost, is no trouble any more.
    for (const name of failures.keys()) if (name !== 'look' && !wanted.has(name)) failures.delete(name)
    for (const [name, work] of wanted) repeatedly(name, work)
  }

  const isCurrent = ({ name, id, revision }: CorpusRow): boolean => {
    const mirrored = mirrors.get(name)?.row
    return mirrored?.id === id && mirrored.revision === revision
  }

  async function mirror ({ id, name }: CorpusRow): Promise<void> {
    const read = await readMirror(database, id, fits)
    if (read !== undefined) mirrors.set(name, read)
  }

  async function load (file: Corpus): Promise<void> {
    const model = models.find(({ id }) => id === file.info.model)
    if (model === undefined && file.info.template.length > 0) return
    await loadFile(corpora, file, model?.sha256 ?? '')
    await look()
  }

  /** Looks in the background where nobody has for a while. */
  function lookSoon (): void {
    if (performance.now() - checkedAt >= checkEveryMs) background('look', look)
  }

  function corpusOf (row: CorpusRow): Corpus {
    const corpus = answering(row)
    const sourceDiffers = row.written && fileOf(row.name) !== undefined
    return sourceDiffers ? { ...corpus, info: { ...corpus.info, sourceDiffers } } : corpus
  }

  /** What answers for a corpus at this moment. */
  function answering (row: CorpusRow): Corpus {
    const mirrored = mirrors.get(row.name)
    const file = database.trouble() === undefined ? undefined : fileOf(row.name)
    // Nothing else can answer at the moment, and it has the same items.
    if (mirrored === undefined && file?.info.version === row.fileVersion && !row.written) return file!
    if (mirrored !== undefined && (isCurrent(row) || database.trouble() !== undefined)) {
      return isCurrent(row) ? mirrored.corpus : { ...mirrored.corpus, info: { ...mirrored.corpus.info, stale: true } }
    }
    const onRevision = (revision: number | undefined): void => { if (revision !== row.revision) background('look', look) }
    return postgresCorpus({ database, row, onRevision })
  }

  /** Without those whose corpora were deleted since. */
  const wantedFiles = (): Corpus[] => files.list().filter(({ info }) => removed.get(info.name) !== info.version)
  const fileOf = (name: string): Corpus | undefined => wantedFiles().find(({ info }) => info.name === name)

  function unusable ({ name, model: id, modelSha256 }: CorpusRow): string | undefined {
    const model = models.find(model => model.id === id)
    if (model === undefined || model.sha256 === modelSha256) return undefined
    return `The corpus "${name}" cannot be served: its vectors in the database were made by another version of ${id}. Import it again.`
  }

  async function get (name: string): Promise<Corpus> {
    lookSoon()
    if (!rows.has(name) && fileOf(name) === undefined) await refresh()
    const row = rows.get(name)
    // Until a file is in the database, and while there is none to ask, the file answers.
    if (row === undefined) return await fileOr(name)
    const reason = unusable(row)
    if (reason !== undefined) throw new CorpusUnavailableError(reason)
    return corpusOf(row)
  }

  async function fileOr (name: string): Promise<Corpus> {
    try {
      const file = await files.get(name)
      if (removed.get(name) === file.info.version) throw new CorpusNotFoundError(name, names())
      return file
    } catch (error) {
      if (!(error instanceof CorpusNotFoundError)) throw error
      const trouble = failures.get('look')?.error
      // While nobody can tell what the database has, nothing is missing.
      if (trouble instanceof KindredError) throw trouble
      throw trouble === undefined ? new CorpusNotFoundError(name, names()) : new CorpusUnavailableError(trouble.message)
    }
  }

  const names = (): string[] => list().map(({ info }) => info.name)

  async function declare (name: string, { dimensions, model, template }: CorpusDeclaration): Promise<{ created: boolean }> {
    await ready()
    const created = await corpora.declare({ name, dimensions, model: model?.id ?? '', modelSha256: model?.sha256 ?? '', template })
    await refresh()
    return { created }
  }

  async function remove (name: string): Promise<void> {
    await ready()
    const found = await corpora.remove(name, files.list().find(({ info }) => info.name === name)?.info.version)
    await refresh()
    if (!found) throw new CorpusNotFoundError(name, names())
  }

  async function write (name: string): Promise<CorpusWriter> {
    await ready()
    if (!rows.has(name)) await refresh()
    // One that is a file still is on its way into the database.
    const file = rows.has(name) ? undefined : fileOf(name)
    if (file !== undefined) {
      await background(`load ${name}`, async () => await load(file))
      await refresh()
    }
    const row = rows.get(name)
    if (row === undefined) throw failureOf(`load ${name}`) ?? new CorpusNotFoundError(name, names())
    const reason = unusable(row)
    if (reason !== undefined) throw new CorpusUnavailableError(reason)
    return postgresWriter({ database, corpora, row, onCommit: refresh })
  }

  /** Writing waits for what only the first look at the database brings. */
  async function ready (): Promise<void> {
    if (!migrated) await background('look', look)
    if (!migrated) throw failureOf('look') ?? new CorpusUnavailableError('The database has not answered yet.')
  }

  function failureOf (work: string): KindredError | undefined {
    const error = failures.get(work)?.error
    return error === undefined || error instanceof KindredError ? error : new CorpusUnavailableError(error.message)
  }

  async function refresh (): Promise<void> {
    // One that runs may have looked before the change.
    await running.get('look')
    await background('look', look)
  }

  function list (): Corpus[] {
    const inFiles = wantedFiles().filter(({ info }) => !rows.has(info.name))
    return [...[...rows.values()].map(corpusOf), ...inFiles].sort((a, b) => a.info.name < b.info.name ? -1 : 1)
  }

  function problems (): string[] {
    const isTrouble = failures.size > 0 || database.trouble() !== undefined
    // Whoever watches is told when all is well again. While it is, watching wakes nobody.
    if (isTrouble) lookSoon()
    const slow = !migrated && !failures.has('look') ? ['The database has not answered yet.'] : []
    const away = database.trouble() === undefined ? [] : [new DatabaseUnavailableError(new Error(database.trouble())).message]
    return [...new Set([...files.problems(), ...[...rows.values()].flatMap(row => unusable(row) ?? []), ...slow, ...away, ...Array.from(failures.values(), ({ error }) => error.message)])]
  }

  return {
    discover: async () => {
      const [ofFiles] = await Promise.all([files.discover(), Promise.race([background('look', look), setTimeout(START_PATIENCE_MS, undefined, { ref: false })])])
      return [...new Set([...ofFiles, ...[...rows.values()].flatMap(({ model, modelSha256 }) => modelSha256 === '' ? [] : [model])])]
    },
    load: async loaded => {
      models = loaded
      await files.load(loaded)
      follow()
    },
    problems,
    get,
    list,
    declare,
    remove,
    write,
    refresh,
    settled: async () => { while (running.size > 0) await Promise.all(running.values()) }
  }
}
