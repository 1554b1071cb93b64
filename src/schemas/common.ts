import * as Type from 'typebox'
import type { Config } from '../config.ts'
import type { ErrorCode } from '../error-codes.ts'
import { ERRORS } from '../error-codes.ts'

export const Problem = Type.Object({
  path: Type.String({ description: 'Where in the request, with dots; empty for the whole', examples: ['filter.min_salary.gte'] }),
  message: Type.String({ description: 'What is wrong there, as a sentence' }),
  did_you_mean: Type.Optional(Type.String({ description: 'The known name that was probably meant' }))
}, { additionalProperties: false })

/** On the routes of replaced systems a problem is told in the words of FastAPI too. */
const ProblemOfReplaced = Type.Object({
  ...Problem.properties,
  loc: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Integer()]), { description: 'The path again, step by step; on the routes of replaced systems' })),
  msg: Type.Optional(Type.String({ description: 'The message again; there as well' })),
  type: Type.Optional(Type.Literal('value_error', { description: 'Always `value_error`; there as well' }))
}, { additionalProperties: false })

/** The shape of every error, whatever went wrong. */
export const ErrorResponse = Type.Object({
  error: Type.String({ description: 'A code for programs', examples: ['corpus_not_found'] }),
  message: Type.String({ description: 'A sentence for people', examples: ['There is no corpus "mentor". Did you mean "mentors"?'] }),
  detail: Type.Union([
    Type.String({ description: 'The message again' }),
    Type.Array(ProblemOfReplaced, { description: 'Everything that is wrong with a body or a query string' })
  ], { description: 'For a 400 the list of what is wrong where there is one, otherwise the message again', examples: ['There is no corpus "mentor". Did you mean "mentors"?'] }),
  status: Type.Integer({ description: 'The HTTP status', examples: [404] }),
  request_id: Type.String({ description: 'Also in the header `X-Request-Id`, and in the log', examples: ['2c9d5a52-3c8e-4f0e-9a51-0d8e3c6b7f10'] }),
  docs: Type.String({ description: "Where the code is explained: a path below the service's own address", examples: ['/docs#corpus_not_found'] })
}, { $id: 'Error', additionalProperties: false, description: 'The shape of every error, whatever went wrong' })

export type ErrorResponse = Type.Static<typeof ErrorResponse>

/** What a route may answer beside its own errors, by what it does. */
export const FAILS = {
  /** It reads a query string, and needs a key where there are any. */
  asked: ['invalid_request', 'unauthorized'],
  /** It has a body. */
  body: ['malformed_body', 'payload_too_large', 'unsupported_media_type'],
  /** It needs the corpora or the model. */
  loaded: ['starting', 'not_loaded'],
  /** It needs what a corpus is kept in. */
  stored: ['corpus_unavailable', 'database_unavailable', 'database_busy', 'database_slow'],
  /** It needs a key for writing. */
  admin: ['invalid_request', 'unauthorized', 'forbidden'],
  /** It changes what a corpus is kept in. */
  written: ['corpus_busy', 'files_changed', 'files_read_only', 'disk_full', 'database_read_only'],
  /** It embeds what it is given, and waits where others come first. */
  embedded: ['embedder_restarting', 'embedder_failed', 'embedder_hung'],
  /** It embeds texts. */
  texts: ['too_many_requests', 'overloaded', 'embedder_restarting', 'embedder_failed', 'embedder_hung']
} as const satisfies Record<string, ErrorCode[]>

const RETRY_AFTER = { 'Retry-After': { type: 'integer', minimum: 1, description: 'Seconds after which the same request may succeed' } }

/**
 * The responses of a route that are errors: one for each status of the codes, which its description lists, and the rest that can happen to
 * every request. `4xx` and `5xx` are Fastify's notation.
 */
export function errorResponses (...codes: ErrorCode[]): Record<string, object> {
  const statuses = [...new Set(codes.map(code => ERRORS[code].status))].sort()
  const responses = statuses.map(status => {
    const those = codes.filter(code => ERRORS[code].status === status).map(code => `\`${code}\``)
    return [status, { description: those.join(', '), $ref: 'Error#', ...status === 429 || status === 503 ? { headers: RETRY_AFTER } : {} }] as const
  })
  return {
    ...Object.fromEntries(responses),
    '4xx': { description: 'Any other error of the request; *Errors* says what the codes mean', $ref: 'Error#' },
    '5xx': { description: 'Any other error of the service; *Errors* says what the codes mean', $ref: 'Error#' }
  }
}

/** A text to embed: not blank. */
export const text = ({ MAX_TEXT_LENGTH }: Pick<Config, 'MAX_TEXT_LENGTH'>, description: string) =>
  Type.String({ minLength: 1, maxLength: MAX_TEXT_LENGTH, pattern: '\\S', description })

/** For routes that take nothing in the query string. */
export const NoQuerystring = Type.Object({}, { additionalProperties: false })

export const corpusName = (description: string) => Type.String({ minLength: 1, maxLength: 63, description, examples: ['mentors'] })
export const itemId = (description: string) => Type.String({ minLength: 1, maxLength: 200, description, examples: ['c48e4b69-cb18-40d4-af2f-e41ed93a84e4'] })

/** An item as it comes from the corpus: `id` and whatever fields it has. */
export const itemObject = (description: string) => Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, description })

export const ServedBy = Type.Enum(['memory', 'postgres'], { description: 'Where the search runs' })
