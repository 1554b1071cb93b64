import type { Config } from './config.ts'
import type { FileStore } from './corpus/file-store.ts'
import { createFileStore } from './corpus/file-store.ts'
import { availableCores } from './cpu-quota.ts'
import type { WorkerEmbedder } from './embedding/embedder.ts'
import { createEmbedder } from './embedding/embedder.ts'
import { StartingError } from './errors.ts'
import type { Matcher } from './matching/matcher.ts'
import { createMatcher } from './matching/matcher.ts'
import type { Loading, Status } from './status.ts'
import { statusOf } from './status.ts'

/** Kindred without HTTP: what embeds, what is searched, and the matcher over both. */
export interface Service {
  embedder: WorkerEmbedder
  corpora: FileStore
  matcher: Matcher
  /** Threads of one forward pass. */
  threads: number
  /** The model for a text that is not meant for a corpus. Throws where none is loaded. */
  defaultModel (): string
  loading: Loading
  status (): Status
  /** Loads the corpora and the models that they name. What cannot be loaded is told by `status`, and everything else is served. */
  load (): Promise<void>
}

export interface ServiceDependencies {
  embedder?: WorkerEmbedder
  corpora?: FileStore
  /** Called with a sentence when a worker stopped and is replaced. */
  onReplaced: (reason: string) => void
  /** Called with a sentence when only ending the process helps. */
  onHung: (reason: string) => void
}

export function createService (config: Config, { onReplaced, onHung, ...given }: ServiceDependencies): Service {
  const threads = config.INFERENCE_THREADS ?? availableCores()
  const corpora = given.corpora ?? createFileStore(config.DATA_DIR, config.CORPORA)
  const embedder = given.embedder ?? createEmbedder({
    modelsDir: config.MODELS_DIR,
    dtype: config.MODEL_DTYPE,
    threads,
    cacheBytes: Math.floor(config.QUERY_CACHE_MB * 2 ** 20),
    maxQueue: config.MAX_QUEUE,
    timeoutMs: config.INFERENCE_TIMEOUT_MS,
    onReplaced,
    onHung
  })
  const loading: Loading = { done: false }
  const filterLimits = { conditions: config.MAX_FILTER_CONDITIONS, depth: config.MAX_FILTER_DEPTH }
  const matcher = createMatcher({ embedder, corpora, defaultCorpus, filterLimits })
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

  async function load (): Promise<void> {
    try {
      const models = await corpora.discover()
      loading.problems = await embedder.load(models.length > 0 ? models : [config.DEFAULT_MODEL])
      await Promise.all([embedder.start(), corpora.load(embedder.models())])
      loading.done = true
    } catch (error) {
      loading.error = error as Error
    }
  }

  return { embedder, corpora, matcher, threads, defaultModel, loading, status, load }
}
