import type { Background, Scale } from './background.ts'

export type Strength = 'strong' | 'good' | 'weak'

export interface Rating { match_percent: number, strength: Strength }

/** A rising curve from 0 to 100: 50 at `centre`, 73 one `width` above it. Both are numbers of quartile distances above the median of the background. */
interface Curve { centre: number, width: number }

/**
 * For texts, fitted by logistic regression to labelled queries over four corpora: of a hundred first answers with so many percent, about so many
 * are what the labels say. For items, centred where an item's nearest neighbour usually lies. docs/matching.md has the figures.
 */
const CURVES: Record<'texts' | 'items', Curve> = { texts: { centre: 6.5, width: 1.35 }, items: { centre: 3.5, width: 0.9 } }
/** So many widths above its centre a curve is at 99.5, which is shown as 100. */
const FULL = 5.3

const STRONG_FROM = 75
const GOOD_FROM = 33

/**
 * Says how strong a cosine is in a corpus, for a person.
 *
 * @param kind what was sought: a text, or an item or vector that is compared as items are with each other
 * @returns undefined where the background is not known
 */
export function ratingBy (background: Background | undefined, kind: 'texts' | 'items'): ((score: number) => Rating) | undefined {
  const scale = background?.[kind]
  if (scale === undefined) return undefined
  return score => {
    const percent = percentOf(score, scale, CURVES[kind])
    return { match_percent: percent, strength: percent >= STRONG_FROM ? 'strong' : percent >= GOOD_FROM ? 'good' : 'weak' }
  }
}

function percentOf (score: number, { median, upperQuartile }: Scale, { centre, width }: Curve): number {
  // Where few dimensions or many duplicates make the background wide, the same thing twice is 100 nevertheless.
  const unit = Math.min(upperQuartile - median, (1 - median) / (centre + FULL * width))
  const distance = (score - median) / unit
  return Math.round(100 / (1 + Math.exp((centre - distance) / width)))
}

const WEAK = { code: 'weak_matches', message: 'Nothing here stands out: these are the nearest there are, and they may have little to do with what was asked.' }

/** The warning that no match is better than weak, where that is known. To be asked about the first page only. */
export function weakMatches (matches: readonly Partial<Rating>[]): { code: string, message: string }[] {
  const isWeak = matches.length > 0 && matches.every(({ strength }) => strength === 'weak')
  return isWeak ? [WEAK] : []
}
