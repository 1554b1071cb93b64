import GithubSlugger from 'github-slugger'
import type { Heading, Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { Block } from './markdown-blocks.ts'
import { blocksOf } from './markdown-blocks.ts'
import { headingText, plainText } from './markdown-text.ts'

/** What stands below one heading and above the next. */
export interface Section {
  /** The page's title and the headings that lead here. */
  title: string
  /** As GitHub makes it of the heading; undefined above the first heading. */
  anchor: string | undefined
  /** Where it begins. */
  line: number
  blocks: Block[]
}

const FRONT_MATTER = /^---[^\S\n]*\n(?=\s*[\w-]+[^\S\n]*:)([\s\S]*?\n)---[^\S\n]*(?:\n|$)|^\+\+\+[^\S\n]*\n([\s\S]*?\n)\+\+\+[^\S\n]*(?:\n|$)/
const FRONT_TITLE = /^title[^\S\n]*[:=][^\S\n]*(['"]?)(.+?)\1[^\S\n]*$/m
const LONGEST_TITLE = 200

/**
 * The sections of a page of Markdown (CommonMark with GitHub's tables, footnotes and task lists) that have text.
 * The page is called by its first heading of the first level, else by its front matter, else by `name`.
 */
export function sectionsOf (markdown: string, name: string): Section[] {
  const { body, frontTitle } = withoutFrontMatter(markdown.replace(/\r\n?/g, '\n'))
  const root = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const first = root.children.find(node => node.type === 'heading' && node.depth === 1) as Heading | undefined
  const pageTitle = (first === undefined ? '' : plainText(first)) || frontTitle || name
  return splitAtHeadings(root, pageTitle, first).filter(section => section.blocks.length > 0)
}

function splitAtHeadings ({ children }: Root, pageTitle: string, pageHeading: Heading | undefined): Section[] {
  const slugger = new GithubSlugger()
  const path: Heading[] = []
  const sections: Section[] = [{ title: titleOf([pageTitle]), anchor: undefined, line: 1, blocks: [] }]
  for (const node of children) {
    if (node.type !== 'heading') {
      // Headings in quotes and lists have anchors too, by which those behind them are numbered.
      headingsIn(node).forEach(heading => slugger.slug(headingText(heading)))
      sections.at(-1)!.blocks.push(...blocksOf(node))
      continue
    }
    while (path.length > 0 && path.at(-1)!.depth >= node.depth) path.pop()
    path.push(node)
    const headings = path.filter(heading => heading !== pageHeading).map(plainText)
    sections.push({ title: titleOf([pageTitle, ...headings]), anchor: slugger.slug(headingText(node)), line: node.position!.start.line, blocks: [] })
  }
  return sections
}

function titleOf (names: string[]): string {
  const title = names.filter((name, index) => name !== '' && name.toLowerCase() !== names[index - 1]?.toLowerCase()).join(': ')
  return title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE).toWellFormed().trimEnd()}…`
}

function headingsIn (node: Nodes): Heading[] {
  if (node.type === 'heading') return [node]
  return 'children' in node ? node.children.flatMap(headingsIn) : []
}

/** The lines stay where they are, so that their numbers are those of the file. */
function withoutFrontMatter (text: string): { body: string, frontTitle: string | undefined } {
  const found = FRONT_MATTER.exec(text)
  if (found === null) return { body: text, frontTitle: undefined }
  const lines = found[0].split('\n').length - 1
  return { body: '\n'.repeat(lines) + text.slice(found[0].length), frontTitle: FRONT_TITLE.exec(found[1] ?? found[2]!)?.[2] }
}
