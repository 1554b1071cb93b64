import { MalformedBodyError } from '../errors.ts'

/** The bytes of one item as they came; null where they are more than an item may have. Numbered from 1. */
export interface Entry { line: number, bytes: Buffer | null }

const LINE_FEED = 0x0A

/**
 * The lines of a body, as many at a time as came together. A line that is too long is passed over without being held.
 *
 * @param longest bytes of a line
 */
export async function * linesOf (chunks: AsyncIterable<Buffer>, longest: number): AsyncGenerator<Entry[]> {
  let rest: Buffer[] = []
  let length = 0
  let line = 0

  function add (part: Buffer): void {
    length += part.length
    if (length > longest) rest = []
    else rest.push(part)
  }

  function ended (): Entry {
    const entry = { line: ++line, bytes: length > longest ? null : rest.length === 1 ? rest[0]! : Buffer.concat(rest) }
    rest = []
    length = 0
    return entry
  }

  for await (const chunk of chunks) {
    const entries: Entry[] = []
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, end))
      entries.push(ended())
      start = end + 1
    }
    if (start < chunk.length) add(chunk.subarray(start))
    if (entries.length > 0) yield entries
  }
  if (length > 0) yield [ended()]
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5C, 0x2C]
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5B, 0x5D, 0x7B, 0x7D]
const BYTE_ORDER_MARK = Buffer.from('\uFEFF')
/** Elements given at a time: bytes. */
const PIECE = 1 << 17

/**
 * The elements of a JSON list, some at a time, so that others have their turn in between: to parse it in one go would stop the service for as
 * long as that takes. Only the list itself is looked at; whether an element is JSON shows when it is parsed.
 *
 * @throws MalformedBodyError where the body is no list
 */
export function * elementsOf (body: Buffer, longest: number): Generator<Entry[]> {
  let at = afterSpace(body, body.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0)
  if (body[at] !== OPEN_LIST) throw new MalformedBodyError(at >= body.length ? 'The body is empty; send a list of items.' : 'The body must be a list of items: [{"id": "…", …}, …]. One item a line is sent as "content-type: application/x-ndjson".')
  at = afterSpace(body, at + 1)
  let entries: Entry[] = []
  let given = at
  for (let line = 1; line > 1 || body[at] !== CLOSE_LIST; line++) {
    const end = endOfElement(body, at)
    if (end === at) throw new MalformedBodyError(`The body is not JSON: element ${line} of the list is missing.`)
    entries.push({ line, bytes: end - at > longest ? null : body.subarray(at, end) })
    if (end - given >= PIECE) {
      yield entries
      entries = []
      given = end
    }
    at = end
    if (body[at] === CLOSE_LIST) break
    at = afterSpace(body, at + 1)
  }
  if (afterSpace(body, at + 1) < body.length) throw new MalformedBodyError('The body is not JSON: something follows the list.')
  if (entries.length > 0) yield entries
}

/** Where the comma or bracket behind an element stands. */
function endOfElement (body: Buffer, start: number): number {
  let depth = 0
  for (let at = start; at < body.length; at++) {
    const byte = body[at]
    if (byte === QUOTE) at = endOfText(body, at)
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++
    else if (depth === 0 && (byte === COMMA || byte === CLOSE_LIST)) return at
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) depth--
  }
  throw new MalformedBodyError('The body is not JSON: it ends too early.')
}

/** Where the text that begins with the quote at `start` ends. */
function endOfText (body: Buffer, start: number): number {
  for (let at = start + 1; at < body.length; at++) {
    if (body[at] === BACKSLASH) at++
    else if (body[at] === QUOTE) return at
  }
  return body.length
}

function afterSpace (body: Buffer, start: number): number {
  let at = start
  while (body[at] === 0x20 || body[at] === 0x0A || body[at] === 0x0D || body[at] === 0x09) at++
  return at
}
