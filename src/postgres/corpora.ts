import type { Field } from '../matching/ports.ts'
import { fieldsOfItems } from '../corpus/items.ts'
import type { CorpusRow } from './corpus-row.ts'
import { ALL_CORPORA, corpusRow } from './corpus-row.ts'
import type { Database, Run } from './database.ts'
import type { Extension } from './extension.ts'
import type { ItemRow } from './item-rows.ts'
import { upsertSql } from './item-rows.ts'
import { itemsTable, itemsTableSql } from './schema.ts'

export interface CorpusSpec {
  name: string
  dimensions: number
  model: string
  modelSha256: string
  template: string[]
  fileVersion?: string
}

export interface Upserted { added: number, updated: number, unchanged: number }

/** What is done with the tables: one function for each change, each in a transaction of its own. A change is committed when its promise resolves. */
export interface Corpora {
  list (): Promise<CorpusRow[]>
  /** Puts a corpus there, empty; one of that name gives way to it when the work is done, so that no reader sees half of it. */
  replace (spec: CorpusSpec, work: (upsert: (rows: readonly ItemRow[]) => Promise<Upserted>) => Promise<void>): Promise<void>
  /** Throws an Error where there is no such corpus any more. */
  upsert (corpusId: number, rows: readonly ItemRow[]): Promise<Upserted>
  remove (name: string): Promise<boolean>
}

export function corporaIn (database: Database, extension: () => Extension): Corpora {
  async function list (): Promise<CorpusRow[]> {
    const [rows] = await database.query([ALL_CORPORA])
    return rows!.map(corpusRow)
  }

  async function replace (spec: CorpusSpec, work: (upsert: (rows: readonly ItemRow[]) => Promise<Upserted>) => Promise<void>): Promise<void> {
    await database.transaction(async run => {
      await drop(run, spec.name)
      const [created] = await run({
        text: 'insert into corpora (name, dimensions, model, model_sha256, template, file_version) values ($1, $2, $3, $4, $5, $6) returning id',
        values: [spec.name, spec.dimensions, spec.model, spec.modelSha256, JSON.stringify(spec.template), spec.fileVersion]
      })
      const id = created!['id'] as number
      await run({ text: itemsTableSql(id, spec.dimensions), values: [] })
      await work(async rows => await upsertRows(run, id, rows, extension().oid))
    }, { timeoutMs: 0 })
  }

  return {
    list,
    replace,
    upsert: async (corpusId, rows) => await database.transaction(async run => {
      const upserted = await upsertRows(run, corpusId, rows, extension().oid)
      if (upserted.added + upserted.updated > 0) await run({ text: 'update corpora set written = true where id = $1', values: [corpusId] })
      return upserted
    }),
    remove: async name => await database.transaction(async run => await drop(run, name))
  }
}

/** Writers of one corpus come one after the other: its row is locked until the transaction ends. */
async function upsertRows (run: Run, corpusId: number, rows: readonly ItemRow[], vectorOid: number): Promise<Upserted> {
  const [corpus] = await run({ text: 'select fields from corpora where id = $1 for update', values: [corpusId] })
  if (corpus === undefined) throw new Error('The corpus was deleted in the meantime.')
  const written = await run(upsertSql(corpusId, rows, vectorOid))
  const added = written.filter(row => row['inserted'] === true).length
  const updated = written.length - added
  if (written.length > 0) {
    const grown = written.reduce((sum, row) => sum + Number(row['grown']), 0)
    await run({
      text: 'update corpora set items = items + $2, bytes = bytes + $3, fields = $4, revision = revision + 1, updated_at = now() where id = $1',
      values: [corpusId, added, grown, JSON.stringify(mergedFields(corpus['fields'] as Field[], rows))]
    })
  }
  return { added, updated, unchanged: rows.length - written.length }
}

async function drop (run: Run, name: string): Promise<boolean> {
  const [corpus] = await run({ text: 'delete from corpora where name = $1 returning id', values: [name] })
  if (corpus !== undefined) await run({ text: `drop table ${itemsTable(corpus['id'] as number)}`, values: [] })
  return corpus !== undefined
}

/** The fields that there were and those of the rows, in the order of their first appearance. */
function mergedFields (known: readonly Field[], rows: readonly ItemRow[]): Field[] {
  const types = new Map(known.map(({ name, type }) => [name, type]))
  for (const { name, type } of fieldsOfItems(rows.map(({ item }) => item))) {
    const before = types.get(name)
    types.set(name, before === undefined || before === type ? type : 'mixed')
  }
  return Array.from(types, ([name, type]) => ({ name, type }))
}
