import { alternativesOf, togetherIn } from './alternatives.ts'
import { bracketed, canonicalKey } from './canonical.ts'
import { isSlip } from './spelling.ts'
import { wordsOf } from './words.ts'

export interface SkillComparison {
  /** The required skills that are there, in the job's order and wording. */
  matching: string[]
  /** Those that are not. */
  missing: string[]
  /** Share of the required skills that are there, 0 to 1; null where none is required. */
  coverage: number | null
}

/** Whether two wordings name one skill, or one of the alternatives (`React/Vue`) that one of them leaves open. */
export function sameSkill (a: string, b: string): boolean {
  const keys = new Set(alternativesOf(a))
  return alternativesOf(b).some(key => keys.has(key)) || isSlip(wordsOf(a), wordsOf(b))
}

/** What of the required skills somebody has. Both lists are as `splitSkills` gives them. */
export function compareSkills (have: readonly string[], required: readonly string[]): SkillComparison {
  return skillComparer(have)(required)
}

/** `compareSkills` for one person and many jobs: what the person has is read once. */
export function skillComparer (have: readonly string[]): (required: readonly string[]) => SkillComparison {
  const offered = new Set(have.flatMap(offeredBy))
  const spellings = have.map(wordsOf)
  const isThere = (skill: string): boolean => {
    const together = togetherIn(skill)
    if (alternativesOf(skill).some(key => offered.has(key)) || (together.length > 0 && together.every(key => offered.has(key)))) return true
    const words = wordsOf(skill)
    return spellings.some(spelling => isSlip(spelling, words))
  }
  return required => {
    const matching = required.filter(isThere)
    const there = new Set(matching)
    return { matching, missing: required.filter(skill => !there.has(skill)), coverage: required.length === 0 ? null : matching.length / required.length }
  }
}

/** Who has `Excel (pivot tables)` has Excel, and who has `Office (Word, Excel)` has both of them too. */
function offeredBy (skill: string): string[] {
  const parts = bracketed(skill)
  const within = parts === undefined ? [] : [parts.outer, ...parts.inner.split(/[,;|]/)]
  return [...alternativesOf(skill), ...togetherIn(skill), ...within.map(part => canonicalKey(part.trim()))]
}
