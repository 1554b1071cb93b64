import { extname } from 'node:path'
import { counted } from '../counted.ts'
import type { Columns } from './csv-columns.ts'
import { columnCollector, isNull } from './csv-columns.ts'
import type { CsvRecord } from './csv-records.ts'
import { readRecords } from './csv-records.ts'
import { linesOf } from './lines.ts'
import type { Row, Source } from './source.ts'

export interface CsvOptions {
  encoding?: string | undefined
  /** Default: found in the header. */
  delimiter?: string | undefined
  /** A column whose cells stay texts even if all of them are numbers. */
  id?: string | undefined
}

interface Layout { delimiter: string, separator: string, skip: number }

const DELIMITERS = [',', ';', '\t', '|']
/**
 * A CSV file with a header. Empty cells are null; where every cell of a column is a number, its values are numbers, which takes
 * one reading of the file before the first row is given out.
 */
export async function openCsv (path: string, options: CsvOptions): Promise<Source> {
  const layout = await layoutOf(path, options)
  const header = await headerOf(path, layout, options.encoding)
  const { columns, remarks } = columnsOf(header.cells!)
  const records = () => readRecords(path, { ...layout, encoding: options.encoding, width: columns.length })
  const isText = (column: string) => column === options.id || column.toLowerCase() === 'id'
  const { numeric, remarks: onTexts } = await surveyOf(records, header.line, columns, isText)
  return { path, remarks: [...remarks, ...onTexts], rows: () => rowsOf(records(), header.line, columns, numeric) }
}

async function layoutOf (path: string, { encoding, delimiter }: CsvOptions): Promise<Layout> {
  let separator = '\n'
  let first = ''
  for await (const lines of linesOf(path, { encoding })) {
    first = lines.find(line => line.trim() !== '') ?? ''
    if (first !== '') break
  }
  // Files of old Macs end their lines with carriage returns alone.
  if (/\r(?!$)/.test(first)) [separator, first] = ['\r', first.split('\r').find(line => line.trim() !== '')!]
  const told = /^sep=(.)\r?$/i.exec(first)?.[1]
  return { separator, delimiter: delimiter ?? told ?? guessDelimiter(path, first), skip: told === undefined ? 0 : 1 }
}

/** The one that stands most often in the header outside quotes. */
function guessDelimiter (path: string, header: string): string {
  if (extname(path).toLowerCase() === '.tsv') return '\t'
  const bare = header.replace(/"[^"]*"?/g, '')
  const counts = DELIMITERS.map(delimiter => bare.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!
}

async function headerOf (path: string, layout: Layout, encoding: string | undefined): Promise<CsvRecord> {
  for await (const [header] of readRecords(path, { ...layout, encoding })) {
    if (header === undefined) continue
    if (header.flaw !== undefined) throw new Error(`${path}, line ${header.line}: the header ${header.flaw}.`)
    return header
  }
  throw new Error(`${path} is empty.`)
}

/** The names of the columns; those that are blank or there already get one of their own. */
function columnsOf (cells: string[]): { columns: string[], remarks: string[] } {
  const remarks: string[] = []
  const columns: string[] = []
  const given = cells.map(cell => cell.trim())
  given.forEach((name, index) => {
    if (name !== '' && !columns.includes(name)) return columns.push(name)
    const free = unusedName(name === '' ? `column_${index + 1}` : `${name}_2`, [...given, ...columns])
    remarks.push(name === '' ? `Column ${index + 1} has no name in the header; it is "${free}" here.` : `The header names "${name}" twice; the second is "${free}" here.`)
    columns.push(free)
  })
  return { columns, remarks }
}

function unusedName (wanted: string, used: string[]): string {
  let name = wanted
  while (used.includes(name)) name = `${name}_`
  return name
}

async function surveyOf (records: () => AsyncGenerator<CsvRecord[]>, headerLine: number, columns: string[], isText: (column: string) => boolean): Promise<Columns> {
  const collector = columnCollector(columns, isText)
  for await (const batch of records()) {
    for (const record of batch) {
      if (record.line > headerLine && record.cells !== undefined && widthFlaw(record.cells, columns) === undefined) collector.add(record)
    }
  }
  return collector.columns()
}

async function * rowsOf (records: AsyncGenerator<CsvRecord[]>, headerLine: number, columns: string[], numeric: boolean[]): AsyncGenerator<Row[]> {
  for await (const batch of records) {
    yield batch.filter(record => record.line > headerLine).map((record): Row => {
      const { line, cells = [] } = record
      const flaw = record.flaw ?? widthFlaw(cells, columns)
      if (flaw !== undefined) return { line, flaw }
      return { line, fields: Object.fromEntries(columns.map((column, index) => [column, valueOf(cells[index]!, numeric[index]!)])) }
    })
  }
}

/** Empty cells behind the last column are left by spreadsheets and do no harm. */
function widthFlaw (cells: string[], columns: string[]): string | undefined {
  if (cells.length === columns.length) return undefined
  if (cells.length > columns.length && cells.slice(columns.length).every(cell => cell.trim() === '')) return undefined
  return `has ${counted(cells.length, 'cell')}, the header has ${columns.length}`
}

function valueOf (cell: string, isNumeric: boolean): string | number | null {
  const text = cell.trim()
  if (isNull(text)) return null
  return isNumeric ? Number(text) : cell
}
