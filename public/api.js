/** The service could not be reached. */
export class Unreachable extends Error {}

/** The service answered with an error; `message` is its own sentence. */
export class Refused extends Error {
  constructor ({ status, message, code, requestId, retryAfter }) {
    super(message)
    Object.assign(this, { status, code, requestId, retryAfter })
  }

  /** The same request may succeed later. */
  get passes () { return this.status === 429 || this.status === 503 }
}

const LONGEST_WAIT_S = 60
let key

/** The key is kept as long as the page is open, and nowhere else. */
export const useKey = value => { key = value || undefined }
export const hasKey = () => key !== undefined
export const addressOf = path => new URL(path, document.baseURI).href

async function call (path, { headers, ...options } = {}) {
  let response
  let text
  try {
    response = await fetch(path, { ...options, cache: 'no-store', headers: { ...headers, ...key !== undefined && { 'x-api-key': key } } })
    text = await response.text()
  } catch (error) {
    if (error.name === 'AbortError') throw error
    throw new Unreachable('The service does not answer.')
  }
  const body = parsed(text)
  if (!response.ok || body === undefined) throw refusal(response, body)
  return { body, headers: response.headers }
}

/** A proxy in front of the service answers without its sentence. */
function refusal ({ status, headers }, body) {
  const seconds = Number(headers.get('retry-after'))
  return new Refused({
    status,
    message: body?.message ?? `Something between this page and the service answered ${status}.`,
    code: body?.error,
    requestId: body?.request_id,
    retryAfter: Math.min(Math.max(1, Number.isFinite(seconds) ? seconds : 1), LONGEST_WAIT_S)
  })
}

function parsed (text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const get = async path => (await call(path)).body

export async function match (request, signal) {
  const startedAt = performance.now()
  const { body, headers } = await call('match', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(request), signal })
  return { answer: body, serverTiming: headers.get('server-timing') ?? '', tripMs: performance.now() - startedAt }
}
