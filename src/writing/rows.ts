import { isUtf8 } from 'node:buffer'
import { setImmediate } from 'node:timers/promises'
import { ID_RULE, isId } from '../corpus/items.ts'
import type { Row } from '../ingest/source.ts'
import type { Entry } from './entries.ts'

/** Bytes that are parsed before others have their turn, and bytes of what is written at once. */
const SLICE = 1 << 16
const MOST_BYTES = 1 << 19
/** Rows written at once; fewer where vectors have to be made, so that what is made is soon there. */
const MOST_ROWS = 500
const MOST_WITHOUT_VECTOR = 64
/** Levels of an item: what is nested deeper may be too deep for what walks through it. */
const DEEPEST = 32

/** The rows of a body, as many at a time as are to be written at once. Blank lines are passed over. */
export async function * rowsOf (pieces: AsyncIterable<Entry[]> | Iterable<Entry[]>): AsyncGenerator<Row[]> {
  let rows: Row[] = []
  let [bytes, parsed, without] = [0, 0, 0]
  for await (const entries of pieces) {
    for (const entry of entries) {
      const row = rowOf(entry)
      const size = entry.bytes?.length ?? 0
      parsed += size
      if (parsed >= SLICE) {
        parsed = 0
        await setImmediate()
      }
      if (row === undefined) continue
      rows.push(row)
      bytes += size
      if ('fields' in row && row.vector === null) without++
      if (rows.length < MOST_ROWS && bytes < MOST_BYTES && without < MOST_WITHOUT_VECTOR) continue
      yield rows
      rows = []
      bytes = without = 0
    }
  }
  if (rows.length > 0) yield rows
}

function rowOf ({ line, bytes }: Entry): Row | undefined {
  if (bytes === null) return { line, flaw: 'is larger than an item may be (the setting MAX_BODY_BYTES)' }
  if (!isUtf8(bytes)) return { line, flaw: 'is not UTF-8' }
  const text = bytes.toString().replace(/^\uFEFF/, '')
  return text.trim() === '' ? undefined : parsedRow(line, text)
}

function parsedRow (line: number, text: string): Row {
  let item: unknown
  try {
    item = JSON.parse(text)
  } catch (error) {
    const { message } = error as Error
    const endsEarly = message.startsWith('Unexpected end') || message.includes(`at position ${text.length}`)
    return { line, flaw: `is not JSON${endsEarly ? ': it ends too early' : ''}` }
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return { line, flaw: 'is not a JSON object' }
  const { embedding: vector = null, ...fields } = item as Record<string, unknown>
  if (!isFlat(fields, DEEPEST)) return { line, flaw: `is nested deeper than ${DEEPEST} levels` }
  const { id } = fields
  if (id === undefined || id === null || id === '') return { line, flaw: 'has no id' }
  if (!isId(id)) return { line, flaw: `has an id that cannot be used: it ${ID_RULE}` }
  return id.trim() === id ? { line, fields, vector } : { line, id, flaw: 'has an id with a space at its beginning or end' }
}

/** Whether an object has no more levels than these. */
function isFlat (value: object, levels: number): boolean {
  if (levels === 0) return false
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null && !isFlat(inner as object, levels - 1)) return false
  return true
}
