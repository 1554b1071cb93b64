import type { FastifyReply } from 'fastify'
import { ClientGoneError } from '../errors.ts'

/**
 * Aborts when the client goes away before its answer was sent. Not Fastify's `request.signal`, which listens for the end of the
 * request's body and so aborts calls whose clients are still there.
 */
export function clientSignal ({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => { if (!raw.writableEnded) gone.abort(new ClientGoneError()) })
  return gone.signal
}
