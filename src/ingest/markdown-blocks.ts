import type { BlockContent, Code, DefinitionContent, List, ListItem, Nodes, RootContent, Table } from 'mdast'
import { plainText, withoutTags } from './markdown-text.ts'

/** A text that stays whole where it fits into a passage, and the smaller ones that it falls into where it does not. */
export interface Block {
  text: string
  /** None, where it has to be cut between words. */
  parts: Block[]
  /** What stands between the parts. */
  glue: string
}

/** Longer code is shown to its last whole line before: it is read in the page, and found by the words around it. */
const MOST_CODE_CHARACTERS = 200
const BULLETS = ['•', '◦', '▪']
/** What GitHub shows as a coloured box: `> [!NOTE]`. */
const ALERT = /^\[!\w+\]\s*/
const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' })

/** The blocks of a node of a page; none for what has no text. */
export function blocksOf (node: RootContent | BlockContent | DefinitionContent, depth = 0): Block[] {
  switch (node.type) {
    case 'code': return codeBlocks(node)
    case 'html': return sentences(withoutTags(node.value).replace(/\s+/g, ' ').trim())
    case 'table': return tableBlocks(node)
    case 'list': return compound(node.children.flatMap((item, index) => itemBlocks(item, markOf(node, index, depth), depth)), '\n')
    case 'blockquote':
    case 'footnoteDefinition': return compound(node.children.flatMap(child => blocksOf(child, depth)), '\n')
    case 'paragraph':
    case 'heading': return sentences(plainText(node).replace(ALERT, ''))
    default: return []
  }
}

const leaf = (text: string): Block => ({ text, parts: [], glue: ' ' })

function compound (parts: Block[], glue: string, text = parts.map(part => part.text).join(glue)): Block[] {
  return parts.length < 2 ? parts : [{ text, parts, glue }]
}

function sentences (text: string): Block[] {
  if (text === '') return []
  return compound(Array.from(SENTENCES.segment(text), ({ segment }) => leaf(segment.trim())), ' ', text)
}

/** Bullets differ by depth, because the indentation is lost where the text is shown in one line. */
function markOf (list: List, index: number, depth: number): string {
  return list.ordered === true ? `${(list.start ?? 1) + index}.` : BULLETS[Math.min(depth, BULLETS.length - 1)]!
}

function itemBlocks (item: ListItem, mark: string, depth: number): Block[] {
  return compound(item.children.flatMap(child => blocksOf(child, depth + 1)), '\n').map(block => marked(block, mark))
}

function marked (block: Block, mark: string): Block {
  const [first, ...others] = block.parts
  return { ...block, text: `${mark} ${block.text}`, parts: first === undefined ? [] : [marked(first, mark), ...others] }
}

function codeBlocks ({ value }: Code): Block[] {
  const lines = value.split('\n').map(line => line.trimEnd()).filter(line => line !== '')
  let length = 0
  const shown = lines.filter((line, index) => (length += line.length) <= MOST_CODE_CHARACTERS || index === 0)
  if (shown.length < lines.length) shown.push('…')
  return compound(shown.map(leaf), '\n')
}

/** One line a row, `cell: cell`. In wider tables every cell behind the first is named by its column. */
function tableBlocks ({ children: [header, ...rows] }: Table): Block[] {
  const names = header!.children.map(plainText)
  return compound(rows.flatMap(row => rowBlocks(row.children, names)), '\n')
}

function rowBlocks (cells: readonly Nodes[], names: readonly string[]): Block[] {
  const texts = cells.map((cell, column) => ({ name: names[column] ?? '', text: plainText(cell) })).filter(({ text }) => text !== '')
  const [first, ...others] = texts
  if (first === undefined) return []
  const isWide = names.length > 2
  const named = others.map(({ name, text }) => isWide && name !== '' ? `${name}: ${text}` : text)
  const text = [first.text, ...named.length > 0 ? [named.join('; ')] : []].join(': ')
  return sentences(text)
}
