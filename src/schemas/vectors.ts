import Type from 'typebox'
import type { Config } from '../config.ts'
import { text } from './common.ts'

type Limits = Pick<Config, 'MAX_TEXT_LENGTH' | 'MAX_BATCH'>

const texts = (limits: Limits) => Type.Array(text(limits), { minItems: 1, maxItems: limits.MAX_BATCH })
const model = Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Default: the model of the default corpus' }))

export const EmbedRequest = (limits: Limits) => Type.Object({ texts: texts(limits), model }, { additionalProperties: false })

export const EmbedResponse = Type.Object({
  embeddings: Type.Array(Type.Array(Type.Number()), { description: 'Unit vectors, in the order of the texts' }),
  dimensions: Type.Integer(),
  model: Type.String(),
  tokens: Type.Array(Type.Integer(), { description: 'Tokens read of each text, special tokens included' }),
  warnings: Type.Array(Type.Object({ code: Type.String(), message: Type.String(), index: Type.Integer() }, { additionalProperties: false }))
}, { additionalProperties: false })

/** https://platform.openai.com/docs/api-reference/embeddings/create */
export const OpenAiRequest = (limits: Limits) => Type.Object({
  input: Type.Union([text(limits), texts(limits)]),
  model,
  encoding_format: Type.Enum(['float', 'base64'], { default: 'float' }),
  dimensions: Type.Optional(Type.Integer({ minimum: 1, description: "Only the model's own number of dimensions is possible" })),
  user: Type.Optional(Type.String({ description: 'Taken and not used' }))
}, { additionalProperties: false })

export const OpenAiResponse = Type.Object({
  object: Type.Literal('list'),
  data: Type.Array(Type.Object({
    object: Type.Literal('embedding'),
    index: Type.Integer(),
    embedding: Type.Unsafe<number[] | string>({ anyOf: [{ type: 'array', items: { type: 'number' } }, { type: 'string' }], description: 'Numbers, or little-endian float32 in base64' })
  }, { additionalProperties: false })),
  model: Type.String(),
  usage: Type.Object({ prompt_tokens: Type.Integer(), total_tokens: Type.Integer() }, { additionalProperties: false })
}, { additionalProperties: false })

export const CompareRequest = (limits: Limits) => {
  const side = Type.Union([text(limits), Type.Array(Type.Number(), { minItems: 1, maxItems: 16_000 })], { description: 'A text or a vector' })
  return Type.Object({ a: side, b: side }, { additionalProperties: false })
}

export const CompareResponse = Type.Object({
  similarity: Type.Number({ minimum: -1, maximum: 1, description: 'Cosine' }),
  distance: Type.Number({ minimum: 0, maximum: 2, description: '1 − cosine' })
}, { additionalProperties: false })
