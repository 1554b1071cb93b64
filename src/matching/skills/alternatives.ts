import type { AliasGroup } from './alias-table.ts'
import { compactKey, groupOfKey } from './alias-table.ts'
import { canonicalKey, isKnown } from './canonical.ts'
import { LONGEST_NAME } from './words.ts'

/** What stands for no skill of its own, as in `Amadeus or similar`. */
const ANYTHING_LIKE_IT = /^(?:similar|equivalent|other|others|higher|above|better|comparable|related)\b/i

/** What stands between skills of which all are meant; in a name that is known itself a slash does, too. */
const TOGETHER = /\s+(?:and|plus)\s+|\s+[&+]\s+/i
const TOGETHER_OR_SLASH = new RegExp(`${TOGETHER.source}|\\s*/\\s*`, 'i')

/** A slash is hidden as this while a text is split at the others. */
const INNER_SLASH = '\u0000'

/**
 * The keys of the skills of which one is enough: `React/Vue`, `R or Python`. A slash within a name, `PL/SQL` or `lockout/tagout`, divides nothing.
 * @returns at least one key
 */
export function alternativesOf (skill: string): string[] {
  if (isOneName(skill)) return [canonicalKey(skill)]
  const parts = skill.split(/\s+or\s+/i).flatMap(atSlashes).filter(part => part !== '' && !ANYTHING_LIKE_IT.test(part))
  return parts.length > 1 ? [...new Set(parts.map(canonicalKey))] : [canonicalKey(parts[0] ?? skill)]
}

/** The keys of the skills that are meant together, `English and Portuguese`, `HTML/CSS`; of known ones only, for much else has an `and` in its name. */
export function togetherIn (skill: string): string[] {
  if (skill.length > LONGEST_NAME) return []
  const whole = groupOfKey(compactKey(skill))
  const keys = skill.split(whole === undefined ? TOGETHER : TOGETHER_OR_SLASH).map(canonicalKey)
  return keys.length > 1 && keys.every(isKnown) && (whole === undefined || isMadeOf(whole, keys)) ? keys : []
}

/** `HVAC/R` is called HVAC too, and the PL of `PL/SQL` is no profit and loss: of such parts a name is not made. */
function isMadeOf (whole: AliasGroup, keys: readonly string[]): boolean {
  return keys.map(groupOfKey).every(part => part !== whole && part?.technical === whole.technical)
}

function isOneName (skill: string): boolean {
  return skill.length > LONGEST_NAME || isKnown(compactKey(skill))
}

function atSlashes (text: string): string[] {
  if (!text.includes('/') || text.includes('(')) return [text]
  const parts = text.replace(/\S+\/\S+/g, word => isKnown(compactKey(word)) ? word.replaceAll('/', INNER_SLASH) : word)
    .split('/').map(part => part.replaceAll(INNER_SLASH, '/').trim())
  return parts.every(isName) ? parts : [text]
}

/** `C` and `R` are names by themselves, the A of `A/B testing` and the 8 of `8/32-bit` are not. */
function isName (part: string): boolean {
  return /\p{L}{2}|\p{L}[+#]/u.test(part) || isKnown(compactKey(part))
}
