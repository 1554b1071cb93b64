import { extname } from 'node:path'
import type { CsvOptions } from './csv.ts'
import { openCsv } from './csv.ts'
import { readJsonl } from './jsonl.ts'

/** One row of a file, by the number of the line that it begins in: its fields, or what is wrong with it (a predicate: "is not JSON"). */
export type Row = { line: number, fields: Record<string, unknown> } | { line: number, flaw: string }

/** A file with items, which can be read several times. */
export interface Source {
  path: string
  /** What was guessed or mended in reading it: sentences. */
  remarks: string[]
  /** The rows in the order of the file, some at a time: the file is never in memory as a whole. */
  rows: () => AsyncGenerator<Row[]>
}

const CSV = ['.csv', '.tsv', '.tab', '.txt']
const JSONL = ['.jsonl', '.ndjson', '.json']

/** Whether a name on the command line is that of a file with items, by its ending. */
export const isSourceName = (name: string): boolean => [...CSV, ...JSONL].includes(extname(name).toLowerCase())

/** @throws Error with a sentence where the file cannot be read as one item a line or row */
export async function openSource (path: string, options: CsvOptions = {}): Promise<Source> {
  const ending = extname(path).toLowerCase()
  if (CSV.includes(ending)) return await openCsv(path, options)
  if (JSONL.includes(ending)) return { path, remarks: [], rows: () => readJsonl(path, options.encoding) }
  throw new Error(`${path} is neither JSONL nor CSV by its name; it should end in .jsonl, .csv or .tsv.`)
}
