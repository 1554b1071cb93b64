import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Field, Item } from '../matching/ports.ts'

export interface ItemsFile { items: Item[], sha256: string }

/** `id`: 1 to 200 characters, no control characters. */
// eslint-disable-next-line no-control-regex
const ID = /^[^\u0000-\u001f\u007f-\u009f]{1,200}$/u
const BYTE_ORDER_MARK = Buffer.from('\uFEFF')
const OPENING_BRACE = 0x7b

/** What a usable id is, as the end of a sentence. */
export const ID_RULE = 'must be a text of 1 to 200 characters without control characters'
export const isId = (id: unknown): id is string => typeof id === 'string' && ID.test(id)

/**
 * Reads a JSONL file, one item a line. Blank lines and a byte order mark are passed over.
 * @throws Error naming the line where one is not JSON, has no usable id, or repeats one
 */
export async function readItems (path: string): Promise<ItemsFile> {
  const bytes = await readFile(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const seen = new Map<string, number>()
  const items: Item[] = []
  let number = 0
  // Line by line: as one text, a file may be longer than texts can be.
  for (const line of linesOf(bytes)) {
    number++
    if (isBlank(line)) continue
    const item = parseItem(line.toString(), `${path}, line ${number}`)
    const before = seen.get(item.id)
    if (before !== undefined) throw new Error(`${path}, line ${number}: the id "${item.id}" stands in line ${before} already.`)
    seen.set(item.id, number)
    items.push(item)
  }
  return { items, sha256 }
}

/** The lines of a JSONL file, without their ends. */
export function * linesOf (bytes: Buffer): Generator<Buffer> {
  const mark = bytes.subarray(0, 3).equals(BYTE_ORDER_MARK) ? 3 : 0
  for (let start = mark; start < bytes.length;) {
    const end = bytes.indexOf('\n', start)
    yield bytes.subarray(start, end < 0 ? bytes.length : end)
    start = end < 0 ? bytes.length : end + 1
  }
}

/** Whether a line has no item. */
export const isBlank = (line: Buffer): boolean => line[0] !== OPENING_BRACE && line.toString().trim() === ''

function parseItem (line: string, where: string): Item {
  let item: unknown
  try {
    item = JSON.parse(line)
  } catch (error) {
    throw new Error(`${where} is not JSON: ${(error as Error).message}`, { cause: error })
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw new Error(`${where} is not a JSON object.`)
  const { id } = item as Record<string, unknown>
  if (!isId(id)) throw new Error(`${where}: "id" ${ID_RULE}.`)
  return item as Item
}

/** Every field that an item has, nested ones by their path with dots, in the order in which they first appear. */
export function fieldsOfItems (items: readonly object[]): Field[] {
  const collector = fieldCollector()
  items.forEach(collector.add)
  return collector.fields()
}

/** The same for items that come one by one and are not kept. */
export function fieldCollector (): { add: (item: object) => void, fields: () => Field[] } {
  const types = new Map<string, Field['type']>()
  return {
    add: item => collect(item, '', types),
    fields: () => Array.from(types, ([name, type]) => ({ name, type }))
  }
}

function collect (value: object, prefix: string, types: Map<string, Field['type']>): void {
  for (const [key, inner] of Object.entries(value)) {
    // Nested below another field, a name with a dot could not be told from a path.
    if (inner === null || (prefix !== '' && key.includes('.'))) continue
    const name = prefix + key
    const type = typeOf(inner)
    const known = types.get(name)
    types.set(name, known === undefined || known === type ? type : 'mixed')
    if (type === 'object') collect(inner as object, `${name}.`, types)
  }
}

function typeOf (value: unknown): Field['type'] {
  if (Array.isArray(value)) return 'list'
  return typeof value as 'string' | 'number' | 'boolean' | 'object'
}

/** Indices of the items in the order of their ids' UTF-8 bytes, which is what `COLLATE "C"` sorts by. */
export function orderById (items: readonly Item[]): Uint32Array {
  const ids = items.map(item => Buffer.from(item.id))
  return Uint32Array.from(items.keys()).sort((a, b) => Buffer.compare(ids[a]!, ids[b]!))
}
