import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { fieldCollector } from '../corpus/items.ts'
import { textsOf } from '../corpus/template.ts'
import type { Shape } from './item-shape.ts'
import { itemOf, rename, shapeOf } from './item-shape.ts'
import type { Place, Row, Source } from './source.ts'
import { placeName, whatIsRead } from './source.ts'
import { checkTemplate, emptyFields } from './template-check.ts'

/** A row that did not become an item: what is wrong with it, as a predicate ("has no id"). */
export interface Flaw extends Place { flaw: string, id?: string }

export interface Survey {
  shape: Shape
  /** Fields of items, as templates name them. */
  fields: string[]
  /** Rows of the source, broken ones included. */
  rows: number
}

export interface ImportOptions {
  /** New names by the names in the file. */
  map: ReadonlyMap<string, string>
  /** The field that is the id, by its old or new name. */
  id: string | undefined
}

/**
 * Reads the file once, to know its fields.
 * @throws Error with a sentence where it has no rows, or `map` or `id` name what it does not have
 */
export async function survey (source: Source, { map, id }: ImportOptions): Promise<Survey> {
  const names = new Set<string>()
  const collector = fieldCollector()
  let flawed: Flaw | undefined
  let rows = 0
  for await (const row of each(source.rows({ vectors: false }))) {
    rows++
    if ('flaw' in row) {
      flawed ??= row
      continue
    }
    for (const name of Object.keys(row.fields)) names.add(name)
    collector.add(rename(row.fields, map))
  }
  if (names.size === 0) throw new Error(flawed === undefined ? `${source.path} has no rows.${whatIsRead(source.path)}` : nothingUsable(source, flawed))
  const shape = shapeOf([...names], map, id)
  const fields = collector.fields().map(field => field.name).filter(name => name !== shape.id)
  return { shape, fields: shape.id === undefined ? fields : ['id', ...fields], rows }
}

export interface ImportResult { items: number, flaws: Flaw[], example: string }

/** What becomes of the vectors that the rows bring. */
export interface VectorKeeper {
  /** @returns what is wrong with a vector, as a predicate */
  take (texts: readonly string[], vector: unknown): string | undefined
  /** Called after some rows. */
  flush (): Promise<void>
}

/**
 * Writes the items of a file as JSONL. Rows that are broken, have an id that is not usable or there already, or leave every field of the template
 * empty are left out and told.
 * @throws Error with a sentence where the template does not fit or no row is left
 */
export async function importItems (source: Source, { shape, fields }: Survey, template: readonly string[], path: string, vectors?: VectorKeeper): Promise<ImportResult> {
  checkTemplate(template, fields, source.path)
  const placeOf = new Map<string, Place>()
  const flaws: Flaw[] = []
  let example = ''

  const lineFor = (row: Row): string => {
    const place = { line: row.line, ...row.file === undefined ? {} : { file: row.file } }
    const item = 'flaw' in row ? row : itemOf(row.fields, shape)
    const flaw = 'flaw' in item ? String(item.flaw) : flawOf(item, placeOf.get(item.id), template, shape) ?? vectors?.take(textsOf(item, template), (row as { vector?: unknown }).vector)
    if (flaw !== undefined || !('id' in item)) {
      flaws.push({ ...place, flaw: flaw! })
      return ''
    }
    placeOf.set(copied(item.id), place)
    if (example === '') example = textsOf(item, template)[0]!
    return `${JSON.stringify(item)}\n`
  }
  async function * texts () {
    for await (const rows of source.rows()) {
      yield rows.map(lineFor).join('')
      await vectors?.flush()
    }
  }
  await pipeline(texts, createWriteStream(path, { flush: true }))
  if (placeOf.size === 0) throw new Error(nothingUsable(source, flaws[0]!))
  return { items: placeOf.size, flaws, example }
}

function flawOf (item: { id: string }, before: Place | undefined, template: readonly string[], shape: Shape): string | undefined {
  if (textsOf(item, template).length === 0) return `has nothing to embed: ${emptyFields(template)}`
  if (before === undefined) return undefined
  const other = before.file === undefined ? `line ${before.line}` : placeName({ path: before.file }, before)
  return shape.id === undefined ? `is the same as ${other}` : `has the id "${item.id}", which ${other} has already`
}

const nothingUsable = (source: Source, { flaw, ...place }: Flaw): string => `${source.path} has no row that could be used; ${place.file === undefined ? `${source.unit ?? 'line'} ${place.line}` : placeName(source, place)} ${flaw}.`

/** A part of a text keeps all of that text in memory: here a piece of the file for each id. */
const copied = (text: string): string => Buffer.from(text).toString()

async function * each (batches: AsyncGenerator<Row[]>): AsyncGenerator<Row> {
  for await (const rows of batches) yield * rows
}
