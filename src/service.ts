import type { Config } from './config.ts'
import type { FileStore } from './corpus/file-store.ts'
import { createFileStore } from './corpus/file-store.ts'
import { availableCores } from './cpu-quota.ts'
import type { WorkerEmbedder } from './embedding/embedder.ts'
import { createEmbedder } from './embedding/embedder.ts'
import { StartingError } from './errors.ts'
import { createBackgrounds } from './matching/backgrounds.ts'
import { createKeywordIndexes } from './matching/keyword-indexes.ts'
import type { Matcher } from './matching/matcher.ts'
import { createMatcher } from './matching/matcher.ts'
import type { CorpusStore } from './matching/ports.ts'
import type { TaskStore } from './matching/tasks.ts'
import type { Uploads, WritableStore } from './matching/writing.ts'
import type { OpenStore, OpenStoreOptions } from './postgres/open-store.ts'
import type { Transport } from './postgres/transport.ts'
import type { Loading, Status } from './status.ts'
import { statusOf } from './status.ts'
import { memoryTasks } from './writing/memory-tasks.ts'
import { createUploads } from './writing/uploads.ts'

/** Kindred without HTTP: what embeds, what is searched, and the matcher over both. */
export interface Service {
  embedder: WorkerEmbedder
  corpora: FileStore
  matcher: Matcher
  /** Threads of one forward pass. */
  threads: number
  /** The model for a text that is not meant for a corpus. Throws where none is loaded. */
  defaultModel (): string
  /** Undefined where the corpora can only be read. */
  writing: Writing | undefined
  loading: Loading
  status (): Status
  /** Has the worker begin with the models, which take longest. Nobody has to call it, and `load` tells what comes of it. */
  begin (): Promise<void>
  /** Loads the corpora and the models that they name. What cannot be loaded is told by `status`, and everything else is served. */
  load (): Promise<void>
  close (): Promise<void>
  /** Resolves when nothing is being put into the database or read from it in the background. */
  settled (): Promise<void>
  /** Undefined where the files are the truth. */
  describeDatabase (): { transport: Transport | null, pgvector: string | null, trouble: string | null } | undefined
  /** Undefined where the files are the truth. */
  database: OpenStore | undefined
}

/** With LOW_MEMORY_MODE: so long without a text and the model is dropped. */
const IDLE_MS = 60_000

/** What changes corpora. */
export interface Writing { store: WritableStore, uploads: Uploads, tasks: TaskStore }

export interface ServiceDependencies {
  embedder?: WorkerEmbedder
  corpora?: FileStore
  /** Is told what goes wrong while no request waits for it. */
  log: { error: Tell, fatal: Tell }
  /** Called with a sentence when only ending the process helps. */
  onFatal?: ((reason: string) => void) | undefined
}

type Tell = ((message: string) => void) & ((details: object, message: string) => void)

export async function createService (config: Config, { log, onFatal = () => {}, ...given }: ServiceDependencies): Promise<Service> {
  const threads = config.INFERENCE_THREADS ?? availableCores()
  const files = given.corpora ?? createFileStore(config.DATA_DIR, config.CORPORA)
  const opened = config.DATABASE_URL === undefined
    ? undefined
    : await openDatabaseStore({
      url: config.DATABASE_URL,
      transport: { wanted: config.DATABASE_TRANSPORT, websocketUrl: config.DATABASE_WEBSOCKET_URL },
      schema: config.DATABASE_SCHEMA,
      migrate: config.DATABASE_MIGRATE,
      timeoutMs: config.DATABASE_TIMEOUT_MS,
      connections: config.DATABASE_CONNECTIONS,
      maintenanceMb: config.DATABASE_MAINTENANCE_MB,
      checkEveryMs: config.DATABASE_CHECK_MS,
      memory: { items: config.MEMORY_MAX_ITEMS, bytes: config.MEMORY_MAX_BYTES },
      files,
      onError: error => log.error({ cause: causesOf(error) }, error.message)
    })
  const corpora = opened?.store ?? files
  const embedder = given.embedder ?? createEmbedder({
    modelsDir: config.MODELS_DIR,
    dtype: config.MODEL_DTYPE,
    threads,
    cacheBytes: config.LOW_MEMORY_MODE ? 0 : Math.floor(config.QUERY_CACHE_MB * 2 ** 20),
    maxQueue: config.MAX_QUEUE,
    timeoutMs: config.INFERENCE_TIMEOUT_MS,
    idleMs: config.LOW_MEMORY_MODE ? IDLE_MS : undefined,
    onReplaced: reason => log.error(reason),
    onHung: reason => {
      log.fatal(reason)
      onFatal(reason)
    }
  })
  const writing = isWritable(corpora) ? writingTo(corpora, embedder, opened?.tasks ?? memoryTasks(), config) : undefined
  const loading: Loading = { done: false }
  const filterLimits = { conditions: config.MAX_FILTER_CONDITIONS, depth: config.MAX_FILTER_DEPTH }
  const backgrounds = createBackgrounds(embedder)
  const matcher = createMatcher({ embedder, corpora, defaultCorpus, filterLimits, backgrounds, keepsSentences: !config.LOW_MEMORY_MODE, keywords: createKeywordIndexes(config.KEYWORD_MAX_MB * 2 ** 20) })
  const status = (): Status => statusOf({ embedder, corpora, loading, defaultCorpus: defaultCorpus() })

  /** The corpus that the settings name, or the only one there is. */
  function defaultCorpus (): string {
    const names = corpora.list().map(({ info }) => info.name)
    return names.length === 1 && !names.includes(config.DEFAULT_CORPUS) ? names[0]! : config.DEFAULT_CORPUS
  }

  function defaultModel (): string {
    const model = corpora.list().find(({ info }) => info.name === defaultCorpus())?.info.model ?? embedder.models()[0]?.id
    if (model === undefined) throw new StartingError(status().reasons)
    return model
  }

  const modelsOf = async (): Promise<string[]> => {
    const models = await corpora.discover()
    return models.length > 0 ? models : [config.DEFAULT_MODEL]
  }
  let models: Promise<string[]> | undefined

  async function begin (): Promise<void> {
    models = modelsOf()
    await models.then(embedder.begin, () => {})
  }

  async function load (): Promise<void> {
    try {
      loading.problems = await embedder.load(await (models ?? modelsOf()))
      await Promise.all([embedder.start(), corpora.load(embedder.models())])
      loading.done = true
      // Before somebody asks, and nobody waits for it.
      if (!config.LOW_MEMORY_MODE) for (const corpus of corpora.list()) backgrounds.of(corpus)
    } catch (error) {
      loading.error = error as Error
    }
    for (const reason of status().reasons) log.error(reason)
  }

  const describeDatabase: Service['describeDatabase'] = () => opened && {
    transport: opened.transport() ?? null,
    pgvector: opened.extension()?.version ?? null,
    trouble: opened.database.trouble() ?? null
  }

  async function close (): Promise<void> {
    // What is being written is ended while there is still where to write that.
    await writing?.uploads.close()
    await Promise.all([embedder.close(), opened?.database.close()])
  }

  return { embedder, corpora, matcher, writing, threads, defaultModel, loading, status, begin, load, close, settled: async () => await opened?.store.settled(), describeDatabase, database: opened }
}

/** What callers are not told, such as the address that refused a connection. */
function causesOf (error: Error): string[] {
  return error.cause instanceof Error ? [error.cause.message, ...causesOf(error.cause)] : []
}

const isWritable = (store: CorpusStore): store is WritableStore => 'write' in store

function writingTo (store: WritableStore, embedder: WorkerEmbedder, tasks: TaskStore, { MAX_UPLOAD_BYTES, MAX_BODY_BYTES, MAX_SPOOL_BYTES }: Config): Writing {
  const limits = { bodyBytes: MAX_UPLOAD_BYTES, itemBytes: MAX_BODY_BYTES, spoolBytes: MAX_SPOOL_BYTES }
  return { store, tasks, uploads: createUploads({ store, embedder, tasks, limits }) }
}

/** Loaded where there is a database only: the client for it costs memory and start. */
async function openDatabaseStore (options: OpenStoreOptions): Promise<OpenStore> {
  const { openStore } = await import('./postgres/open-store.ts')
  return openStore(options)
}
