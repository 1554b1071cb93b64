import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import {
  InternalError, InvalidRequestError, KindredError, MalformedBodyError, PayloadTooLargeError, RouteNotFoundError, ShuttingDownError, UnsupportedMediaTypeError
} from '../errors.ts'
import type { ErrorResponse } from '../schemas/common.ts'
import type { ValidationError } from '../validation.ts'
import { problemsOf } from '../validation.ts'
import { propertiesAt } from './validation.ts'

/** A client that went away needs no answer; the status is nginx's, for the log. */
const CLIENT_CLOSED_REQUEST = 499
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const

/** Every error leaves in one shape, and nothing of an unexpected one but that it happened. */
export function errorsPlugin (app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (request.signal.aborted && request.raw.destroyed) return reply.code(CLIENT_CLOSED_REQUEST).send()
    const answer = kindredErrorOf(error, request)
    if (answer instanceof InternalError) request.log.error({ err: withoutMessage(error) }, 'unexpected error')
    return send(answer, request, reply)
  })
  app.setNotFoundHandler((request, reply) => send(new RouteNotFoundError(request.method, pathOf(request), otherMethod(app, request)), request, reply))
}

function send (error: KindredError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const body: ErrorResponse = {
    error: error.code,
    message: error.message,
    detail: error.problems ?? error.message,
    status: error.status,
    request_id: request.id,
    docs: `/docs#${error.code}`
  }
  if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter)
  return reply.code(error.status).header('cache-control', 'no-store').type('application/json; charset=utf-8').serializer(JSON.stringify).send(body)
}

function kindredErrorOf (error: FastifyError, request: FastifyRequest): KindredError {
  if (error instanceof KindredError) return error
  if (error.validation !== undefined) {
    const part = error.validationContext === 'querystring' ? 'querystring' : error.validationContext === 'params' ? 'params' : 'body'
    const schema = request.routeOptions.schema?.[part]
    return new InvalidRequestError(problemsOf(error.validation as unknown as ValidationError[], path => propertiesAt(schema, path)))
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE': return new PayloadTooLargeError(request.routeOptions.bodyLimit)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': return new UnsupportedMediaTypeError()
    case 'FST_ERR_CTP_EMPTY_JSON_BODY': return new MalformedBodyError('The body is empty; send a JSON object.')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH': return new MalformedBodyError('The body is not as long as its content-length says.')
    case 'FST_ERR_BAD_URL': return new MalformedBodyError('The URL cannot be read: a % in it is not followed by two hexadecimal digits.')
  }
  if (error instanceof SyntaxError || error.code === 'FST_ERR_CTP_INVALID_JSON_BODY') return new MalformedBodyError(`The body is not JSON${positionIn(error.message)}.`)
  if (error.statusCode === 400) return new MalformedBodyError('The request cannot be read.')
  if (error.code === 'FST_ERR_REOPENED_CLOSE_SERVER' || error.statusCode === 503) return new ShuttingDownError()
  return new InternalError(error)
}

/** Where a JSON parser stopped. Its message is not passed on, because it quotes the text. */
function positionIn (message: string): string {
  const position = /at position (\d+)/.exec(message)?.[1]
  return position === undefined ? '' : `: it goes wrong at character ${position}`
}

/** An unexpected message might quote what somebody typed; the name, the code and the places in the code cannot. */
function withoutMessage (error: FastifyError): object {
  const stack = error.stack?.split('\n').filter(line => /^\s+at /.test(line)).join('\n')
  return { type: error.name, code: error.code, stack }
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0]!.slice(0, 200)

function otherMethod (app: FastifyInstance, request: FastifyRequest): string {
  const url = pathOf(request)
  const others = METHODS.filter(method => method !== request.method && app.findRoute({ method: method as HTTPMethods, url }) !== null)
  return others.length === 0 ? ' What there is stands in /docs.' : ` There is ${others.map(method => `${method} ${url}`).join(' and ')}.`
}
