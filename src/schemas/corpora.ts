import Type from 'typebox'
import { CorpusName, ItemId, ItemObject } from './common.ts'

export const CorpusResponse = Type.Object({
  name: CorpusName,
  items: Type.Integer(),
  dimensions: Type.Integer(),
  model: Type.String(),
  template: Type.Array(Type.String(), { description: 'The texts that are embedded of an item' }),
  fields: Type.Array(Type.Object({
    name: Type.String(),
    type: Type.Enum(['string', 'number', 'boolean', 'list', 'object', 'mixed']),
    indexed: Type.Optional(Type.Boolean())
  }, { additionalProperties: false })),
  served_by: Type.Enum(['memory', 'postgres']),
  source: Type.Enum(['file', 'postgres']),
  stale: Type.Boolean(),
  version: Type.String({ description: 'Changes whenever the corpus does; also its `ETag`' }),
  updated_at: Type.String({ format: 'date-time' })
}, { $id: 'Corpus', additionalProperties: false })

export const CorporaResponse = Type.Object({ corpora: Type.Array(Type.Ref('Corpus')) }, { additionalProperties: false })

export const CorpusParams = Type.Object({ name: CorpusName }, { additionalProperties: false })
export const ItemParams = Type.Object({ name: CorpusName, id: ItemId }, { additionalProperties: false })

export const ItemsQuerystring = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 50 }),
  offset: Type.Integer({ minimum: 0, default: 0 })
}, { additionalProperties: false })

export const ItemsResponse = Type.Object({
  items: Type.Array(ItemObject, { description: 'In the order of their ids' }),
  total: Type.Integer(),
  limit: Type.Integer(),
  offset: Type.Integer()
}, { additionalProperties: false })
