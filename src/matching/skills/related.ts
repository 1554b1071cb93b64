import type { AliasGroup } from './alias-table.ts'
import { groupOfKey } from './alias-table.ts'
import { bracketed, canonicalKey } from './canonical.ts'

export interface RelatedSkill {
  /** The required skill that is missing to the letter, as the job words it. */
  skill: string
  /** Of those that are there, the one that is nearest to it in meaning. */
  have: string
  /** Of the two, 0 to 1. */
  cosine: number
}

/** Unit vectors of texts, in order. */
export type EmbedTexts = (texts: string[]) => Promise<ArrayLike<number>[]>

/** Chosen on the labelled pairs in `test/fixtures/skill-pairs-dev.jsonl`; `docs/design.md` has the figures. */
export const RELATED_FROM = 0.55

/** Whoever speaks one has not half learned another, however near the model thinks they are. */
const APART = 'language'

/**
 * The missing skills that are near in meaning to one that is there, in the order of `missing`.
 * A name alone means little to the model (`Jest`, `Mocha`), so it is told what kind of thing a known one is: `Jest, unit test framework`.
 * @param embed is called once, with every text once; not at all where one of the lists is empty
 */
export async function relatedSkills (missing: readonly string[], have: readonly string[], embed: EmbedTexts): Promise<RelatedSkill[]> {
  if (missing.length === 0 || have.length === 0) return []
  const texts = [...new Set([...missing, ...have].map(textOf))]
  const vectors = await embed(texts)
  const vectorOf = new Map(texts.map((text, i) => [text, vectors[i]!]))
  return missing.flatMap(skill => {
    const near = have.filter(own => !standApart(skill, own))
      .map(own => ({ skill, have: own, cosine: dot(vectorOf.get(textOf(skill))!, vectorOf.get(textOf(own))!) }))
      .sort((a, b) => b.cosine - a.cosine)[0]
    return near !== undefined && near.cosine >= RELATED_FROM ? [near] : []
  })
}

/** The text that stands for a skill. */
export function textOf (skill: string): string {
  const group = groupOf(skill)
  if (group === undefined || group.section === '') return skill
  return `${groupOfKey(canonicalKey(skill)) === group ? group.name : skill}, ${group.section}`
}

function groupOf (skill: string): AliasGroup | undefined {
  return groupOfKey(canonicalKey(skill)) ?? groupOfKey(canonicalKey(bracketed(skill)?.outer ?? ''))
}

function standApart (a: string, b: string): boolean {
  return groupOf(a)?.section === APART && groupOf(b)?.section === APART
}

/** Of two unit vectors, their cosine; six decimals. */
function dot (a: ArrayLike<number>, b: ArrayLike<number>): number {
  let product = 0
  for (let i = 0; i < a.length; i++) product += a[i]! * b[i]!
  return Math.round(product * 1e6) / 1e6
}
