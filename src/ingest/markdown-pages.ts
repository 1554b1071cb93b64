import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, extname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { didYouMean } from '../suggest.ts'

/** One file of documentation: where it is, and how it is called in the corpus. */
export interface Page {
  path: string
  /** Relative, with slashes: as it was named on the command line, else from the folder that was named. */
  name: string
}

export interface Pages { paths: readonly string[], pages: Page[], remarks: string[] }

const ENDINGS = ['.md', '.markdown']
/** Files of items, which somebody may have expected to be read too. */
const TABLES = ['.csv', '.tsv', '.jsonl', '.ndjson', '.xlsx']
const MOST_TABLES_NAMED = 5

/** Whether a name on the command line is that of a page, by its ending. */
export const isPageName = (name: string): boolean => ENDINGS.includes(extname(name).toLowerCase())

/**
 * The pages among files and in folders and the folders in these, in the order of their names. Folders that are hidden or called `node_modules` are
 * passed over. A link to a file stands for it where it is not among the pages itself; links to folders are not followed.
 * @param leftOut names of pages, or of folders of them, that are not wanted
 * @throws Error with a sentence where there are none, or `leftOut` names what is not there
 */
export async function findPages (paths: readonly string[], leftOut: readonly string[] = []): Promise<Pages> {
  const remarks: string[] = []
  const found: Found[] = []
  const tables: string[] = []
  for (const path of paths) found.push(...await pagesAt(path, nameOf(path), remarks, tables))
  const ofTables = remarkOn(tables)
  if (found.length === 0) throw new Error([`There are no pages in ${paths.join(', ')}: no file that ends in ${ENDINGS.join(' or ')}.`, ...ofTables].join(' '))
  remarks.push(...ofTables)
  const all = await withoutRepeats(found)
  for (const name of leftOut) checkLeftOut(name, all)
  const pages = all.filter(({ name }) => !leftOut.some(each => isWithin(name, each)))
  if (pages.length === 0) throw new Error(`All pages in ${paths.join(', ')} are left out.`)
  return { paths, pages, remarks }
}

interface Found extends Page { isLink: boolean }

async function pagesAt (path: string, name: string, remarks: string[], tables: string[]): Promise<Found[]> {
  const isLink = (await lstat(path)).isSymbolicLink()
  const stats = await stat(path).catch(() => undefined)
  if (stats === undefined) {
    if (isPageName(path)) remarks.push(`${path} is a link to nothing, and was left out.`)
    return []
  }
  if (stats.isFile() && TABLES.includes(extname(path).toLowerCase())) tables.push(path)
  if (stats.isFile()) return isPageName(path) ? [{ path, name, isLink }] : []
  return stats.isDirectory() ? await pagesIn(path, name, remarks, tables) : []
}

async function pagesIn (folder: string, name: string, remarks: string[], tables: string[]): Promise<Found[]> {
  const found: Found[] = []
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    if (entry.isSymbolicLink() && await isFolder(path)) remarks.push(`${path} is a link to a folder, and was left out.`)
    else found.push(...await pagesAt(path, name === '' ? entry.name : `${name}/${entry.name}`, remarks, tables))
  }
  return found.sort((a, b) => a.name < b.name ? -1 : 1)
}

function remarkOn (tables: readonly string[]): string[] {
  if (tables.length === 0) return []
  const more = tables.length > MOST_TABLES_NAMED ? ` and ${tables.length - MOST_TABLES_NAMED} more` : ''
  return [`${tables.toSorted().slice(0, MOST_TABLES_NAMED).join(', ')}${more} ${tables.length === 1 ? 'is no page and was' : 'are no pages and were'} left out; one CSV or JSONL file at a time makes a corpus of its own.`]
}

const isFolder = async (path: string): Promise<boolean> => await stat(path).then(stats => stats.isDirectory(), () => false)

/** What lies outside the working folder is named from itself on: where somebody keeps it is not to be published. */
function nameOf (path: string): string {
  const name = relative('', path)
  return isAbsolute(name) || name.split(sep)[0] === '..' ? basename(resolve(path)) : name.split(sep).join('/')
}

/** Every file once, by its own name rather than that of a link to it. */
async function withoutRepeats (found: Found[]): Promise<Found[]> {
  const byFile = new Map<string, Found>()
  for (const page of found) {
    const file = await realpath(page.path)
    const before = byFile.get(file)
    if (before === undefined || (before.isLink && !page.isLink)) byFile.set(file, page)
  }
  const kept = new Set(byFile.values())
  return found.filter(page => kept.has(page))
}

const isWithin = (name: string, outer: string): boolean => name === outer || name.startsWith(`${outer.replace(/\/+$/, '')}/`)

function checkLeftOut (wanted: string, pages: readonly Page[]): void {
  if (pages.some(({ name }) => isWithin(name, wanted))) return
  throw new Error(`--exclude names "${wanted}", which is none of the pages.${didYouMean(wanted, pages.map(({ name }) => name)) || ` They are called like ${pages[0]!.name}.`}`)
}
