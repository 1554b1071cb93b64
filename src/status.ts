import type { CorpusStore } from './matching/ports.ts'
import { StartingError } from './errors.ts'
import type { FileStore } from './corpus/file-store.ts'
import type { EmbedderState, WorkerEmbedder } from './embedding/embedder.ts'

/** What the service can do at this moment. Everything here is derived from the parts at each call. */
export interface Status {
  status: 'ok' | 'starting' | 'degraded'
  /** Sentences: what is being waited for, or what is wrong. */
  reasons: string[]
  modelLoaded: boolean
  matcherReady: boolean
  /** The event loop answers (or this would not be read) and the embedding worker is not stuck. */
  alive: boolean
}

export interface StatusSource {
  embedder: Pick<WorkerEmbedder, 'state'>
  corpora: CorpusStore & Pick<FileStore, 'problems'>
  /** Progress of loading: set by the app while it starts. */
  loading: Loading
}

export interface Loading { done: boolean, error?: Error }

export function statusOf ({ embedder, corpora, loading }: StatusSource): Status {
  const state = embedder.state()
  const modelLoaded = state.status === 'ready'
  const waiting = waitingFor(state, loading)
  const wrong = [...loading.error === undefined ? [] : [loading.error.message], ...state.reason === undefined ? [] : [state.reason], ...corpora.problems()]
  if (loading.done && corpora.list().length === 0) wrong.push('There is no corpus to match.')
  return {
    status: waiting.length > 0 ? 'starting' : wrong.length > 0 ? 'degraded' : 'ok',
    reasons: [...waiting, ...wrong],
    modelLoaded,
    matcherReady: loading.done && modelLoaded && corpora.list().length > 0,
    alive: state.status !== 'hung'
  }
}

/** Throws a StartingError until everything has been loaded once. */
export function assertLoaded ({ loading }: Pick<StatusSource, 'loading'>): void {
  if (!loading.done) throw new StartingError([loading.error?.message ?? 'The corpora are being loaded.'])
}

function waitingFor (state: EmbedderState, loading: Loading): string[] {
  if (loading.error !== undefined) return []
  return [
    ...loading.done ? [] : ['The corpora are being loaded.'],
    ...state.status === 'loading' || (state.status === 'starting' && state.reason === undefined) ? ['The model is being loaded.'] : []
  ]
}
