import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import {
  InternalError, InvalidRequestError, KindredError, MalformedBodyError, MalformedRequestError, MalformedUrlError, PayloadTooLargeError, RouteNotFoundError,
  UnsupportedMediaTypeError
} from '../errors.ts'
import type { Problem } from '../errors.ts'
import type { ErrorResponse } from '../schemas/common.ts'
import type { ValidationError } from '../problems.ts'
import { problemsOf } from '../problems.ts'
import { propertiesAt } from './validation.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Tells what is wrong in the words of FastAPI too: `loc`, `msg` and `type`. */
    likeFastApi?: boolean
    /** Refuses what is wrong with 422 instead of 400. */
    unprocessable?: boolean
  }
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const
const UNREADABLE = '/unreadable-url'

/** Every error leaves in one shape, and nothing of an unexpected one but that it happened. */
export function errorsPlugin (app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const answer = asTheRouteRefuses(kindredErrorOf(error, request), request)
    if (answer instanceof InternalError) request.log.error({ err: withoutMessage(error) }, 'unexpected error')
    return send(answer, request, reply)
  })
  app.setNotFoundHandler((request, reply) => {
    const error = request.url === UNREADABLE ? new MalformedUrlError() : new RouteNotFoundError(request.method, pathOf(request), otherMethod(app, request))
    return send(error, request, reply)
  })
}

/**
 * Sends a URL whose percent-encoding cannot be read to where there is no route: the router would answer it itself, past every hook.
 * For the option `rewriteUrl`.
 */
export function readableUrl ({ url = '/' }: { url?: string | undefined }): string {
  try {
    decodeURIComponent(url.split('?', 1)[0]!)
    return url
  } catch {
    return UNREADABLE
  }
}

export function errorBody (error: KindredError, requestId: string, likeFastApi = false): ErrorResponse {
  return {
    error: error.code,
    message: error.message,
    detail: error.problems?.map(problem => likeFastApi ? { ...problem, ...fastApiProblem(problem) } : problem) ?? error.message,
    status: error.status,
    request_id: requestId,
    docs: `/docs#${error.code}`
  }
}

/** https://fastapi.tiangolo.com/tutorial/handling-errors/ */
function fastApiProblem ({ path, message }: Problem): { loc: (string | number)[], msg: string, type: 'value_error' } {
  const steps = path === '' ? [] : path.split('.').map(step => /^\d+$/.test(step) ? Number(step) : step)
  return { loc: ['body', ...steps], msg: message, type: 'value_error' }
}

function asTheRouteRefuses (error: KindredError, request: FastifyRequest): KindredError {
  const isOther = error instanceof InvalidRequestError && request.routeOptions.config.unprocessable === true
  return isOther ? new InvalidRequestError(error.problems ?? [], 'unprocessable_request') : error
}

function send (error: KindredError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter)
  return reply.code(error.status).header('cache-control', 'no-store').type('application/json; charset=utf-8').serializer(JSON.stringify).send(errorBody(error, request.id, request.routeOptions.config.likeFastApi))
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
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH': return new MalformedBodyError('The body is not as long as its content-length says.')
  }
  if (error.code === 'FST_STATIC_FORBIDDEN_PATH' || error.statusCode === 404) return new RouteNotFoundError(request.method, pathOf(request), '')
  if (error.statusCode === 400 || (error.code?.startsWith('FST_') && error.statusCode !== undefined && error.statusCode < 500)) return new MalformedRequestError()
  return new InternalError(error)
}

/** An unexpected message might quote what somebody typed; the name, the code and the places in the code cannot. */
function withoutMessage (error: FastifyError): object {
  const stack = error.stack?.replace(error.message, '').split('\n').filter(line => /^\s+at /.test(line)).join('\n')
  return { type: error.name, code: error.code, stack }
}

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0]!.slice(0, 200)

function otherMethod (app: FastifyInstance, request: FastifyRequest): string {
  const url = pathOf(request)
  const bare = url.replace(/(?<=.)\/+$/, '')
  if (bare !== url && app.findRoute({ method: request.method as HTTPMethods, url: bare }) !== null) return ` Did you mean ${request.method} ${bare}?`
  const others = METHODS.filter(method => method !== request.method && app.findRoute({ method: method as HTTPMethods, url }) !== null)
  return others.length === 0 ? ' /docs lists what there is.' : ` There is ${others.map(method => `${method} ${url}`).join(' and ')}.`
}
