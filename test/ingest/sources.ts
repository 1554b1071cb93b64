import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Test } from 'tap'
import type { CsvOptions } from '../../src/ingest/csv.ts'
import type { Row } from '../../src/ingest/source.ts'
import { openSource } from '../../src/ingest/source.ts'

/** A file that is removed when the test ends. */
export async function fileOf (t: Test, name: string, content: string | Uint8Array): Promise<string> {
  const path = join(t.testdir({}), name)
  await writeFile(path, content)
  return path
}

export async function rowsIn (path: string, options: CsvOptions = {}): Promise<{ rows: Row[], remarks: string[] }> {
  const source = await openSource(path, options)
  const rows: Row[] = []
  for await (const batch of source.rows()) rows.push(...batch)
  return { rows, remarks: source.remarks }
}

/** The rows that a file with this content has. */
export async function rowsOf (t: Test, name: string, content: string | Uint8Array, options: CsvOptions = {}): Promise<Row[]> {
  return (await rowsIn(await fileOf(t, name, content), options)).rows
}
