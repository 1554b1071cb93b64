import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { decoderOf, linesOf } from './lines.ts'
import type { Page, Pages } from './markdown-pages.ts'
import type { Section } from './markdown-sections.ts'
import { sectionsOf } from './markdown-sections.ts'
import type { PassageSize } from './passages.ts'
import { passagesOf } from './passages.ts'
import type { Row, Source } from './source.ts'

export interface MarkdownOptions {
  encoding?: string | undefined
  size: PassageSize
}

/** Chosen on the questions of test/fixtures/documents-queries.jsonl and 35 others about another project's 40 pages. */
const TEMPLATE = ['{title}. {snippet}']
/** The parser's time grows with the square of the page: seconds for 256 KiB, a minute for 1 MiB. In bytes. */
const LARGEST_PAGE = 512 * 1024
const LONGEST_ID = 200

/**
 * Pages of Markdown as passages that fit a model: `id`, `slug` (the page without its ending, and the heading's anchor), `title`, `source_path`,
 * `snippet`. An id is the slug and the number of the passage in its section, so that it stays when other sections are changed.
 * @throws Error with a sentence where there is no such encoding
 */
export function markdownSource ({ paths, pages, remarks }: Pages, { encoding, size }: MarkdownOptions): Source {
  if (encoding !== undefined) decoderOf(encoding)
  return { path: paths.join(', '), paths, remarks, template: TEMPLATE, rows: () => rowsOf(pages, encoding, size) }
}

async function * rowsOf (pages: readonly Page[], encoding: string | undefined, size: PassageSize): AsyncGenerator<Row[]> {
  for (const page of pages) yield await rowsOfPage(page, encoding, size)
}

async function rowsOfPage (page: Page, encoding: string | undefined, size: PassageSize): Promise<Row[]> {
  const file = page.name
  try {
    const sections = sectionsOf(await textOf(page, encoding), readableName(page.name))
    if (sections.length === 0) return [{ file, line: 0, flaw: 'has no text' }]
    return sections.flatMap(section => passagesOf(section.blocks, section.title, size).map((snippet, index) => ({ file, line: section.line, fields: fieldsOf(page, section, snippet, index + 1) })))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const flaw = error instanceof RangeError ? 'has quotes or lists that are nested too deeply to be read' : error.message.replace(`${page.path} `, '').replace(/\.$/, '')
    return [{ file, line: 0, flaw }]
  }
}

async function textOf ({ path }: Page, encoding: string | undefined): Promise<string> {
  const { size } = await stat(path)
  if (size > LARGEST_PAGE) throw new Error(`is larger than ${LARGEST_PAGE / 1024} KiB; split it.`)
  const lines: string[] = []
  for await (const some of linesOf(path, { encoding })) lines.push(...some)
  const text = lines.join('\n')
  if (text.includes('\0')) throw new Error('is not text.')
  return text
}

function fieldsOf ({ name }: Page, { title, anchor }: Section, snippet: string, ordinal: number): Record<string, string> {
  const slug = name.replace(/\.[^./]*$/, '') + (anchor === undefined ? '' : `#${anchor}`)
  return { id: idOf(slug, `:${ordinal}`), slug, title, source_path: name, snippet }
}

/** An id has at most 200 characters: of a longer slug its beginning and a hash. */
function idOf (slug: string, end: string): string {
  if (slug.length + end.length <= LONGEST_ID) return slug + end
  const hash = createHash('sha256').update(slug).digest('hex').slice(0, 16)
  return `${slug.slice(0, LONGEST_ID - hash.length - end.length - 1).toWellFormed()}~${hash}${end}`
}

/** `getting-started.md` → `getting started`, for a page without a title. */
const readableName = (name: string): string => name.split('/').at(-1)!.replace(/\.[^.]*$/, '').replace(/[-_]+/g, ' ')
