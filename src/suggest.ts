import { distance } from 'fastest-levenshtein'

/**
 * The known name that was probably meant, or undefined where none is close: at most a third of the letters differ,
 * or one of the two begins with the other.
 */
export function suggest (name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase()
  let best: { name: string, edits: number } | undefined
  for (const candidate of known) {
    const edits = editsBetween(wanted, candidate.toLowerCase())
    if (best === undefined || edits < best.edits) best = { name: candidate, edits }
  }
  return best !== undefined && best.edits <= Math.max(1, wanted.length / 3) ? best.name : undefined
}

function editsBetween (a: string, b: string): number {
  const abbreviates = Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a))
  return abbreviates ? 1 : distance(a, b)
}

/** ` Did you mean "mentors"?`, with a leading space, or nothing. */
export function didYouMean (name: string, known: Iterable<string>): string {
  const suggestion = suggest(name, known)
  return suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`
}
