import type { Filter } from './filters.ts'
import type { CorpusInfo, CorpusStore, Item } from './ports.ts'
import type { Task } from './tasks.ts'

/** What changing a corpus needs from where it is kept. */

/** An item with its vector, as it is written. */
export interface NewItem {
  item: Item
  /** Unit length, length = dimensions of the corpus. */
  vector: Float32Array
  /** SHA-256 of the texts that the vector was made from; null where the vector came from elsewhere. */
  textHash: Buffer | null
}

export interface Written { added: number, updated: number, unchanged: number }

/** How the vectors of a corpus are made. */
export interface CorpusDeclaration {
  dimensions: number
  /**
   * What makes the vectors. `sha256` is that of the model file, undefined for one that is not here: then every item brings its vector.
   * Null where nobody said what made them: such vectors are compared with nothing but each other.
   */
  model: { id: string, sha256: string | undefined } | null
  /** The texts that are embedded of an item; empty where every item brings its vector. */
  template: string[]
}

export interface CorpusWriter {
  /** As it was when the writer was opened. */
  readonly info: CorpusInfo
  /** Why an item cannot be kept, as a predicate ("has a text with the character U+0000"); undefined where it can. */
  refusal (item: Item): string | undefined
  /** The vectors of those items that are there and stand for texts with this hash, by id. */
  known (wanted: readonly { id: string, textHash: Buffer }[]): Promise<Map<string, Float32Array>>
  /**
   * Inserts items or replaces those with the same id; no id twice in one call. In Postgres they are committed when it resolves; in files they are
   * gathered until `commit`, or for some seconds. An item that is there just so, with a vector of the same texts (or, without a hash, the same vector), is `unchanged`.
   */
  upsert (rows: readonly NewItem[]): Promise<Written>
  /** Resolves with how many there were. Throws InvalidRequestError where the filter cannot be answered. */
  remove (which: { ids: readonly string[] } | { filter: Filter }): Promise<number>
  /** Makes everything durable and visible to the next reader of this process; where items were loaded in bulk, builds the index. Then nothing more is written. */
  commit (): Promise<void>
  /** Gives up what was only gathered, and lets others write. To be called always, also after `commit`. */
  close (): Promise<void>
}

export interface WritableStore extends CorpusStore {
  /**
   * Makes a corpus without items, or one without items another. Whether the name can be one was checked before.
   * @throws CorpusConflictError where there are items whose vectors do not fit
   */
  declare (name: string, declaration: CorpusDeclaration): Promise<{ created: boolean }>
  /** @throws CorpusNotFoundError */
  remove (name: string): Promise<void>
  /** @throws CorpusNotFoundError; CorpusBusyError where only one may write and another does */
  write (name: string): Promise<CorpusWriter>
}

/** What a corpus may be called. */
export const CORPUS_NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/
export const NAME_RULE = 'small letters, digits, - and _ only, a letter or digit first, and at most 63 characters'

/** Items as they come over the wire: one JSON list, or one item a line. */
export interface UploadRequest { corpus: string, format: 'list' | 'lines', body: NodeJS.ReadableStream & AsyncIterable<Buffer | string> & { destroy (error?: Error): unknown } }

export interface UploadOutcome extends Written {
  /** Items that were left out. */
  failed: number
  /** The first of them. */
  errors: { line: number, id?: string, message: string }[]
  errorsLeftOut: number
}

export interface Uploads {
  /**
   * Writes items. Resolves when all are written, or, where there is much to do, when all have arrived and a task goes on with them.
   * @throws KindredError where nothing, or not everything, could be written; what was is there
   */
  upload (request: UploadRequest): Promise<{ outcome: UploadOutcome } | { task: Task }>
  /** Ends those that run; resolves when they have. */
  close (): Promise<void>
}
