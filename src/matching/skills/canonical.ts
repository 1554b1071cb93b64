import { compactKey, groupOfKey } from './alias-table.ts'
import { LONGEST_NAME } from './words.ts'

const LEVEL = '(?:level\\s+)?(?:[abc][12][+]?|n[1-5])(?:[\\s-]+level)?|basics?|beginner|elementary|intermediate|advanced|expert|proficient|fluent|fluency|native(?:\\s+speaker)?|mother tongue|conversational|professional|' +
  'spoken(?:\\s+and\\s+written)?|written(?:\\s+and\\s+spoken)?|good|very good|excellent|strong|solid|sound|working knowledge|learning|(?:an?\\s+)?(?:asset|plus|advantage|must)|preferred|desirable|required|essential|optional|helpful|useful|nice to have|' +
  '\\d+\\+?\\s*(?:years?|yrs?)(?:\\s+(?:of\\s+)?experience)?'

/** What a number after them is a part of the name of: `ISO 9001`, `Class 2`, `IFRS 9`. */
const NUMBERED = 'iso|iec|en|bs|din|ansi|asme|astm|api|nfpa|ashrae|ifrs|ias|frs|gaap|rfc|pep|as|class|category|cat|level|grade|type|part|stage|phase|tier|zone|unit|section|article|rule|form|formula|group|type|office|microsoft|dynamics|step|key stage|basel|eurocode|regulation|edition|act|code|ich|htm|doh|far|un|adr|web|industry'

const NEWER = '(?:\\+|\\s*(?:or\\s+|and\\s+)?(?:above|later|newer|higher)|\\s*LTS)?'

interface Rule { strip: RegExp, onlyTo?: 'known' | 'technical' }

/**
 * What may be taken off a name without making it another skill, tried in this order: where it was bracketed or set apart it always goes,
 * elsewhere mostly only if what is left is a name of the aliases (`advanced Excel`, but not `advanced life support` or `basic training`).
 */
const RULES: readonly Rule[] = [
  { strip: new RegExp(`\\s*[([](?:${LEVEL})(?:[\\s,/+-]+(?:${LEVEL}))*[)\\]]$`, 'i') },
  { strip: new RegExp(`\\s*(?:[-–—:,]\\s+|:)(?:${LEVEL})(?:[\\s,/]+(?:${LEVEL}))*$`, 'i') },
  { strip: /^(?:(?:good|strong|excellent|working|basic|solid|sound|some|proven|advanced)\s+)*(?:knowledge|understanding|command|experience|proficiency|fluency|skills|ability|familiarity)\s+(?:of|with|in|using)\s+(?:the\s+)?/i },
  { strip: /^(?:proficient|experienced|skilled|fluent|familiar)\s+(?:in|with)\s+/i },
  { strip: /(?<=\S)\s+(?:skills?|experience|knowledge|proficiency)$/i },
  { strip: new RegExp(`(?:\\s+(?:${LEVEL}))+$`, 'i'), onlyTo: 'known' },
  { strip: new RegExp(`^(?:(?:${LEVEL})\\s+)+`, 'i'), onlyTo: 'known' },
  { strip: /(?<=\S)[\s-]+(?:speaker|speaking)$/i, onlyTo: 'known' },
  { strip: /^(?:using|use of|working with|work with)\s+/i, onlyTo: 'known' },
  { strip: /(?<=\S)\s+(?:(?:programming|scripting|coding)(?:\s+language)?|language|development|developer|framework|library|database)$/i, onlyTo: 'technical' },
  { strip: new RegExp(`(?<!\\b(?:${NUMBERED}))\\s+(?:v(?:ersion)?[\\s.]*\\d+|(?:19|20)\\d\\d|\\d{1,2})(?:\\.(?:\\d+|x))*${NEWER}$`, 'i') },
  { strip: new RegExp(`(?<=[a-z]{2}|[a-z]\\+\\+|[a-z]#)[\\s-]?v?\\d{1,4}(?:\\.(?:\\d+|x))*${NEWER}$`, 'i'), onlyTo: 'technical' }
]

/** More is taken off no real name, and each try may open two others. */
const MOST_STRIPS = 4

/** A key that is the same for every wording of one skill: `js`, `JavaScript` and `JavaScript (advanced)`; `Python 3` and `Python`. */
export function canonicalKey (skill: string): string {
  return keyAfter(skill, 0)
}

export function isKnown (key: string): boolean {
  return groupOfKey(key) !== undefined
}

function keyAfter (skill: string, strips: number): string {
  const key = compactKey(skill)
  const group = groupOfKey(key)
  if (group !== undefined) return compactKey(group.name)
  const shorter = skill.length <= LONGEST_NAME && strips < MOST_STRIPS ? expanded(skill, strips) ?? stripped(skill, strips) : undefined
  return shorter ?? (key === '' ? skill.trim().toLowerCase() : key)
}

function stripped (skill: string, strips: number): string | undefined {
  for (const { strip, onlyTo } of RULES) {
    const rest = skill.replace(strip, '').trim()
    if (rest === skill || rest === '') continue
    const key = keyAfter(rest, strips + 1)
    const group = groupOfKey(key)
    if (onlyTo === undefined || group?.technical === true || (onlyTo === 'known' && group !== undefined)) return key
  }
  return undefined
}

/** `Customer Relationship Management (CRM)`: what is in brackets says the same again, as an alias or as the initials. */
function expanded (skill: string, strips: number): string | undefined {
  const parts = bracketed(skill)
  if (parts === undefined) return undefined
  const key = keyAfter(parts.outer, strips + 1)
  return key === keyAfter(parts.inner, strips + 1) || initials(parts.outer) === parts.inner.toLowerCase() ? key : undefined
}

/** `Excel (pivot tables)` in its two parts, or undefined. */
export function bracketed (skill: string): { outer: string, inner: string } | undefined {
  if (skill.length > LONGEST_NAME) return undefined
  const [, outer, inner] = /^([^()]*[^()\s])\s*\(([^()]*)\)$/.exec(skill) ?? []
  return outer === undefined || inner === undefined ? undefined : { outer, inner }
}

function initials (name: string): string {
  return name.toLowerCase().split(/[\s-]+/).filter(word => !['and', 'of', 'the', 'for'].includes(word)).map(word => word[0]).join('')
}
