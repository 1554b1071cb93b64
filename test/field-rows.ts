export interface Schema {
  $ref?: string
  type?: string
  description?: string
  default?: unknown
  enum?: unknown[]
  const?: unknown
  format?: string
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

/** A Markdown table; a bar in a cell would end it. */
export function table (head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

/** Rows of name, type, default and meaning; what stands inside a field follows it with dots, that of a list with `[]`. */
export function fieldRows (schema: Schema, path = ''): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const at = path + name
    const fallback = field.default === undefined ? (schema.required?.includes(name) === true ? 'required' : '') : `\`${JSON.stringify(field.default)}\``
    return [[`\`${at}\``, typeOf(field), fallback, field.description ?? ''], ...insideOf(field, at)]
  })
}

function insideOf (field: Schema, path: string): string[][] {
  return [field, ...field.anyOf ?? []].flatMap(each => each.items === undefined ? fieldRows(each, `${path}.`) : insideOf(each.items, `${path}[]`))
}

const NAMES: Record<string, string> = { string: 'text', integer: 'whole number', number: 'number', boolean: 'true or false', object: 'object', null: 'null' }
const MANY: Record<string, string> = { string: 'texts', integer: 'whole numbers', number: 'numbers', object: 'objects' }

/** The type of a field with its limits, in words. */
function typeOf (schema: Schema): string {
  if (schema.$ref !== undefined) return `\`${schema.$ref.split('/').pop()!}\``
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeOf).join(', or ')
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  if (schema.enum !== undefined) return schema.enum.map(value => `\`${String(value)}\``).join(', ')
  if (schema.type === 'array') return `list of ${listed(schema)}`
  if (schema.format === 'date-time') return 'date and time'
  return [NAMES[schema.type ?? ''] ?? 'anything', ...limits(schema)].join(' ')
}

/** `1 to 64 texts of 1 to 10,000 characters` */
function listed ({ items = {}, minItems, maxItems }: Schema): string {
  const what = items.$ref !== undefined ? typeOf(items) : items.type === 'array' ? `lists of ${listed(items)}` : [MANY[items.type ?? ''] ?? 'values', ...limits(items)].join(' ')
  return [...range(minItems, maxItems), what].join(' ')
}

function limits ({ type, minLength, maxLength, minimum, maximum }: Schema): string[] {
  const words = type === 'string' ? range(minLength, maxLength) : range(minimum, maximum)
  return words.map(limit => type === 'string' ? `of ${limit} characters` : /^[−\d]/.test(limit) && !limit.endsWith('more') ? `from ${limit}` : limit)
}

function range (least: number | undefined, most: number | undefined): string[] {
  const shown = (value: number) => value.toLocaleString('en').replace('-', '−')
  if (most !== undefined) return [least === undefined ? `at most ${shown(most)}` : `${shown(least)} to ${shown(most)}`]
  return least === undefined ? [] : [`${shown(least)} or more`]
}
