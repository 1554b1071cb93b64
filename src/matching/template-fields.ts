/** A field's place in a template: `{title}`. */
export const PLACEHOLDER = /\{([^{}]+)\}/g

/** The names of the fields that a template uses. */
export function fieldsOf (template: readonly string[]): string[] {
  return [...new Set(template.flatMap(part => [...part.matchAll(PLACEHOLDER)].map(match => match[1]!)))]
}
