import type { Item } from '../matching/ports.ts'

/** An item with its vector, as it is written. */
export interface WrittenRow {
  item: Item
  /** Unit length, length = dimensions of the corpus. */
  vector: Float32Array
  /** Of the texts that the vector stands for; null where it is that of another model, or of nobody knows what. */
  textHash: Buffer | null
}

/** Somewhere that items are written to by id. What is written is there for good when the promise resolves. */
export interface Target {
  /** Why an item cannot be kept, as a predicate; undefined where it can. */
  refusal (item: Item): string | undefined
  /** The ids of those items that are there just so, with a vector of texts with this hash; where a target cannot tell beforehand, `upsert` does. */
  unchanged? (wanted: readonly { item: Item, textHash: Buffer }[]): Promise<Set<string>>
  /** The vectors of those items that are there and stand for texts with this hash, by id. */
  known (wanted: readonly { id: string, textHash: Buffer }[]): Promise<Map<string, Float32Array>>
  upsert (rows: readonly WrittenRow[]): Promise<{ added: number, updated: number, unchanged: number }>
}
