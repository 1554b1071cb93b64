import type { Row, Source } from './source.ts'
import { numbersOf } from './vector-values.ts'

/** What the API and `kindred export` call it. */
const USUAL = 'embedding'
/** Rows in which a vector is looked for. */
const LOOKED_AT = 200

/**
 * Takes the vectors out of the fields of a file's rows.
 *
 * @param field where they are; default: `embedding`, where there are vectors in it
 * @throws Error with a sentence where no row has that field
 */
export async function withVectorField (source: Source, field: string | undefined): Promise<Source> {
  if (field === undefined && !await hasVectors(source)) return source
  const name = field ?? USUAL
  async function * rows (): AsyncGenerator<Row[]> {
    for await (const batch of source.rows()) {
      yield batch.map((row): Row => {
        if ('flaw' in row) return row
        const { [name]: vector = null, ...fields } = row.fields
        return { ...row, fields, vector }
      })
    }
  }
  return { ...source, vectorsIn: name, rows }
}

async function hasVectors (source: Source): Promise<boolean> {
  let looked = 0
  for await (const batch of source.rows()) {
    for (const row of batch) {
      const numbers = 'flaw' in row ? undefined : numbersOf(row.fields[USUAL])
      if (numbers !== undefined && 'length' in numbers && numbers.length > 1) return true
      if (++looked === LOOKED_AT) return false
    }
  }
  return false
}
