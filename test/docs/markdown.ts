import { readFileSync } from 'node:fs'
import { fromMarkdown } from 'mdast-util-from-markdown'

type Node = ReturnType<typeof fromMarkdown>['children'][number] | ReturnType<typeof fromMarkdown>

/** A fenced block of a page. */
export interface Block {
  page: string
  line: number
  /** The first word after the fence; '' where there is none. */
  language: string
  /** What follows it: the name of the file that the block shows. */
  file: string | undefined
  code: string
  /** From a comment before the block: why it cannot run. */
  notRun: string | undefined
}

export interface Page {
  path: string
  blocks: Block[]
  links: { line: number, url: string }[]
  /** Code within sentences. */
  inline: { line: number, code: string }[]
  /** What can stand behind a # in a link to the page. */
  anchors: Set<string>
}

const NOT_RUN = /^<!-- not run: (.+) -->$/

/** @param path as seen from the project's folder */
export function readPage (path: string): Page {
  const text = readFileSync(path, 'utf8')
  // Front matter is no Markdown; its lines stay, so that the numbers are right.
  const source = text.replace(/^---\n[\s\S]*?\n---\n/, matter => matter.replace(/[^\n]/g, ''))
  const page: Page = { path, blocks: [], links: [], inline: [], anchors: new Set() }
  visit(fromMarkdown(source), undefined, page, source)
  return page
}

function visit (node: Node, before: Node | undefined, page: Page, source: string): void {
  const { line, offset } = node.position!.start
  switch (node.type) {
    case 'code':
      if (/^(```|~~~)/.test(source.slice(offset))) page.blocks.push({ page: page.path, line, language: node.lang ?? '', file: node.meta ?? undefined, code: node.value, notRun: reasonIn(before) })
      break
    case 'link': case 'image': case 'definition':
      page.links.push({ line, url: node.url })
      break
    case 'inlineCode':
      page.inline.push({ line, code: node.value })
      break
    case 'heading':
      page.anchors.add(unusedAnchor(textOf(node), page.anchors))
  }
  if (!('children' in node)) return
  const children = node.children as Node[]
  children.forEach((child, index) => visit(child, children[index - 1], page, source))
}

const reasonIn = (node: Node | undefined): string | undefined => node?.type === 'html' ? NOT_RUN.exec(node.value)?.[1] : undefined

function textOf (node: Node): string {
  if ('value' in node) return node.value
  return 'children' in node ? (node.children as Node[]).map(textOf).join('') : ''
}

/** The anchor that GitHub and Hugging Face give a heading: small letters, punctuation left out, spaces as hyphens, numbered where it is there already. */
function unusedAnchor (heading: string, used: ReadonlySet<string>): string {
  const anchor = heading.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replaceAll(' ', '-')
  let number = 0
  while (used.has(number === 0 ? anchor : `${anchor}-${number}`)) number++
  return number === 0 ? anchor : `${anchor}-${number}`
}
