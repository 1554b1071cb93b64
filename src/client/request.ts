import { KindredError, NetworkError, TimeoutError } from './errors.ts'
import type { Fetch } from './options.ts'

/** A timer that is to wait longer does not wait at all. */
const LONGEST_MS = 2 ** 31 - 1

/**
 * Sends a request once, and reads its answer whole within the time. `AbortSignal.any` would say this in a line, but throws where nobody can
 * catch it on Node 20 once one of its signals is collected.
 */
export async function send (fetch: Fetch, url: string, { signal, ...init }: RequestInit, timeoutMs: number): Promise<unknown> {
  signal?.throwIfAborted()
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, Math.min(timeoutMs, LONGEST_MS))
  signal?.addEventListener('abort', abort)
  try {
    const response = await fetch(url, { ...init, signal: controller.signal })
    return answerOf(response, await response.text())
  } catch (error) {
    if (error instanceof KindredError) throw error
    signal?.throwIfAborted()
    throw controller.signal.aborted ? new TimeoutError(timeoutMs, error) : new NetworkError(undefined, { cause: error })
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

function answerOf (response: Response, text: string): unknown {
  const body = parsed(text)
  if (!response.ok || body === undefined) throw refusal(response, body)
  return body
}

function parsed (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Answer { error?: unknown, message?: unknown, detail?: KindredError['detail'], request_id?: string }

/** A platform or a proxy in front of the service answers without its sentence. */
function refusal ({ status, headers }: Response, body: unknown): KindredError {
  const { error, message, detail, request_id: requestId } = (body ?? {}) as Answer
  const retryAfter = secondsOf(headers.get('retry-after'))
  if (typeof error === 'string' && typeof message === 'string') return new KindredError(message, { code: error as KindredError['code'], status, detail, requestId, retryAfter })
  return new KindredError(`Something between here and the service answered ${status}.`, { code: 'foreign_answer', status, retryAfter })
}

/** `Retry-After` is seconds or a date (RFC 9110, 10.2.3). */
function secondsOf (value: string | null): number | undefined {
  if (value === null) return undefined
  const seconds = Number.isNaN(Number(value)) ? (Date.parse(value) - Date.now()) / 1000 : Number(value)
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
