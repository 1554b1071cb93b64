import { fieldsOf } from '../corpus/template.ts'
import { suggest } from '../suggest.ts'

/** Nobody has said which fields stand for an item. */
export class TemplateMissingError extends Error {
  constructor (name: string, fields: readonly string[]) {
    super(`Which fields of ${name} are to be embedded? It has ${fields.join(', ')}. Say it with --template, for example: --template "${exampleTemplate(fields)}"`)
  }
}

/** One or two of these fields, preferably such as usually say what an item is. */
export function exampleTemplate (fields: readonly string[]): string {
  const usual = fields.filter(field => /title|name|role|text|body|content|description|summary/i.test(field))
  return [...usual, ...fields.filter(field => field !== 'id'), ...fields].slice(0, usual.length > 1 ? 2 : 1).map(field => `{${field}}`).join(' ')
}

/** As the end of a sentence: `title, body are empty`. */
export function emptyFields (template: readonly string[]): string {
  const fields = fieldsOf(template)
  return `${fields.join(', ')} ${fields.length === 1 ? 'is' : 'are'} empty`
}

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
