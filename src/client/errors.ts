import type { ErrorCode, Problem } from './types.ts'

export interface Refusal {
  code: ErrorCode | 'foreign_answer' | 'unreachable' | 'timeout'
  /** Of HTTP; 0 where no answer came. */
  status: number
  detail?: string | Problem[] | undefined
  requestId?: string | undefined
  retryAfter?: number | undefined
  cause?: unknown
}

/** Whatever kept a call from its answer, but an abort. `message` is a sentence for people, the service's own where it sent one. */
export class KindredError extends Error {
  // Written out, because the bundle shortens the names of classes.
  override name: string = 'KindredError'
  /** The service's code; `foreign_answer` where something in front of it answered, `unreachable` or `timeout` where nothing did. */
  readonly code: Refusal['code']
  /** Of HTTP; 0 where no answer came. */
  readonly status: number
  /** For a 400 the list of what is wrong, otherwise the message again. */
  readonly detail: string | Problem[]
  /** What the service's log knows the request by. */
  readonly requestId: string | undefined
  /** Seconds after which the same request may succeed. */
  readonly retryAfter: number | undefined

  constructor (message: string, { code, status, detail = message, requestId, retryAfter, cause }: Refusal) {
    super(message, { cause })
    this.code = code
    this.status = status
    this.detail = detail
    this.requestId = requestId
    this.retryAfter = retryAfter
  }
}

/** No answer came: the service is stopped, asleep or not let through, the address is wrong, or the network is down. */
export class NetworkError extends KindredError {
  override name: string = 'NetworkError'

  constructor (message = 'The service does not answer.', refusal: Partial<Refusal> = {}) {
    super(message, { code: 'unreachable', status: 0, ...refusal })
  }
}

/** No answer came in time. */
export class TimeoutError extends NetworkError {
  override name: string = 'TimeoutError'

  constructor (ms: number, cause?: unknown) {
    super(`The service has not answered for ${ms / 1000} s.`, { code: 'timeout', cause })
  }
}
