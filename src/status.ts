import type { CorpusStore } from './matching/ports.ts'
import { NotLoadedError, StartingError } from './errors.ts'
import type { FileStore } from './corpus/file-store.ts'
import type { EmbedderState, WorkerEmbedder } from './embedding/embedder.ts'

/** What the service can do at this moment. Everything here is derived from the parts at each call. */
export interface Status {
  status: 'ok' | 'starting' | 'degraded'
  /** Sentences: what is being waited for, or what is wrong. */
  reasons: string[]
  /** Whether texts can be embedded. */
  modelLoaded: boolean
  /** Not where a text has to come first to load it. */
  modelInMemory: boolean
  matcherReady: boolean
  /** A call to the embedding worker has not returned in time. */
  hung: boolean
  /** The event loop answers (or this would not be read) and the embedding worker is neither stuck nor lost. */
  alive: boolean
}

export interface StatusSource {
  embedder: Pick<WorkerEmbedder, 'state'>
  corpora: CorpusStore & Pick<FileStore, 'problems'>
  /** Progress of loading: set by the app while it starts. */
  loading: Loading
  defaultCorpus: string
}

export interface Loading {
  done: boolean
  /** Why nothing can be served. */
  error?: Error
  /** Sentences about models that could not be loaded while others could. */
  problems?: string[]
}

export function statusOf ({ embedder, corpora, loading, defaultCorpus }: StatusSource): Status {
  const state = embedder.state()
  const modelLoaded = state.status === 'ready'
  const waiting = waitingFor(state, loading)
  const names = corpora.list().map(({ info }) => info.name)
  const wrong = [...loading.error === undefined ? [] : [loading.error.message], ...loading.problems ?? [], ...state.reason === undefined ? [] : [state.reason], ...corpora.problems()]
  if (loading.done && names.length === 0) wrong.push('There is no corpus to match.')
  else if (loading.done && !names.includes(defaultCorpus)) wrong.push(`The default corpus "${defaultCorpus}" is not served; set DEFAULT_CORPUS to one of ${names.join(', ')}.`)
  return {
    status: waiting.length > 0 ? 'starting' : wrong.length > 0 ? 'degraded' : 'ok',
    reasons: [...waiting, ...wrong],
    modelLoaded,
    modelInMemory: modelLoaded && state.dropped !== true,
    matcherReady: loading.done && modelLoaded && names.length > 0,
    hung: state.status === 'hung',
    alive: state.status !== 'hung' && state.status !== 'failed'
  }
}

/** Throws until everything has been loaded once: a StartingError, or a NotLoadedError where waiting will not help. */
export function assertLoaded ({ loading }: Pick<StatusSource, 'loading'>): void {
  if (loading.error !== undefined) throw new NotLoadedError(loading.error.message)
  if (!loading.done) throw new StartingError(['The corpora are being loaded.'])
}

function waitingFor (state: EmbedderState, loading: Loading): string[] {
  if (loading.error !== undefined) return []
  return [
    ...loading.done ? [] : ['The corpora are being loaded.'],
    ...state.status === 'loading' || (state.status === 'starting' && state.reason === undefined) ? ['The model is being loaded.'] : []
  ]
}
