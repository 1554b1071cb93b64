import { TimeOverError } from './limit.ts'

/** Why the network said no, for whoever asked: its own words name the host. */
const SYSTEM_CODES: Record<string, string> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  ERR_SOCKET_CLOSED: 'the connection broke',
  ETIMEDOUT: 'there was no answer',
  ENOTFOUND: 'the name of its host is not known',
  EAI_AGAIN: 'the name of its host cannot be looked up at the moment',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its network cannot be reached',
  EADDRNOTAVAIL: 'no connection can be made from here',
  ENOENT: 'there is no such socket'
}

/**
 * SQLSTATEs that say nothing about the statement: connection exceptions (08), wrong password or no right to connect (28), no such database,
 * read-only (a standby), a session that was ended (25P03), out of resources (53), shut down or starting (57P), cancelled by a timeout.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const SQLSTATE = /^(08...|28...|3D000|25006|25P03|53...|57P0[1-5]|57014)$/

/** Of a connection that is not to be used any more. */
export const OUT_OF_ORDER = 'Connection answered another question'

/** Errors without a code, of pg and of ours. */
const SENTENCES = /^(Connection terminated|Connection answered|Received unexpected|timeout|Client (has encountered|was closed)|Query read timeout|The server does not support SSL|There was an error establishing an SSL connection|Connection ended|WebSocket|SASL)/i

const CERTIFICATE = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID)$/

/** The connection was never made: whatever was to be done was not begun. */
export class NotConnectedError extends Error {
  override readonly cause: Error

  constructor (cause: Error) {
    super('not connected')
    this.cause = cause
  }
}

/** Whether an error means that the database cannot be reached or does not answer, whatever the statement was. */
export function isUnavailable (error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  if (error instanceof NotConnectedError || error instanceof TimeOverError) return true
  const code = codeOf(error)
  return code in SYSTEM_CODES || SQLSTATE.test(code) || SENTENCES.test(error.message)
}

/** The server gave the statement up; it answers, so nothing is wrong with it as a whole. */
export const isServerTimeout = (error: Error): boolean => codeOf(error) === '57014'
/** It takes no writes at the moment, but answers. */
export const isReadOnly = (error: Error): boolean => codeOf(error) === '25006'
/** It has no room for this statement or connection, but answers. */
export const isOutOfResources = (error: Error): boolean => codeOf(error).startsWith('53')
/** It was silent for as long as one was ready to wait. */
export const isSilence = (error: Error): boolean => error instanceof TimeOverError || /timeout/i.test(error.message)
/** Trying again changes nothing: the password, the name of the database or the certificate is not right. */
export const isFinal = (error: Error): boolean => /^(28...|3D000)$/.test(codeOf(error)) || CERTIFICATE.test(codeOf(error)) || /^(SASL|The server does not support SSL)/.test(error.message)

/** What is wrong, as the end of a sentence that may be shown to anybody: it names no host and no address. */
export function explain (error: Error): string {
  const code = codeOf(error)
  if (CERTIFICATE.test(code)) return `its TLS certificate cannot be verified (${code === 'ERR_TLS_CERT_ALTNAME_INVALID' ? 'it is for another host' : causeOf(error).message}). Trust the one who signed it: sslrootcert=/path/to/ca.pem in DATABASE_URL, or NODE_EXTRA_CA_CERTS=/path/to/ca.pem`
  if (/^The server does not support SSL/.test(error.message)) return 'it speaks no TLS, which sslmode in DATABASE_URL asks for; sslmode=disable does without'
  if (/^28/.test(code)) return 'it refuses this user or password'
  if (code === '3D000') return 'it has no database of this name'
  if (error instanceof TimeOverError) return error.message
  if (isSilence(error)) return 'there was no answer in time'
  return SYSTEM_CODES[code] ?? error.message.replace(/\.$/, '')
}

/** The innermost error that has a code: a WebSocket's holds the network's, several addresses of a host one each. */
function causeOf (error: Error): Error {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return error.errors[0]
  return !hasCode(error) && error.cause instanceof Error ? causeOf(error.cause) : error
}

const hasCode = (error: Error): boolean => typeof (error as { code?: unknown }).code === 'string'

function codeOf (error: Error): string {
  const { code } = causeOf(error) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}
