import { parse } from 'csv-parse/sync'
import type { LineOptions } from './lines.ts'
import { linesOf } from './lines.ts'

/** A record as it stands in the file, several lines where a cell has line breaks: its cells, or what is wrong with it. */
export interface CsvRecord { line: number, cells?: string[], flaw?: string }

export interface RecordOptions extends LineOptions {
  delimiter: string
  /** Lines to pass over before the first record. */
  skip?: number
  /** Cells of a proper record; undefined before the header is known. */
  width?: number | undefined
}

/** A quote that is still open after this much was hardly meant to be: lines, characters. */
const MOST_LINES = 1000
const MOST_CHARACTERS = 2 ** 20

interface Line { number: number, text: string }

/**
 * The records of a CSV file (RFC 4180), some at a time. Lines are joined as long as a quote is open. Where the outcome is no record, its first
 * line is read by itself, quotes taken as they come; if that fails too, this line alone is the broken one and reading goes on behind it, so
 * that a quote nobody closed does not swallow the rest of the file.
 */
export async function * readRecords (path: string, { delimiter, width, skip = 0, ...options }: RecordOptions): AsyncGenerator<CsvRecord[]> {
  let number = 0
  let open: Line[] = []
  const read = (queue: Line[], atEnd: boolean): CsvRecord[] => {
    const records: CsvRecord[] = []
    let isOpen = open.length > 0
    let at = 0
    const giveBack = () => {
      queue = [...open.slice(1), ...queue.slice(at)]
      at = 0
    }
    for (;;) {
      if (at === queue.length) {
        if (!atEnd || open.length === 0) return records
        records.push(firstLine(open, delimiter, width, UNCLOSED))
        giveBack()
        open = []
        isOpen = false
        continue
      }
      const line = queue[at++]!
      open.push(line)
      if (hasOddQuotes(line.text)) isOpen = !isOpen
      if (isOpen && !isTooLong(open)) continue
      const record = isOpen ? undefined : recordOf(open, delimiter)
      if (record === undefined) {
        records.push(firstLine(open, delimiter, width, isOpen ? UNCLOSED : MISPLACED))
        giveBack()
      } else if (record.cells!.some(cell => cell.trim() !== '')) {
        records.push(record)
      }
      open = []
      isOpen = false
    }
  }
  for await (const lines of linesOf(path, options)) {
    const queue = lines.map(text => ({ number: ++number, text })).filter(line => line.number > skip)
    yield read(queue, false)
  }
  yield read([], true)
}

const UNCLOSED = 'has a quote that is not closed'
const MISPLACED = 'has a quote in the wrong place; inside quotes, a quote is written twice'

/** The first of these lines alone, where that gives a record of the right width. */
function firstLine (lines: Line[], delimiter: string, width: number | undefined, flaw: string): CsvRecord {
  const record = recordOf(lines.slice(0, 1), delimiter, true)
  return record?.cells!.length === width ? record! : { line: lines[0]!.number, flaw }
}

function recordOf (lines: Line[], delimiter: string, relaxed = false): CsvRecord | undefined {
  const line = lines[0]!.number
  const text = lines.map(each => each.text).join('\n').replace(/\r$/, '')
  if (!text.includes('"')) return { line, cells: text.split(delimiter) }
  try {
    const records = parse(text, { delimiter, relax_quotes: relaxed, relax_column_count: true, record_delimiter: ['\r\n', '\n'] }) as string[][]
    if (records.length !== 1) return undefined
    return { line, cells: relaxed ? records[0]!.map(withoutQuotes) : records[0]! }
  } catch {
    return undefined
  }
}

/** Where a quote stands in the wrong place, the parser leaves those around the cell too. */
const withoutQuotes = (cell: string): string => cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell

function isTooLong (lines: Line[]): boolean {
  return lines.length > MOST_LINES || (lines.length > 1 && lines.reduce((sum, line) => sum + line.text.length, 0) > MOST_CHARACTERS)
}

function hasOddQuotes (text: string): boolean {
  let odd = false
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) odd = !odd
  return odd
}
