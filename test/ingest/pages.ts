import { join } from 'node:path'
import type { Test } from 'tap'
import { findPages } from '../../src/ingest/markdown-pages.ts'
import { markdownSource } from '../../src/ingest/markdown.ts'
import type { Row } from '../../src/ingest/source.ts'
import { temporaryFolder, writeFiles } from '../fixtures/tiny-model.ts'

/** A token a word, and two special ones, as BERT's tokenizers have. */
export const countWords = (text: string): number => text.split(/\s+/).filter(word => word !== '').length + 2

export interface Passage { id: string, slug: string, title: string, source_path: string, snippet: string }
export interface Options { maxTokens?: number, exclude?: string[], encoding?: string }

/** A folder `docs` with these files; removed when the test ends. */
export async function docsOf (t: Test, files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = join(await temporaryFolder(t), 'docs')
  await writeFiles(folder, files)
  return folder
}

export async function rowsAt (paths: string[], { maxTokens = 160, exclude, encoding }: Options = {}): Promise<Row[]> {
  const source = markdownSource(await findPages(paths, exclude), { encoding, size: { maxTokens, countTokens: countWords } })
  const rows: Row[] = []
  for await (const batch of source.rows()) rows.push(...batch)
  return rows
}

/** The passages of a page `docs/page.md`. */
export async function passagesIn (t: Test, markdown: string, maxTokens?: number): Promise<Passage[]> {
  const rows = await rowsAt([await docsOf(t, { 'page.md': markdown })], maxTokens === undefined ? {} : { maxTokens })
  return rows.map(row => {
    if ('flaw' in row) throw new Error(`The page ${row.flaw}.`)
    return row.fields as unknown as Passage
  })
}

export const snippetsIn = async (t: Test, markdown: string, maxTokens?: number): Promise<string[]> => (await passagesIn(t, markdown, maxTokens)).map(({ snippet }) => snippet)
