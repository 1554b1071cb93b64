import { open } from 'node:fs/promises'
import { TextDecoder } from 'node:util'

/** Beyond this a file is hardly one item a line, and the line would have to be held in memory: characters. */
const LONGEST_LINE = 32 * 2 ** 20
const PIECE_BYTES = 1 << 18

export interface LineOptions {
  /** A label of the Encoding Standard such as `windows-1252`; default: by the byte order mark, else UTF-8. */
  encoding?: string | undefined
  /** Default: the line feed. A carriage return before it stays at the end of the line. */
  separator?: string
}

/**
 * The lines of a text file, in the order of the file, as many at a time as a piece of 256 KiB holds. The byte order mark is left out.
 * @throws Error with a sentence where the bytes do not fit the encoding, or a line is longer than 32 Mi characters
 */
export async function * linesOf (path: string, { encoding, separator = '\n' }: LineOptions = {}): AsyncGenerator<string[]> {
  let rest: string[] = []
  let restLength = 0
  let line = 1
  for await (const text of textOf(path, encoding)) {
    const lines = text.split(separator)
    rest.push(lines[0]!)
    restLength += lines[0]!.length
    if (restLength > LONGEST_LINE) throw new Error(`${path}, line ${line} is longer than ${LONGEST_LINE} characters; one item a line is expected.`)
    if (lines.length === 1) continue
    lines[0] = rest.join('')
    rest = [lines.pop()!]
    restLength = rest[0]!.length
    line += lines.length
    yield lines
  }
  const last = rest.join('')
  if (last !== '') yield [last]
}

/** A file as text in pieces. */
async function * textOf (path: string, encoding: string | undefined): AsyncGenerator<string> {
  const file = await open(path)
  try {
    const bytes = Buffer.alloc(PIECE_BYTES)
    let decoder: TextDecoder | undefined
    let name = ''
    let line = 1
    for (;;) {
      const { bytesRead } = await file.read(bytes, 0, bytes.length)
      const piece = bytes.subarray(0, bytesRead)
      if (decoder === undefined) {
        name = encoding ?? encodingByMark(piece)
        decoder = decoderOf(name)
      }
      const text = decoded(decoder, piece, bytesRead > 0)
      if (text === undefined) throw new Error(`${path} is not ${name}, as line ${line + linesBefore(piece, name)} shows. Say what it is, for example --encoding windows-1252, or save it as UTF-8.`)
      if (text !== '') yield text
      if (bytesRead === 0) return
      line += text.split('\n').length - 1
    }
  } finally {
    await file.close()
  }
}

function encodingByMark (start: Uint8Array): string {
  if (start[0] === 0xFF && start[1] === 0xFE) return 'utf-16le'
  return start[0] === 0xFE && start[1] === 0xFF ? 'utf-16be' : 'utf-8'
}

/** @throws Error with a sentence where there is no such encoding */
export function decoderOf (encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch (error) {
    throw new Error(`There is no encoding "${encoding}"; the usual ones are utf-8, utf-16le and windows-1252.`, { cause: error })
  }
}

function decoded (decoder: TextDecoder, piece: Uint8Array, stream: boolean): string | undefined {
  try {
    return decoder.decode(piece, { stream })
  } catch {
    return undefined
  }
}

/** Line breaks before the first bytes that cannot be read. */
function linesBefore (piece: Uint8Array, encoding: string): number {
  return new TextDecoder(encoding).decode(piece).split('\uFFFD')[0]!.split('\n').length - 1
}
