import { fieldsOf } from '../corpus/template.ts'
import { suggest } from '../suggest.ts'

/**
 * @param known the names of the fields that items have
 * @throws Error with a sentence where a template names no field, or one that no item has
 */
export function checkTemplate (template: readonly string[], known: readonly string[], name: string): void {
  for (const part of template) {
    if (fieldsOf([part]).length === 0) throw new Error('The template names no field; write it like "{title} {content}".')
  }
  for (const field of fieldsOf(template)) {
    if (known.includes(field)) continue
    const meant = suggest(field, known)
    throw new Error(`The template names the field "${field}", which no item of "${name}" has. ${meant === undefined ? `There are ${known.join(', ')}.` : `Did you mean "${meant}"?`}`)
  }
}
