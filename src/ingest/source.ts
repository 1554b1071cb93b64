import { extname } from 'node:path'
import type { CsvOptions } from './csv.ts'
import { openCsv } from './csv.ts'
import { readJsonl } from './jsonl.ts'

/** Where a row begins: a line, 0 for a file as a whole, and the file where the source has several. */
export interface Place { line: number, file?: string }

/** One row of a source: its fields, or what is wrong with it (a predicate: "is not JSON"). */
export type Row = Place & ({ fields: Record<string, unknown>, vector?: unknown } | { flaw: string, id?: string })

/** Something with items, which can be read several times: a file or several, a table, a collection. */
export interface Source {
  /** What sentences call it. */
  path: string
  /** The files or folders that were named, where they are not `path` alone. */
  paths?: readonly string[]
  /** What its rows are counted in; default: line. */
  unit?: 'line' | 'row' | 'point'
  /** What tells it from other sources; default: the path. Holds no secret. */
  id?: string
  /** What was guessed or mended in reading it: sentences. */
  remarks: string[]
  /** Where the vectors of its rows are, where it has any: `vector` of a row is what stands there, as it came, null where nothing does. */
  vectorsIn?: string | undefined
  /** The rows in the order of the source, some at a time: it is never in memory as a whole. Vectors that nobody wants need not be read. */
  rows: (options?: { vectors?: boolean }) => AsyncGenerator<Row[]>
  /** What is embedded of its items where nothing else is said. */
  template?: string[]
  close?: () => Promise<void>
}

/** As the beginning of a sentence whose end is a flaw. */
export function placeName (source: Pick<Source, 'path' | 'unit'>, { file = source.path, line }: Place): string {
  return line === 0 ? file : `${file}, ${source.unit ?? 'line'} ${line}`
}

const CSV = ['.csv', '.tsv', '.tab', '.txt']
const JSONL = ['.jsonl', '.ndjson', '.json']

/** Whether a name on the command line is that of a file with items, by its ending. */
export const isSourceName = (name: string): boolean => [...CSV, ...JSONL].includes(extname(name).toLowerCase())

/** A sentence with a leading space for a file that may not be what it was taken for. */
export function whatIsRead (path: string): string {
  return CSV.includes(extname(path).toLowerCase()) ? ' It was read as CSV, whose first line holds the names of the columns; JSON Lines should end in .jsonl, pages of text in .md.' : ''
}

/** @throws Error with a sentence where the file cannot be read as one item a line or row */
export async function openSource (path: string, options: CsvOptions = {}): Promise<Source> {
  const ending = extname(path).toLowerCase()
  if (CSV.includes(ending)) return await openCsv(path, options)
  if (JSONL.includes(ending)) return { path, remarks: [], rows: () => readJsonl(path, options.encoding) }
  throw new Error(`${path} is neither JSONL nor CSV by its name; it should end in .jsonl, .csv or .tsv, or in .md for pages of text.`)
}
