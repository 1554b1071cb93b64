import { stat } from 'node:fs/promises'
import { findPages, isPageName } from '../ingest/markdown-pages.ts'
import type { PassageSize } from '../ingest/passages.ts'
import type { Source } from '../ingest/source.ts'
import { isSourceName, openSource } from '../ingest/source.ts'
import { UsageError } from './args.ts'

/**
 * What a corpus is to be made from, of the names on the command line: one file of items, or pages and folders of pages; undefined where they are
 * the names of corpora. A folder is meant where the new corpus is given a name or there is none of the folder's.
 * @throws UsageError where they do not go together or one is not there
 */
export async function sourcesAmong (names: readonly string[], corpora: readonly string[], isNamed: boolean): Promise<readonly string[] | undefined> {
  if (names.some(isSourceName)) {
    if (names.length > 1) throw new UsageError(`One file at a time makes a corpus; this names ${names.join(', ')}.`)
    return names
  }
  const folders = await Promise.all(names.map(isFolder))
  const arePages = names.some((name, index) => isPageName(name) || (folders[index]! && (isNamed || !corpora.includes(name))))
  if (!arePages) return undefined
  const other = names.find((name, index) => !isPageName(name) && !folders[index]!)
  if (other !== undefined) throw new UsageError(`A corpus of pages is made from files that end in .md and from folders; "${other}" is neither.`)
  return names
}

const isFolder = async (path: string): Promise<boolean> => await stat(path).then(stats => stats.isDirectory(), () => false)

export interface SourceOptions {
  id?: string | undefined
  encoding?: string | undefined
  delimiter?: string | undefined
  exclude?: string[] | undefined
}

/** Opens what was named. What a model says about the size of passages is asked for where there are pages. */
export async function openSources (paths: readonly string[], { exclude, ...options }: SourceOptions): Promise<(size: () => Promise<PassageSize>) => Promise<Source>> {
  if (isSourceName(paths[0]!)) {
    if (exclude !== undefined) throw new UsageError('--exclude belongs to pages; rows of a file are left out by hand.')
    const source = await openSource(paths[0]!, options)
    return async () => source
  }
  if (options.delimiter !== undefined) throw new UsageError('--delimiter belongs to a CSV file; these are pages.')
  const pages = await findPages(paths, exclude)
  // Imported here: "npm start" runs in the process that serves, which has no use for a parser of Markdown.
  const { markdownSource } = await import('../ingest/markdown.ts')
  return async size => markdownSource(pages, { encoding: options.encoding, size: await size() })
}
