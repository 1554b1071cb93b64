import type { Wire } from '../schemas/client.ts'

/** An item as it comes from a corpus: `id` and whatever fields it has. */
export type AnyItem = Record<string, unknown>

type Asked = Wire['MatchRequest']
type OneOf = 'query' | 'queries' | 'embedding' | 'like'

/** What a match can be asked beside what is sought. */
export interface MatchOptions extends Partial<Omit<Asked, OneOf>> {}

/** One of the four, and none of the others. */
type Only<Name extends OneOf> = { [Key in Name]: NonNullable<Asked[Key]> } & { [Key in Exclude<OneOf, Name>]?: never }

/** A match of one text, vector or item. */
export type MatchRequest = MatchOptions & (Only<'query'> | Only<'embedding'> | Only<'like'>)
/** A match of several texts at once. */
export type BatchRequest = MatchOptions & Only<'queries'>

type Answer = Wire['MatchResponse']

export interface Match<Item = AnyItem> extends Omit<Answer['matches'][number], 'item'> { item: Item }
/** The answer to one text, vector or item: the nearest first. */
export interface Matches<Item = AnyItem> extends Omit<Answer, 'matches'> { matches: Match<Item>[] }
/** The answers to several texts, in order. */
export interface Batch<Item = AnyItem> { results: Matches<Item>[] }

export type Side = Wire['CompareRequest']['a']
export interface Comparison extends Readonly<Wire['CompareResponse']> {}
export interface Embeddings extends Readonly<Wire['EmbedResponse']> {}
export interface Corpus extends Readonly<Wire['Corpus']> {}
export interface Corpora { corpora: Corpus[] }
export interface PageOptions extends Partial<Wire['ItemsQuery']> {}
export interface Items<Item = AnyItem> extends Omit<Wire['Items'], 'items'> { items: Item[] }
export interface Health extends Readonly<Wire['Health']> {}
export interface Info extends Readonly<Wire['Info']> {}
export type Problem = Wire['Problem']
export type ErrorCode = Wire['ErrorCode']
