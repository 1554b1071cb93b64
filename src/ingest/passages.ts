import type { Block } from './markdown-blocks.ts'

/** How much a passage may hold: tokens, and how many a text has, special tokens included. */
export interface PassageSize {
  maxTokens: number
  countTokens: (text: string) => number
}

/** A title that leaves less than this part of a passage for its text is too long to be counted in full. */
const LEAST_ROOM = 0.5
/** A word of hundreds of characters is one unknown token to some tokenizers, and is to be cut all the same. */
const MOST_CHARACTERS_OF_TOKEN = 16
const BETWEEN_BLOCKS = '\n\n'

/**
 * Cuts a section into texts that fit the model together with its title. Blocks stay whole where they fit; where they do not, they are cut between
 * their rows, list items, lines or sentences, and between words only where one of these alone is too long.
 */
export function passagesOf (blocks: readonly Block[], title: string, { maxTokens, countTokens }: PassageSize): string[] {
  const special = countTokens('')
  // Tokens do not reach across white space: those of a text are those of its parts.
  const tokensOf = (text: string): number => Math.max(countTokens(text) - special, Math.ceil(text.length / MOST_CHARACTERS_OF_TOKEN))
  const room = Math.max(maxTokens - countTokens(title), Math.floor(maxTokens * LEAST_ROOM))
  const passages: string[] = []
  let passage = ''
  let tokens = 0

  function add (text: string, count: number, glue: string): void {
    if (tokens + count > room && passage !== '') close()
    passage = passage === '' ? text : passage + glue + text
    tokens += count
  }
  function close (): void {
    passages.push(passage)
    passage = ''
    tokens = 0
  }
  function place (block: Block, glue: string): void {
    const count = tokensOf(block.text)
    if (count <= room) return add(block.text, count, glue)
    if (block.parts.length > 0) return block.parts.forEach((part, index) => place(part, index === 0 ? glue : block.glue))
    piecesOf(block.text, room, tokensOf).forEach((piece, index) => add(piece, tokensOf(piece), index === 0 ? glue : ' '))
  }

  blocks.forEach(block => place(block, BETWEEN_BLOCKS))
  if (passage !== '') close()
  return passages
}

/** Halves a text between words, and a word between characters, until every piece fits. */
function piecesOf (text: string, room: number, tokensOf: (text: string) => number): string[] {
  const glue = text.includes(' ') ? ' ' : ''
  const parts = glue === '' ? [...text] : text.split(glue)
  if (parts.length < 2 || tokensOf(text) <= room) return [text]
  const middle = parts.length >> 1
  return [parts.slice(0, middle), parts.slice(middle)].map(half => half.join(glue)).filter(half => half.trim() !== '').flatMap(half => piecesOf(half, room, tokensOf))
}
