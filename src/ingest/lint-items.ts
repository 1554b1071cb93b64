import { ID_RULE, isId } from '../corpus/items.ts'
import { fieldsOf, textsOf } from '../corpus/template.ts'
import { valueAt } from '../matching/predicate.ts'
import { hashOfTexts } from '../corpus/template.ts'
import type { Row } from './source.ts'

export type FindingKind = 'unparsable' | 'wrong_id' | 'duplicate_id' | 'duplicate' | 'near_duplicate' | 'nothing_to_embed' | 'empty_template_field' | 'missing_field' | 'too_long'

/** What was found about the item that begins in a line. The message is a predicate: "has no id". */
export interface Finding {
  severity: 'problem' | 'remark'
  kind: FindingKind
  line: number
  message: string
  /** The line of the other item, where it is about two. */
  other_line?: number
  cosine?: number
}

export interface LintItem { line: number, fields: Record<string, unknown> }

/** A field that this share of the items has is probably meant to be in the others too. */
const MOST_HAVE_IT = 0.9
/** Of fewer items nothing can be said about what most have. */
const FEWEST_ITEMS = 10

const problem = (kind: FindingKind, line: number, message: string, other?: number): Finding => ({ severity: 'problem', kind, line, message, ...other === undefined ? {} : { other_line: other } })
const remark = (kind: FindingKind, line: number, message: string): Finding => ({ severity: 'remark', kind, line, message })

/** Rows that cannot be read, as findings, and the items of the others. */
export function partition (rows: readonly Row[]): { items: LintItem[], findings: Finding[] } {
  const items: LintItem[] = []
  const findings: Finding[] = []
  for (const row of rows) {
    if ('flaw' in row) findings.push(problem('unparsable', row.line, row.flaw))
    else items.push(row)
  }
  return { items, findings }
}

/** @param strict whether the server is to read the file as it is; otherwise numbers may be ids, and a file without ids may get some */
export function lintIds (items: readonly LintItem[], strict: boolean): Finding[] {
  if (!strict && items.every(({ fields }) => isEmpty(fields['id']))) return []
  const lineOf = new Map<string, number>()
  return items.flatMap(({ line, fields }) => {
    const id = !strict && typeof fields['id'] === 'number' ? String(fields['id']) : fields['id']
    if (isEmpty(id)) return [problem('wrong_id', line, 'has no id')]
    if (!isId(id)) return [problem('wrong_id', line, `has an id that cannot be used: it ${ID_RULE}`)]
    const before = lineOf.get(id)
    if (before !== undefined) return [problem('duplicate_id', line, `has the id "${id}", which line ${before} has already`, before)]
    lineOf.set(id, line)
    return []
  })
}

/** Items that say the same: in the texts of the template, or else in every field but the id. */
export function lintDuplicates (items: readonly LintItem[], template: readonly string[]): Finding[] {
  const lineOf = new Map<string, number>()
  return items.flatMap(({ line, fields }) => {
    const texts = textsOf(fields, template)
    if (template.length > 0 && texts.length === 0) return []
    const { id, ...others } = fields
    const key = hashOfTexts(template.length > 0 ? texts : [JSON.stringify(others)]).toString('hex')
    const before = lineOf.get(key)
    if (before === undefined) lineOf.set(key, line)
    return before === undefined ? [] : [problem('duplicate', line, `says the same as line ${before}, word for word`, before)]
  })
}

export function lintTemplate (items: readonly LintItem[], template: readonly string[]): Finding[] {
  const used = fieldsOf(template)
  return items.flatMap(({ line, fields }) => {
    const empty = used.filter(field => isEmpty(valueAt(fields, field)))
    if (empty.length === 0) return []
    const names = empty.map(name => `"${name}"`).join(', ')
    if (empty.length === used.length) return [problem('nothing_to_embed', line, `has nothing to embed: ${names} ${empty.length === 1 ? 'is' : 'are'} empty`)]
    return [remark('empty_template_field', line, `has nothing in ${names}, which the template uses`)]
  })
}

/** Fields that most items have and a few have not; those of the template are told elsewhere. */
export function lintFields (items: readonly LintItem[], template: readonly string[]): Finding[] {
  if (items.length < FEWEST_ITEMS) return []
  const counts = new Map<string, number>()
  for (const { fields } of items) {
    for (const [name, value] of Object.entries(fields)) if (!isEmpty(value)) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const told = new Set([...fieldsOf(template), 'id'])
  const usual = [...counts].filter(([name, count]) => !told.has(name) && count < items.length && count >= items.length * MOST_HAVE_IT)
  return items.flatMap(({ line, fields }) => usual.filter(([name]) => isEmpty(fields[name]))
    .map(([name, count]) => remark('missing_field', line, `has no "${name}", which ${count} of ${items.length} items have`)))
}

/** @param countTokens tokens of a text, special tokens included */
export function lintLengths (items: readonly LintItem[], template: readonly string[], countTokens: (text: string) => number, maxTokens: number): Finding[] {
  return items.flatMap(({ line, fields }) => textsOf(fields, template).flatMap(text => {
    const tokens = countTokens(text)
    return tokens > maxTokens ? [remark('too_long', line, `has a text of ${tokens} tokens; the model reads ${maxTokens} at once, so it is embedded in parts that are added up`)] : []
  }))
}

export function nearDuplicate (line: number, other: number, cosine: number): Finding {
  return { ...problem('near_duplicate', line, `is nearly the same as line ${other} (cosine ${cosine.toFixed(3)})`, other), cosine }
}

function isEmpty (value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.every(isEmpty))
}
