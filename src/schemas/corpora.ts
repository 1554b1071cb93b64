import * as Type from 'typebox'
import { corpusName, itemId, itemObject, ServedBy } from './common.ts'

const Field = Type.Object({
  name: Type.String({ description: 'As it stands in a filter; with dots where it reaches into an object' }),
  type: Type.Enum(['string', 'number', 'boolean', 'list', 'object', 'mixed'], { description: 'Of its values; `mixed` where they differ' }),
  indexed: Type.Optional(Type.Boolean({ description: 'Whether an index of the database helps to filter by it' }))
}, { additionalProperties: false })

export const CorpusResponse = Type.Object({
  name: corpusName('Name of the corpus'),
  items: Type.Integer({ description: 'How many items it has' }),
  dimensions: Type.Integer({ description: 'Numbers of one vector' }),
  model: Type.Union([Type.String(), Type.Null()], { description: 'The model that made its vectors; null where they were made elsewhere and nobody said by what' }),
  template: Type.Array(Type.String(), { description: 'The texts that are embedded of an item, with its fields in braces; empty where every item brings its vector' }),
  fields: Type.Array(Field, { description: 'The fields that its items have, for filters and `fields`' }),
  served_by: ServedBy,
  source: Type.Enum(['file', 'postgres'], { description: 'Where the items come from' }),
  stale: Type.Boolean({ description: 'Whether newer items wait to be read' }),
  source_differs: Type.Optional(Type.Boolean({ description: 'True where a file of its name has other items, because the corpus was written to since' })),
  version: Type.String({ description: 'Changes whenever the corpus does; also its `ETag`' }),
  updated_at: Type.String({ format: 'date-time', description: 'When its vectors were made' })
}, { $id: 'Corpus', additionalProperties: false, description: 'A corpus' })

export const CorporaResponse = Type.Object({ corpora: Type.Array(Type.Ref('Corpus'), { description: 'By name' }) }, { additionalProperties: false, description: 'The corpora that are served' })

const name = corpusName('Name of the corpus')
export const CorpusParams = Type.Object({ name }, { additionalProperties: false })
export const ItemParams = Type.Object({ name, id: itemId('Id of the item') }, { additionalProperties: false })

export const ItemsQuerystring = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 50, description: 'How many items to return' }),
  offset: Type.Integer({ minimum: 0, default: 0, description: 'How many to skip, for a next page' })
}, { additionalProperties: false })

export const ItemsResponse = Type.Object({
  items: Type.Array(itemObject('An item: `id` and whatever fields it has'), { description: 'In the order of the UTF-8 bytes of their ids' }),
  total: Type.Integer({ description: 'Items of the corpus' }),
  limit: Type.Integer({ description: 'As asked for' }),
  offset: Type.Integer({ description: 'As asked for' })
}, { additionalProperties: false, description: 'A page of items' })

export const ItemResponse = itemObject('The item: `id` and whatever fields it has')

/** Of an answer that can be asked for again with `If-None-Match`. */
export const CORPUS_HEADERS = { ETag: { type: 'string', description: 'The `version` in quotes' } }
