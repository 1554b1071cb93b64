import { createHash } from 'node:crypto'
import { valueAt } from '../matching/predicate.ts'
import { fieldsOf, PLACEHOLDER } from '../matching/template-fields.ts'

export { fieldsOf }

/** What is left at the end when the last fields of a template are empty. */
const DANGLING = ' :;,–-'

/**
 * The texts that stand for an item: each part of the template with its `{field}`s filled in, lists joined with commas, missing fields empty.
 * Parts that come out empty are left out.
 */
export function textsOf (item: object, template: readonly string[]): string[] {
  return template.map(part => fill(part, item)).filter(text => text !== '')
}

/** SHA-256 of the texts that stand for an item, by which one whose texts have not changed keeps its vector. */
export const hashOfTexts = (texts: readonly string[]): Buffer => createHash('sha256').update(JSON.stringify(texts)).digest()

function fill (part: string, item: object): string {
  const text = part.replace(PLACEHOLDER, (_, field: string) => asText(valueAt(item, field))).replace(/\s+/g, ' ')
  return withoutDangling(text).trim()
}

function withoutDangling (text: string): string {
  let end = text.length
  while (end > 0 && DANGLING.includes(text[end - 1]!)) end--
  return text.slice(0, end)
}

function asText (value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(asText).filter(text => text !== '').join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
