import type { FastifyInstance } from 'fastify'
import { InvalidRequestError, MalformedBodyError } from '../errors.ts'

/** JSON is the only body that is read, and one that cannot be read is answered with where it goes wrong. */
export function jsonBodyPlugin (app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(new MalformedBodyError('The body is empty; send a JSON object.'))
    else parse(request, body, (error, value) => error === null ? done(null, value) : done(whatIsWrong(body)))
  })
}

/** The parser's own message is not passed on, because it quotes the text. */
function whatIsWrong (body: string): Error {
  try {
    JSON.parse(body.replace(/^\uFEFF/, ''))
    return new InvalidRequestError([{ path: '', message: 'The body has a field "__proto__" or "constructor", which is not taken.' }])
  } catch (error) {
    const { message } = error as Error
    const position = / in JSON at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message)?.[1]
    const endsEarly = message.startsWith('Unexpected end') || Number(position) === body.length
    if (endsEarly) return new MalformedBodyError('The body is not JSON: it ends too early.')
    return new MalformedBodyError(`The body is not JSON${position === undefined ? '' : `: it goes wrong at character ${Number(position) + 1}`}.`)
  }
}
