import { extname } from 'node:path'
import type { CsvOptions } from './csv.ts'
import { openCsv } from './csv.ts'
import { readJsonl } from './jsonl.ts'

/** Where a row begins: a line, 0 for a file as a whole, and the file where the source has several. */
export interface Place { line: number, file?: string }

/** One row of a file: its fields, or what is wrong with it (a predicate: "is not JSON"). */
export type Row = Place & ({ fields: Record<string, unknown> } | { flaw: string })

/** A file with items, or several of them, which can be read several times. */
export interface Source {
  /** What sentences call it. */
  path: string
  /** The files or folders that were named, where they are not `path` alone. */
  paths?: readonly string[]
  /** What was guessed or mended in reading it: sentences. */
  remarks: string[]
  /** The rows in the order of the file, some at a time: the file is never in memory as a whole. */
  rows: () => AsyncGenerator<Row[]>
  /** What is embedded of its items where nothing else is said. */
  template?: string[]
}

/** As the beginning of a sentence whose end is a flaw. */
export function placeName (source: Pick<Source, 'path'>, { file = source.path, line }: Place): string {
  return line === 0 ? file : `${file}, line ${line}`
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
