import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Field, Item } from '../matching/ports.ts'

export interface ItemsFile { items: Item[], sha256: string }

/** `id`: 1 to 200 characters, no control characters. */
// eslint-disable-next-line no-control-regex
const ID = /^[^\u0000-\u001f\u007f-\u009f]{1,200}$/u

/**
 * Reads a JSONL file, one item a line. Blank lines and a byte order mark are passed over.
 * @throws Error naming the line where one is not JSON, has no usable id, or repeats one
 */
export async function readItems (path: string): Promise<ItemsFile> {
  const bytes = await readFile(path)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const seen = new Map<string, number>()
  const items: Item[] = []
  bytes.toString('utf8').replace(/^\uFEFF/, '').split('\n').forEach((line, index) => {
    if (line.trim() === '') return
    const item = parseItem(line, `${path}, line ${index + 1}`)
    const before = seen.get(item.id)
    if (before !== undefined) throw new Error(`${path}, line ${index + 1}: the id "${item.id}" stands in line ${before} already.`)
    seen.set(item.id, index + 1)
    items.push(item)
  })
  return { items, sha256 }
}

function parseItem (line: string, where: string): Item {
  let item: unknown
  try {
    item = JSON.parse(line)
  } catch (error) {
    throw new Error(`${where} is not JSON: ${(error as Error).message}`, { cause: error })
  }
  if (typeof item !== 'object' || item === null || Array.isArray(item)) throw new Error(`${where} is not a JSON object.`)
  const { id } = item as Record<string, unknown>
  if (typeof id !== 'string' || !ID.test(id)) throw new Error(`${where}: "id" must be a text of 1 to 200 characters without control characters.`)
  return item as Item
}

/** Every field that an item has, nested ones by their path with dots, in the order in which they first appear. */
export function fieldsOfItems (items: readonly Item[]): Field[] {
  const types = new Map<string, Field['type']>()
  for (const item of items) collect(item, '', types)
  return Array.from(types, ([name, type]) => ({ name, type }))
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
