import { counted } from './counted.ts'
import type { ErrorCode } from './error-codes.ts'
import { ERRORS } from './error-codes.ts'
import { didYouMean } from './suggest.ts'

/** One thing that is wrong with a request; `path` points to it in the body or the query string (`filter.years.gte`). */
export interface Problem { path: string, message: string, did_you_mean?: string }

/** An error that the service answers with. Its message is a sentence for the caller and never holds the text of a query. */
export class KindredError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly problems: Problem[] | undefined
  /** Seconds after which the same request may succeed. */
  readonly retryAfter: number | undefined

  constructor (code: ErrorCode, message: string, { problems, retryAfter, cause }: { problems?: Problem[], retryAfter?: number, cause?: unknown } = {}) {
    super(message, { cause })
    this.name = new.target.name
    this.code = code
    this.status = ERRORS[code].status
    this.problems = problems
    this.retryAfter = retryAfter
  }
}

/** More says nothing new, and an answer should not be larger than what it answers. */
const MOST_PROBLEMS = 20
const LONGEST_SENTENCE = 500

export class InvalidRequestError extends KindredError {
  constructor (all: Problem[], code: 'invalid_request' | 'unprocessable_request' = 'invalid_request') {
    const problems = all.slice(0, MOST_PROBLEMS).map(problem => ({ ...problem, path: shortened(problem.path), message: shortened(problem.message) }))
    const more = all.length > MOST_PROBLEMS ? ` And ${all.length - MOST_PROBLEMS} more.` : ''
    super(code, problems.map(problem => problem.message).join(' ') + more, { problems })
  }
}

const shortened = (text: string): string => text.length > LONGEST_SENTENCE ? `${text.slice(0, LONGEST_SENTENCE)}…`.toWellFormed() : text

export class MalformedBodyError extends KindredError {
  constructor (message: string) { super('malformed_body', message, { problems: [{ path: '', message }] }) }
}

export class MalformedUrlError extends KindredError {
  constructor () { super('malformed_url', 'The URL cannot be read: a % in its path is not followed by the hexadecimal digits of UTF-8.') }
}

export class MalformedRequestError extends KindredError {
  constructor () { super('malformed_request', 'This is not a request that can be read as HTTP.') }
}

export class UnauthorizedError extends KindredError {
  constructor (wasGiven: boolean) { super('unauthorized', `${wasGiven ? 'The key that was sent is none of those that are let in; send one that is' : 'This needs a key: send it'} as "X-Api-Key", or as "Authorization: Bearer …".`) }
}

export class ForbiddenError extends KindredError {
  constructor (message: string) { super('forbidden', message) }
}

export class RouteNotFoundError extends KindredError {
  constructor (method: string, path: string, hint: string) { super('route_not_found', `There is no ${method} ${path}.${hint}`) }
}

export class CorpusNotFoundError extends KindredError {
  constructor (name: string, known: string[]) {
    const hint = didYouMean(name, known) || (known.length > 0 ? ` There ${known.length === 1 ? 'is' : 'are'} ${known.map(corpus => `"${corpus}"`).join(', ')}.` : '')
    super('corpus_not_found', `There is no corpus "${name}".${hint}`)
  }
}

/** For who runs the service: who called named no corpus. */
export class SettingCorpusNotFoundError extends KindredError {
  constructor (name: string, setting: string) { super('corpus_not_found', `There is no corpus "${name}" here, which this route reads. Make one of that name, or name another one in the setting ${setting}.`) }
}

export class NoSkillsError extends KindredError {
  constructor (corpus: string, id: string) { super('no_skills', `"${id}" of the corpus "${corpus}" has no skills to compare with jobs.`) }
}

export class ItemNotFoundError extends KindredError {
  constructor (corpus: string, id: string) { super('item_not_found', `The corpus "${corpus}" has no item "${id}".`) }
}

export class TaskNotFoundError extends KindredError {
  constructor () { super('task_not_found', 'There is no such task. Those that ended long ago are forgotten, and without a database all are when the service starts.') }
}

export class TaskCancelledError extends KindredError {
  constructor () { super('task_cancelled', 'The task was cancelled before everything had arrived. What was written until then is there.') }
}

export class ModelNotFoundError extends KindredError {
  constructor (id: string, known: string[]) {
    super('model_not_found', `The model "${id}" is not loaded.${didYouMean(id, known) || ` Loaded: ${known.join(', ') || 'none'}.`}`)
  }
}

export class ModelMismatchError extends KindredError {
  constructor (message: string) { super('model_mismatch', message) }
}

export class RequestTimeoutError extends KindredError {
  constructor () { super('request_timeout', 'The request did not arrive in time.') }
}

export class PayloadTooLargeError extends KindredError {
  constructor (limitBytes: number) { super('payload_too_large', `The body is larger than ${counted(limitBytes, 'byte')}.`) }
}

export class UnsupportedMediaTypeError extends KindredError {
  constructor (message = 'Send JSON, with the header "content-type: application/json".') { super('unsupported_media_type', message) }
}

export class TextNotSearchableError extends KindredError {
  constructor (corpus: string, model: string | null) {
    super('text_not_searchable', `The vectors of "${corpus}" were made ${model === null ? 'elsewhere' : `by ${model}, which is not here`}, so no text can be compared with them. Send "embedding", a vector made by the same model, or "like", the id of an item.`)
  }
}

export class ModeNotAvailableError extends KindredError {
  constructor (message: string) { super('mode_not_available', message) }
}

export class CorpusConflictError extends KindredError {
  /** @param differences what it has, as the end of a sentence */
  constructor (corpus: string, differences: string) {
    super('corpus_conflict', `The corpus "${corpus}" has items, and it has ${differences}. Give the new one another name, or delete this one first.`)
  }
}

export class CorpusBusyError extends KindredError {
  constructor (corpus: string, what = 'Something else is writing') { super('corpus_busy', `${what} to the corpus "${corpus}". Try again when that is done.`, { retryAfter: 5 }) }
}

export class UnusableVectorError extends KindredError {
  constructor (message: string) { super('unusable_vector', message) }
}

export class HeadersTooLargeError extends KindredError {
  constructor () { super('headers_too_large', 'The URL and the headers are too large. Send a long text with POST.') }
}

export class TooManyRequestsError extends KindredError {
  constructor (perMinute: number, retryAfter: number) {
    super('too_many_requests', `More than ${counted(perMinute, 'text')} a minute came from this address. Try again in ${retryAfter} s.`, { retryAfter })
  }
}

/** Nobody reads this answer; the status is nginx's, for the log. */
export class ClientGoneError extends KindredError {
  constructor () { super('client_gone', 'The client went away before its answer.') }
}

export class InternalError extends KindredError {
  constructor (cause: unknown) { super('internal_error', 'Something went wrong here. It was logged under this request id.', { cause }) }
}

export class StartingError extends KindredError {
  constructor (waitingFor: string[]) { super('starting', `Not ready yet: ${waitingFor.join(' ')}`, { retryAfter: 1 }) }
}

export class NotLoadedError extends KindredError {
  constructor (reason: string) { super('not_loaded', reason, { retryAfter: 60 }) }
}

export class OverloadedError extends KindredError {
  constructor (waiting: number) { super('overloaded', `${counted(waiting, 'text is', 'texts are')} waiting to be embedded, and no more are taken. Try again in a moment.`, { retryAfter: 2 }) }
}

export class EmbedderRestartingError extends KindredError {
  constructor (cause?: unknown) { super('embedder_restarting', 'The embedding worker stopped and is being replaced. Try again in a moment.', { retryAfter: 1, cause }) }
}

export class EmbedderFailedError extends KindredError {
  constructor (cause?: unknown) { super('embedder_failed', 'The embedding worker could not start; /health says why.', { retryAfter: 60, cause }) }
}

export class EmbedderHungError extends KindredError {
  constructor (afterMs: number) { super('embedder_hung', `The embedding worker has not answered for ${afterMs} ms. The service will be restarted.`, { retryAfter: 10 }) }
}

export class CorpusUnavailableError extends KindredError {
  constructor (reason: string) { super('corpus_unavailable', reason, { retryAfter: 60 }) }
}

export class CorpusNotListedError extends KindredError {
  constructor (name: string) { super('corpus_conflict', `The setting CORPORA does not name "${name}", so it would be gone at the next start. Use a name that is in it, or ask whoever runs the service to add it.`) }
}

export class FilesChangedError extends KindredError {
  /** @param reason a sentence */
  constructor (corpus: string, reason: string) { super('files_changed', `The files of "${corpus}" are not those that were read, and nothing was written: ${reason}`) }
}

export class FilesReadOnlyError extends KindredError {
  constructor (cause: Error) { super('files_read_only', 'The service may not write to the folder of its corpora (DATA_DIR), so they cannot be changed. Reading goes on.', { retryAfter: 60, cause }) }
}

export class DiskFullError extends KindredError {
  constructor (cause: Error) { super('disk_full', 'The disk of the corpora is full, and nothing was written. Reading goes on.', { retryAfter: 60, cause }) }
}

export class DatabaseUnavailableError extends KindredError {
  constructor (cause: Error) { super('database_unavailable', `The database does not answer: ${cause.message.replace(/\.$/, '')}. Corpora in memory are served all the same.`, { retryAfter: 2, cause }) }
}

export class DatabaseBusyError extends KindredError {
  constructor () { super('database_busy', 'All connections to the database are taken. Try again in a moment.', { retryAfter: 1 }) }
}

export class DatabaseSlowError extends KindredError {
  constructor (timeoutMs: number) { super('database_slow', `The database needed longer than ${timeoutMs} ms and was stopped.`, { retryAfter: 5 }) }
}

export class DatabaseReadOnlyError extends KindredError {
  constructor (cause: Error) { super('database_read_only', 'The database takes no writes at the moment. Reading goes on.', { retryAfter: 5, cause }) }
}

export class CorpusGoneError extends KindredError {
  constructor () { super('corpus_gone', 'The corpus was deleted or replaced in the meantime.') }
}

export class ShuttingDownError extends KindredError {
  constructor () { super('shutting_down', 'The service is shutting down.', { retryAfter: 5 }) }
}
