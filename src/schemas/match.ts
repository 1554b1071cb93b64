import Type from 'typebox'
import type { Config } from '../config.ts'
import { CorpusName, ItemId, ItemObject, text } from './common.ts'

type Limits = Pick<Config, 'MAX_TEXT_LENGTH' | 'MAX_BATCH' | 'MAX_LIMIT' | 'MAX_OFFSET'>

/** Longest vector that is taken, in numbers: what pgvector can store. */
const MAX_DIMENSIONS = 16_000
const MAX_EXCLUDED = 10_000

const limit = (limits: Limits) => Type.Integer({ minimum: 1, maximum: limits.MAX_LIMIT, default: Math.min(5, limits.MAX_LIMIT), description: 'How many matches to return' })
const offset = (limits: Limits) => Type.Integer({ minimum: 0, maximum: limits.MAX_OFFSET, default: 0, description: 'How many of the best to skip' })
const threshold = Type.Optional(Type.Number({ minimum: -1, maximum: 1, description: 'Lowest cosine to return' }))

/** `POST /match`. */
export const MatchRequest = (limits: Limits) => Type.Object({
  query: Type.Optional(text(limits, 'What is sought, in plain words')),
  queries: Type.Optional(Type.Array(text(limits, 'What is sought'), { minItems: 1, maxItems: limits.MAX_BATCH, description: 'Several at once; answered in order as `results`' })),
  embedding: Type.Optional(Type.Array(Type.Number(), { minItems: 1, maxItems: MAX_DIMENSIONS, description: "A vector made elsewhere, of the corpus's dimension" })),
  like: Type.Optional(Type.Union([
    ItemId,
    Type.Object({ corpus: Type.Optional(CorpusName), id: ItemId }, { additionalProperties: false })
  ], { description: 'An item to find others like; it is left out of its own answer' })),
  corpus: Type.Optional(CorpusName),
  limit: limit(limits),
  offset: offset(limits),
  threshold,
  filter: Type.Optional(Type.Unsafe<object>({ type: 'object', additionalProperties: true, description: 'Conditions on the fields of items, see the documentation' })),
  exclude: Type.Optional(Type.Array(ItemId, { maxItems: MAX_EXCLUDED, description: 'Ids to leave out' })),
  fields: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 200, description: 'Fields of the item to return; default all, `[]` none' }))
}, { additionalProperties: false, $id: 'MatchRequest' })

/** `GET /match`, for a person with a browser or curl. */
export const MatchQuerystring = (limits: Limits) => Type.Object({
  q: text(limits, 'What is sought, in plain words'),
  corpus: Type.Optional(CorpusName),
  limit: limit(limits),
  offset: offset(limits),
  threshold
}, { additionalProperties: false })

export const MatchResponse = Type.Object({
  matches: Type.Array(Type.Object({
    id: ItemId,
    score: Type.Number({ minimum: -1, maximum: 1, description: 'Cosine, six decimals' }),
    item: ItemObject
  }, { additionalProperties: false }), { description: 'By descending score, ties by id' }),
  corpus: CorpusName,
  total: Type.Integer({ description: 'Items that `filter` and `exclude` leave, before `threshold`' }),
  total_is: Type.Enum(['exact', 'at_least']),
  model: Type.String(),
  served_by: Type.Enum(['memory', 'postgres']),
  exact: Type.Boolean({ description: 'false where an approximate index answered' }),
  warnings: Type.Array(Type.Object({ code: Type.String(), message: Type.String() }, { additionalProperties: false })),
  took_ms: Type.Number()
}, { $id: 'MatchResponse', additionalProperties: false })

export const BatchResponse = Type.Object({
  results: Type.Array(Type.Ref('MatchResponse'), { description: 'One for each of `queries`, in order' })
}, { $id: 'BatchResponse', additionalProperties: false })
