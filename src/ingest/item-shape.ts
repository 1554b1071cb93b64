import { createHash } from 'node:crypto'
import { ID_RULE, isId } from '../corpus/items.ts'
import type { Item } from '../matching/ports.ts'
import { didYouMean } from '../suggest.ts'

/** How the fields of a file become those of items. */
export interface Shape {
  /** New names by the names in the file. */
  renamed: ReadonlyMap<string, string>
  /** The field, by its new name, that is the id; undefined where ids are made of the content. */
  id: string | undefined
}

const MADE_ID_BYTES = 8

/** The fields under their new names, in the order of the file. */
export function rename (fields: Record<string, unknown>, renamed: Shape['renamed']): Record<string, unknown> {
  if (renamed.size === 0) return fields
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [renamed.get(name) ?? name, value]))
}

/**
 * @param names top-level fields as the file has them
 * @throws Error with a sentence where a field to rename or the id is not there, or two fields would get the same name
 */
export function shapeOf (names: readonly string[], map: ReadonlyMap<string, string>, id: string | undefined): Shape {
  const there = `There ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}.`
  const missing = (option: string, name: string, known: readonly string[]) => new Error(`${option} names "${name}", which the file does not have.${didYouMean(name, known) || ` ${there}`}`)
  for (const name of map.keys()) if (!names.includes(name)) throw missing('--map', name, names)
  const after = names.map(name => map.get(name) ?? name)
  const twice = after.find((name, index) => after.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`Two fields would be called "${twice}". Give one another name with --map.`)
  const idField = id === undefined ? after.find(name => name === 'id') ?? after.find(name => name.toLowerCase() === 'id') : map.get(id) ?? id
  if (idField !== undefined && !after.includes(idField)) throw missing('--id', idField, names)
  if (idField !== undefined && idField !== 'id' && after.includes('id')) throw new Error(`The field "id" of the file would be lost, because "${idField}" is to be the id. Keep it under another name: --map "id=number"`)
  return { renamed: map, id: idField }
}

/** An item of a row's fields, or what is wrong with its id. An id that is made depends on the content alone: the same row gets the same id again. */
export function itemOf (fields: Record<string, unknown>, { renamed, id: idField }: Shape): Item | { flaw: string } {
  const all = rename(fields, renamed)
  if (idField === undefined) return { id: createHash('sha256').update(JSON.stringify(all)).digest().toString('hex', 0, MADE_ID_BYTES), ...all }
  const { [idField]: given, ...others } = all
  if (given === undefined || given === null || given === '') return { flaw: `has no ${idField}` }
  const id = typeof given === 'number' ? String(given) : typeof given === 'string' ? given.trim() : given
  return isId(id) ? { id, ...others } : { flaw: `has an id that cannot be used: it ${ID_RULE}` }
}
