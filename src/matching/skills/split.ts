import { canonicalKey } from './canonical.ts'

const SEPARATORS = new Set([',', ';', '|', '\n', '\r', '\u2028', '，', '、', '；', '،'])
const CLOSED_BY: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }
/** What a list puts in front of a line: a dash, a star, a dot, a number with a point. */
const BULLET = /^(?:[-–—*•·▪‣]\s+|\d{1,2}[.)]\s+)/
const QUOTES = /^["'“”‘]+|["“”]{1,2}$|(?<!s)['’]$/g

/** What exports and forms write where nothing is known, and how lists end. */
const STANDS_FOR_NOTHING = /^(?:n\/a|none|null|nan|nil|etc)$/i
const HAS_WORD = /[\p{L}\p{N}]/u

/**
 * The skills of a text or a list, in order and as they are worded, each once (`js` after `JavaScript` is left out; a dash or `N/A` is none).
 * Texts, also those within a list, are split on commas, semicolons, pipes and line breaks outside brackets. What is no text is passed over; it never throws.
 */
export function splitSkills (value: unknown): string[] {
  const byKey = new Map<string, string>()
  for (const text of texts(value)) {
    for (const skill of piecesOf(text)) {
      const key = canonicalKey(skill)
      if (!byKey.has(key)) byKey.set(key, skill)
    }
  }
  return [...byKey.values()]
}

/** What stands between the separators of a text, as it is worded. */
export function piecesOf (text: string): string[] {
  return pieces(text).map(tidy).filter(piece => HAS_WORD.test(piece) && !STANDS_FOR_NOTHING.test(piece))
}

/** The texts in a value, lists within lists included; without recursion, because a list may be nested deeper than the stack. */
function texts (value: unknown): string[] {
  const found: string[] = []
  const waiting: unknown[] = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') found.push(next)
    if (Array.isArray(next)) for (let i = next.length - 1; i >= 0; i--) waiting.push(next[i])
  }
  return found
}

function pieces (text: string): string[] {
  const bare = listLiteral(text.trim())
  const skipTo = closings(bare)
  const found: string[] = []
  let start = 0
  for (let i = 0; i < bare.length; i++) {
    i = skipTo.get(i) ?? i
    if (!SEPARATORS.has(bare[i]!)) continue
    found.push(bare.slice(start, i))
    start = i + 1
  }
  return [...found, bare.slice(start)]
}

/** A list that somebody stored as text, `['Python', 'SQL']`, without its outer brackets. */
function listLiteral (text: string): string {
  return text.startsWith('[') && closings(text).get(0) === text.length - 1 ? text.slice(1, -1) : text
}

/** Where each bracket closes, by where it opens. One that never closes is no bracket. */
function closings (text: string): Map<number, number> {
  const found = new Map<number, number>()
  const open: Record<string, number[]> = { ')': [], ']': [], '}': [] }
  for (let i = 0; i < text.length; i++) {
    const closing = CLOSED_BY[text[i]!]
    if (closing !== undefined) open[closing]!.push(i)
    const opened = open[text[i]!]?.pop()
    if (opened !== undefined) found.set(opened, i)
  }
  return found
}

function tidy (piece: string): string {
  return piece.trim().replace(/\s+/g, ' ').replace(BULLET, '').replace(QUOTES, '').replace(/(?<=[^.\s])[.\s]+$/, '').trim()
}
