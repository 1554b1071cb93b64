import { valueAt } from '../matching/predicate.ts'

const PLACEHOLDER = /\{([^{}]+)\}/g
/** What is left at the end when the last fields of a template are empty. */
const DANGLING = /[\s:;,–-]+$/

/**
 * The texts that stand for an item: each part of the template with its `{field}`s filled in, lists joined with commas, missing fields empty.
 * Parts that come out empty are left out.
 */
export function textsOf (item: object, template: readonly string[]): string[] {
  return template.map(part => fill(part, item)).filter(text => text !== '')
}

/** The names of the fields that a template uses. */
export function fieldsOf (template: readonly string[]): string[] {
  return [...new Set(template.flatMap(part => [...part.matchAll(PLACEHOLDER)].map(match => match[1]!)))]
}

function fill (part: string, item: object): string {
  return part.replace(PLACEHOLDER, (_, field: string) => asText(valueAt(item, field))).replace(/\s+/g, ' ').replace(DANGLING, '').trim()
}

function asText (value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(asText).filter(text => text !== '').join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
