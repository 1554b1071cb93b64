import type { Background } from './background.ts'
import type { SentenceVectors } from './sentence-vectors.ts'
import type { Filter } from './filters.ts'

/** What the matcher needs from outside: something that embeds, and corpora to search. It knows nothing of how either is done. */

/** Milliseconds; all 0 where the vector came from the cache. */
export interface EmbedTimings { tokenize: number, queue: number, infer: number }

export interface Embedding {
  /** Length = dimensions of the model, unit length. Shared with a cache: not to be written to. */
  vector: Float32Array
  /** Tokens that were read, special tokens included. */
  tokens: number
  /** Tokens of the whole text; more than `tokens` where the text was longer than the model reads. */
  tokensOfText: number
  timings: EmbedTimings
}

/** Which part of a text longer than the model reads is read. */
export type Kept = 'start' | 'end'

export interface EmbedOptions {
  model: string
  /** Default: the start. */
  keep?: Kept | undefined
  /** Whether nobody waits for the answer: such texts come after all others, and their vectors are not kept in the cache. */
  bulk?: boolean | undefined
  /** Gives up the texts that have not been started when it aborts; the promise then rejects with its reason. */
  signal?: AbortSignal | undefined
}

export interface ModelInfo {
  id: string
  dimensions: number
  maxTokens: number
  pooling: 'mean' | 'cls'
  /** Of the model file. */
  sha256: string
  dtype: string
}

export interface Embedder {
  /** One embedding for each text, in order. Throws a KindredError with status 503 where it cannot. */
  embed (texts: readonly string[], options: EmbedOptions): Promise<Embedding[]>
  models (): ModelInfo[]
}

export type Item = { id: string } & Record<string, unknown>

export interface Search {
  /** What is sought: each of length = dimensions of the corpus, unit length. */
  vectors: Float32Array[]
  limit: number
  offset: number
  /** Lowest cosine to return. */
  threshold: number | undefined
  filter: Filter | undefined
  /** Ids to leave out. */
  exclude: ReadonlySet<string>
}

export interface Hit { item: Item, score: number }

export interface SearchResult {
  /** By descending cosine, ties by the UTF-8 bytes of the id. */
  hits: Hit[]
  /** How many items `filter` and `exclude` leave, before `threshold`. */
  total: number
  totalIs: 'exact' | 'at_least'
  exact: boolean
}

export interface Field { name: string, type: 'string' | 'number' | 'boolean' | 'list' | 'object' | 'mixed' }

export interface CorpusInfo {
  name: string
  items: number
  dimensions: number
  /** Null where the vectors were made elsewhere and nobody said by what. */
  model: string | null
  template: string[]
  fields: Field[]
  servedBy: 'memory' | 'postgres'
  source: 'file' | 'postgres'
  stale: boolean
  /** Whether a file of its name is there whose items are not those that are served, because the corpus was written to since. */
  sourceDiffers?: boolean
  /** Changes whenever the corpus does. */
  version: string
  updatedAt: Date
}

export interface Corpus {
  readonly info: CorpusInfo
  /** As it was measured when the vectors were made; undefined where nobody did. */
  readonly background?: Background | undefined
  /** Vectors of sentences that were made beforehand; undefined where they never are. Those of items that have changed since are not among them. `only` is the key of one item whose alone are wanted. */
  readonly sentences?: ((only?: string) => Promise<SentenceVectors>) | undefined
  /** One result for each vector, in order; the rest of the search is the same for all. */
  search (search: Search): Promise<SearchResult[]>
  item (id: string): Promise<Item | undefined>
  /** The unit vector of an item, length = dimensions. */
  vectorOf (id: string): Promise<Float32Array | undefined>
  /** The unit vectors of so many items, or of all; the same items as long as the corpus is the same. */
  sample (count: number): Promise<Float32Array[]>
  /** The same for several items, in their order. */
  vectorsOf (ids: readonly string[]): Promise<(Float32Array | undefined)[]>
  /** Items in the order of their ids' UTF-8 bytes. */
  items (offset: number, limit: number): Promise<Item[]>
  /** The commonest texts that a field holds, by descending count, then by their UTF-8 bytes. Other values and blank texts do not count. */
  facets (field: string, limit: number): Promise<Facet[]>
}

export interface Facet { value: string, count: number }

export interface CorpusStore {
  /** Throws CorpusNotFoundError, or CorpusUnavailableError where the corpus is there but cannot be served. */
  get (name: string): Promise<Corpus>
  /** Those that are known to be there. */
  list (): Corpus[]
}
