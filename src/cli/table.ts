/** One column of a table: a cell longer than `most` ends in an ellipsis. */
export interface Column { title: string, cells: string[], most: number }

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF01-\uFF60]/u
const GAP = '  '

/** A table for a terminal, in columns as wide as their cells. What is in the cells cannot steer the terminal. */
export function tableOf (columns: readonly Column[]): string {
  const texts = columns.map(({ title, cells, most }) => [title, ...cells].map(cell => shortened(cell, most)))
  const widths = texts.map(cells => Math.max(...cells.map(widthOf)))
  return texts[0]!.map((_, row) => texts.map((cells, column) => cells[row]! + ' '.repeat(widths[column]! - widthOf(cells[row]!))).join(GAP).trimEnd()).join('\n')
}

/** A text in one line of at most this many places. */
export function shortened (text: string, most: number): string {
  const line = text.toWellFormed().replace(CONTROL, ' ').replace(/\s+/g, ' ').trim()
  if (widthOf(line) <= most) return line
  let width = 1
  let cut = ''
  for (const character of line) {
    width += widthOf(character)
    if (width > most) break
    cut += character
  }
  return `${cut.trimEnd()}…`
}

function widthOf (text: string): number {
  let width = 0
  for (const character of text) width += WIDE.test(character) ? 2 : 1
  return width
}
