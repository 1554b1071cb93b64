import type { KindredError } from './errors.ts'
import type { AnyItem, Batch, BatchRequest, Comparison, Corpora, Corpus, Embeddings, Health, Info, Items, Matches, MatchRequest, PageOptions, Side } from './types.ts'

/** Why a call waits: the service said that it is busy (429, 503) or starting, or nothing of it answers, as while it sleeps or is away. */
export type Why = 'busy' | 'starting' | 'away'

/** What a page can show while a call waits for its next try. */
export interface Wait {
  why: Why
  /** A sentence for people. */
  message: string
  /** Until the next try. */
  seconds: number
  error: KindredError
}

export interface Patience {
  /** How often a call is sent again to a service that says it is busy. Default 5. */
  retries?: number
  /** Milliseconds from the first try within which the last one begins; 0 for a single try. Default 120,000. */
  patienceMs?: number
  /** Called before each wait. */
  onWait?: (wait: Wait) => void
}

export interface CallOptions extends Patience {
  /** Gives the call up; it then rejects with the signal's reason. */
  signal?: AbortSignal
  /** Milliseconds that one try may take. Default 20,000. */
  timeoutMs?: number
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What is said here holds for all calls of a client; what a call says goes before. */
export interface ClientOptions extends Omit<CallOptions, 'signal'> {
  /** The address of the service, also below a path. */
  url: string
  /** Where the service asks for one. */
  key?: string
  /** In place of the global one. */
  fetch?: Fetch
}

/** Every call rejects with a `KindredError`, or with the reason of its signal. */
export interface Client {
  /** What is closest in meaning to one text, vector or item; several texts (`queries`) are answered in order. */
  match: {
    <Item = AnyItem>(request: MatchRequest, options?: CallOptions): Promise<Matches<Item>>
    <Item = AnyItem>(request: BatchRequest, options?: CallOptions): Promise<Batch<Item>>
  }
  /** The vectors of texts. */
  embed: (texts: string[], options?: CallOptions & { model?: string }) => Promise<Embeddings>
  /** How near two texts or vectors are. */
  compare: (a: Side, b: Side, options?: CallOptions) => Promise<Comparison>
  corpora: (options?: CallOptions) => Promise<Corpora>
  corpus: (name: string, options?: CallOptions) => Promise<Corpus>
  /** The items of a corpus, page by page. */
  items: <Item = AnyItem>(corpus: string, page?: PageOptions, options?: CallOptions) => Promise<Items<Item>>
  item: <Item = AnyItem>(corpus: string, id: string, options?: CallOptions) => Promise<Item>
  /** How the service is; answered while it starts, too. */
  health: (options?: CallOptions) => Promise<Health>
  /** Version, limits and models. */
  info: (options?: CallOptions) => Promise<Info>
  /** Resolves once a match can be answered: wakes the service before anybody asks it. */
  ready: (options?: CallOptions) => Promise<void>
}
