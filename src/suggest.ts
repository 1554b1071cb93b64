import { distance } from 'fastest-levenshtein'

/** Longer names are no slip of the keyboard, and a single letter is near to any other. */
const [SHORTEST_NAME, LONGEST_NAME] = [2, 100]

/**
 * The known name that was probably meant, or undefined where none is close: at most a third of the letters differ,
 * or one of the two begins with the other. Words that both begin with (`DATABASE_`) make two names no closer.
 */
export function suggest (name: string, known: Iterable<string>): string | undefined {
  if (name.length < SHORTEST_NAME || name.length > LONGEST_NAME) return undefined
  const wanted = name.toLowerCase()
  const [best] = Array.from(known, candidate => ({ candidate, edits: editsBetween(wanted, candidate.toLowerCase()), letters: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits || a.letters - b.letters)
  return best !== undefined && best.edits <= Math.max(1, (wanted.length - sharedWords(wanted, best.candidate.toLowerCase())) / 3) ? best.candidate : undefined
}

function editsBetween (a: string, b: string): number {
  if (a === b) return 0
  const abbreviates = Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a))
  return abbreviates || differByASwap(a, b) ? 1 : distance(a, b)
}

/** Letters of the words, each with its underscore, that both names begin with. */
function sharedWords (a: string, b: string): number {
  const differs = Array.from(a).findIndex((letter, index) => letter !== b[index])
  return a.lastIndexOf('_', differs < 0 ? a.length : differs) + 1
}

/** Whether two neighbouring letters stand the wrong way round (`qurey`). */
function differByASwap (a: string, b: string): boolean {
  const first = Array.from(a).findIndex((letter, index) => letter !== b[index])
  return first >= 0 && a === b.slice(0, first) + (b[first + 1] ?? '') + (b[first] ?? '') + b.slice(first + 2)
}

/** ` Did you mean "mentors"?`, with a leading space, or nothing. */
export function didYouMean (name: string, known: Iterable<string>): string {
  const suggestion = suggest(name, known)
  return suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`
}
