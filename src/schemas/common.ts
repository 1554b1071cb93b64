import Type from 'typebox'
import type { Config } from '../config.ts'

/** The shape of every error, whatever went wrong. */
export const ErrorResponse = Type.Object({
  error: Type.String({ description: 'A name for programs, such as `corpus_not_found`' }),
  message: Type.String({ description: 'A sentence for people' }),
  detail: Type.Union([
    Type.String(),
    Type.Array(Type.Object({
      path: Type.String({ description: 'Where in the request, with dots; empty for the whole' }),
      message: Type.String(),
      did_you_mean: Type.Optional(Type.String())
    }, { additionalProperties: false }))
  ], { description: 'For a 400 the list of what is wrong, otherwise the message again' }),
  status: Type.Integer(),
  request_id: Type.String({ description: 'Also in the header `X-Request-Id`, and in the log' }),
  docs: Type.String()
}, { $id: 'Error', additionalProperties: false, description: 'The shape of every error, whatever went wrong' })

export type ErrorResponse = Type.Static<typeof ErrorResponse>

/** Added to the responses of every route; `4xx` and `5xx` are Fastify's notation. */
export const errorResponses = { '4xx': Type.Ref('Error'), '5xx': Type.Ref('Error') }

/** A text to embed: not blank. */
export const text = ({ MAX_TEXT_LENGTH }: Pick<Config, 'MAX_TEXT_LENGTH'>, description?: string) =>
  Type.String({ minLength: 1, maxLength: MAX_TEXT_LENGTH, pattern: '\\S', ...description === undefined ? {} : { description } })

/** For routes that take nothing in the query string. */
export const NoQuerystring = Type.Object({}, { additionalProperties: false })

export const CorpusName = Type.String({ minLength: 1, maxLength: 63, description: 'Name of a corpus' })
export const ItemId = Type.String({ minLength: 1, maxLength: 200, description: 'Id of an item' })

/** An item as it comes from the corpus: `id` and whatever fields it has. */
export const ItemObject = Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, description: 'The fields of the item' })
