import type { ConnectionError } from 'fastify'
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { HeadersTooLargeError, MalformedRequestError, RequestTimeoutError } from '../errors.ts'
import type { KindredError } from '../errors.ts'
import { errorBody } from './errors.ts'

/**
 * Answers, in the one shape, what is so broken that it never became a request. It is not logged: the error holds the bytes that came.
 */
export function clientErrorHandler (error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const answer = connectionErrorOf(error)
  const id = randomUUID()
  const body = JSON.stringify(errorBody(answer, id))
  const head = [
    `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${id}`,
    'connection: close'
  ]
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroy()
}

function connectionErrorOf ({ code }: ConnectionError): KindredError {
  switch (code as string) {
    case 'ERR_HTTP_REQUEST_TIMEOUT': return new RequestTimeoutError()
    case 'HPE_HEADER_OVERFLOW': return new HeadersTooLargeError()
    default: return new MalformedRequestError()
  }
}
