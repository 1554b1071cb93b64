import * as Type from 'typebox'
import type { Config } from '../config.ts'
import { text } from './common.ts'

type Limits = Pick<Config, 'MAX_TEXT_LENGTH' | 'MAX_BATCH'>

const texts = (limits: Limits, description: string) => Type.Array(text(limits, 'A text'), { minItems: 1, maxItems: limits.MAX_BATCH, description })
const model = Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'A model that is loaded; default: that of the default corpus', examples: ['Xenova/all-MiniLM-L6-v2'] }))
const usedModel = Type.String({ description: 'The model that made the vectors' })

export const EmbedRequest = (limits: Limits) => Type.Object({ texts: texts(limits, 'The texts to embed'), model }, {
  additionalProperties: false,
  examples: [{ texts: ['I dread interviews', 'Job interviews frighten me'] }]
})

const EmbedWarning = Type.Object({
  code: Type.String({ description: 'A code for programs: `query_truncated`' }),
  message: Type.String({ description: 'A sentence for people' }),
  index: Type.Integer({ description: 'Which of the texts, from 0' })
}, { additionalProperties: false })

export const EmbedResponse = Type.Object({
  embeddings: Type.Array(Type.Array(Type.Number()), { description: 'Vectors of length 1, in the order of the texts' }),
  dimensions: Type.Integer({ description: 'Numbers of one vector' }),
  model: usedModel,
  tokens: Type.Array(Type.Integer(), { description: 'Tokens read of each text, special tokens included' }),
  warnings: Type.Array(EmbedWarning, { description: 'Which texts were longer than the model reads' })
}, { additionalProperties: false, description: 'The vectors' })

/** https://platform.openai.com/docs/api-reference/embeddings/create */
export const OpenAiRequest = (limits: Limits) => Type.Object({
  input: Type.Union([text(limits, 'One text'), texts(limits, 'Several texts')], { description: 'The text or texts to embed' }),
  model,
  encoding_format: Type.Enum(['float', 'base64'], { default: 'float', description: 'Numbers, or little-endian float32 in base64' }),
  dimensions: Type.Optional(Type.Integer({ minimum: 1, description: "Only the model's own number of dimensions is possible" })),
  user: Type.Optional(Type.String({ description: 'Taken and not used' }))
}, { additionalProperties: false, examples: [{ input: ['I dread interviews', 'Job interviews frighten me'], encoding_format: 'float' }] })

const OpenAiEmbedding = Type.Object({
  object: Type.Literal('embedding', { description: 'Always `embedding`' }),
  index: Type.Integer({ description: 'Which of the texts, from 0' }),
  embedding: Type.Unsafe<number[] | string>({ anyOf: [{ type: 'array', items: { type: 'number' } }, { type: 'string' }], description: 'The vector, of length 1, as `encoding_format` asks for it' })
}, { additionalProperties: false })

export const OpenAiResponse = Type.Object({
  object: Type.Literal('list', { description: 'Always `list`' }),
  data: Type.Array(OpenAiEmbedding, { description: 'In the order of the texts' }),
  model: usedModel,
  usage: Type.Object({
    prompt_tokens: Type.Integer({ description: 'Tokens read of all texts' }),
    total_tokens: Type.Integer({ description: 'The same' })
  }, { additionalProperties: false, description: 'What was read; nothing is charged' })
}, { additionalProperties: false, description: 'The vectors' })

export const CompareRequest = (limits: Limits) => {
  const vector = Type.Array(Type.Number(), { minItems: 1, maxItems: 16_000, description: 'A vector made elsewhere' })
  const side = (description: string) => Type.Union([text(limits, 'A text'), vector], { description })
  return Type.Object({ a: side('A text or a vector'), b: side('A text or a vector, with as many dimensions as `a`') }, {
    additionalProperties: false,
    examples: [{ a: 'I dread interviews', b: 'Job interviews frighten me' }]
  })
}

export const CompareResponse = Type.Object({
  similarity: Type.Number({ minimum: -1, maximum: 1, description: 'The cosine, six decimals; 1 is the same' }),
  distance: Type.Number({ minimum: 0, maximum: 2, description: '1 − cosine' })
}, { additionalProperties: false, description: 'How close the two are' })
