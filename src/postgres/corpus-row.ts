import type { CorpusInfo, Field } from '../matching/ports.ts'
import type { Row } from './database.ts'
import type { Statement } from './statement.ts'

/** A corpus as its row in `corpora` says. */
export interface CorpusRow {
  id: number
  name: string
  dimensions: number
  /** Empty where the vectors were made elsewhere and nobody said by what. */
  model: string
  /** Empty where the model is not here. */
  modelSha256: string
  template: string[]
  fields: Field[]
  items: number
  /** Of the items' JSON. */
  bytes: number
  /** Goes up with every change. */
  revision: number
  updatedAt: Date
  /** Of the file that it was loaded from. */
  fileVersion: string | null
  /** What `kindred import` took it from: a name for people, a space, and what tells it from others. */
  source: string | null
  /** Whether it was changed through the API since. */
  written: boolean
  /** Whether its vectors have an index that can be used. */
  indexed: boolean
}

/** The rows of `corpora` of which a condition with one parameter holds. */
export const corporaSql = (condition: string, value: unknown): Statement => ({
  values: [value],
  text: `select c.*, coalesce((select indisvalid from pg_index where indexrelid = to_regclass('items_' || c.id || '_embedding')), false) as indexed
    from corpora c where ${condition} order by name`
})

export function corpusRow (row: Row): CorpusRow {
  const { model_sha256: modelSha256, updated_at: updatedAt, file_version: fileVersion, items, bytes, revision, ...rest } = row
  return { ...rest, modelSha256, updatedAt, fileVersion, items: Number(items), bytes: Number(bytes), revision: Number(revision) } as CorpusRow
}

export function infoOf ({ id, name, dimensions, model, template, fields, items, revision, updatedAt }: CorpusRow, servedBy: CorpusInfo['servedBy'], stale: boolean): CorpusInfo {
  return { name, items, dimensions, model: model === '' ? null : model, template, fields, servedBy, source: 'postgres', stale, version: `${id}.${revision}`, updatedAt }
}
