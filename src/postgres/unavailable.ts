const SYSTEM_CODES = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ERR_SOCKET_CLOSED']

/**
 * SQLSTATEs that say nothing about the statement: connection exceptions (08), wrong password or no right to connect (28), no such database,
 * read-only (a standby), out of resources (53), shut down or starting (57P), cancelled by a timeout.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SQLSTATE = /^(08...|28...|3D000|25006|53...|57P0[1-5]|57014)$/

/** Errors of pg that carry no code. */
const SENTENCES = /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered|was closed)|Query read timeout|The server does not support SSL|Connection ended|WebSocket)/i

/** Whether an error means that the database cannot be reached or does not answer, whatever the statement was. */
export function isUnavailable (error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isUnavailable)
  if (typeof code === 'string' && (SYSTEM_CODES.includes(code) || SQLSTATE.test(code))) return true
  return SENTENCES.test(error.message)
}
