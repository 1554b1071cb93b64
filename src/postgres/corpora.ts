import type { Field } from '../matching/ports.ts'
import { fieldsOfItems } from '../corpus/items.ts'
import type { CorpusRow } from './corpus-row.ts'
import { corporaSql, corpusRow } from './corpus-row.ts'
import type { Database, Row, Run } from './database.ts'
import type { Extension } from './extension.ts'
import { mayBuildInParallel } from './extension.ts'
import type { ItemRow } from './item-rows.ts'
import { upsertSql } from './item-rows.ts'
import { INDEX_FROM } from './postgres-corpus.ts'
import { itemIndexSql, itemsTable, itemsTableSql, MOST_INDEXED_DIMENSIONS, numberIndexesSql, vectorIndexSql } from './schema.ts'
import type { Narrowing } from './search-sql.ts'
import { deleteSql } from './search-sql.ts'
import { CorpusConflictError, CorpusGoneError } from '../errors.ts'

export interface CorpusSpec {
  name: string
  dimensions: number
  model: string
  modelSha256: string
  template: string[]
  fileVersion?: string
  /** What it is imported from, as in its row. */
  source?: string
}

/** What the database has: its corpora, and by name the versions of files whose corpora were deleted. */
export interface Found { rows: CorpusRow[], removed: ReadonlyMap<string, string> }

export interface Upserted { added: number, updated: number, unchanged: number }

/** What is done with the tables, each change in a transaction of its own: it is committed when its promise resolves. */
export interface Corpora {
  list (): Promise<CorpusRow[]>
  /** What there is, in one round trip. */
  look (): Promise<Found>
  /** The one of this id, if it is still there. */
  find (id: number): Promise<CorpusRow | undefined>
  /**
   * A place to gather the items of a corpus that is to be put there or replaced. Nobody sees it until it is published. One that an interrupted
   * run left is gone on with where it is for the same vectors, and begun anew where not.
   */
  stage (spec: CorpusSpec): Promise<CorpusRow>
  /** Inserts or replaces items by id. Throws CorpusGoneError where there is no such corpus any more. */
  upsert (corpusId: number, rows: readonly ItemRow[]): Promise<Upserted>
  /** Deletes items; resolves with how many there were. */
  deleteItems (corpusId: number, narrowing: Narrowing | { ids: readonly string[] }): Promise<number>
  /** Builds the indexes over the vectors and over numbers where there are enough items. Readers go on, writers wait. */
  buildIndex (row: CorpusRow): Promise<void>
  /**
   * Puts a staged corpus in the place of the one of its name, whole and at once. One that was not read from a file counts as written, so that no
   * file of its name takes its place. Throws CorpusGoneError where it was published or dropped by somebody else.
   */
  publish (staged: CorpusRow): Promise<void>
  /**
   * @param fileVersion of the file of that name, which is not to be taken in again as long as it is this version
   * @returns whether there was one
   */
  remove (name: string, fileVersion?: string): Promise<boolean>
  /**
   * Makes a corpus without items, or another in the place of one without items. It counts as written.
   * @returns whether there was none just so; throws CorpusConflictError where there are items whose vectors do not fit
   */
  declare (spec: CorpusSpec): Promise<boolean>
}

/** A name that no corpus can have, for what is gathered under it. */
const stagedName = (name: string): string => `+${name}`
const publishedName = (staged: string): string => staged.slice(1)

export function corporaIn (database: Database, extension: () => Extension, maintenanceMb = 256): Corpora {
  async function list (): Promise<CorpusRow[]> {
    const [rows] = await database.query([corporaSql('left(name, 1) <> $1', '+')])
    return rows!.map(corpusRow)
  }

  async function look (): Promise<Found> {
    const [rows, removed] = await database.query([corporaSql('left(name, 1) <> $1', '+'), { text: 'select name, file_version from removed', values: [] }])
    return { rows: rows!.map(corpusRow), removed: new Map(removed!.map(row => [row['name'] as string, row['file_version'] as string])) }
  }

  async function find (id: number): Promise<CorpusRow | undefined> {
    const [[row] = []] = await database.query([corporaSql('id = $1', id)])
    return row && corpusRow(row)
  }

  async function stage (spec: CorpusSpec): Promise<CorpusRow> {
    const name = stagedName(spec.name)
    return await database.transaction(async run => {
      const [left] = (await run(corporaSql('name = $1', name))).map(corpusRow)
      if (left !== undefined && isSameKind(left, spec)) return left
      await drop(run, name)
      return await create(run, { ...spec, name })
    })
  }

  async function declare (spec: CorpusSpec): Promise<boolean> {
    return await database.transaction(async run => {
      // Of two that declare the same name at once the second finds what the first has made.
      await run({ text: "select pg_advisory_xact_lock(hashtextextended('kindred corpus ' || $1, 0))", values: [spec.name] })
      await run({ text: 'select from corpora where name = $1 for update', values: [spec.name] })
      const [found] = (await run(corporaSql('name = $1', spec.name))).map(corpusRow)
      if (found !== undefined && isSameVectors(found, spec)) return false
      if (found !== undefined && found.items > 0) throw new CorpusConflictError(spec.name, whatDiffers(found, spec))
      await drop(run, spec.name)
      const { id } = await create(run, spec)
      await run({ text: itemIndexSql(id), values: [] })
      await run({ text: 'update corpora set written = true where id = $1', values: [id] })
      return true
    })
  }

  async function remove (name: string, fileVersion?: string): Promise<boolean> {
    return await database.transaction(async run => {
      const found = await drop(run, name)
      if (fileVersion !== undefined) await run({ text: 'insert into removed (name, file_version) values ($1, $2) on conflict (name) do update set file_version = excluded.file_version', values: [name, fileVersion] })
      return found
    })
  }

  async function upsert (corpusId: number, rows: readonly ItemRow[]): Promise<Upserted> {
    return await database.transaction(async run => await upsertRows(run, corpusId, rows, extension().oid))
  }

  async function deleteItems (corpusId: number, narrowing: Narrowing | { ids: readonly string[] }): Promise<number> {
    return await database.transaction(async run => {
      await locked(run, corpusId)
      const rows = await run(deleteSql(corpusId, narrowing))
      const bytes = rows.reduce((sum, row) => sum + Number(row['bytes']), 0)
      if (rows.length > 0) await run({ text: 'update corpora set items = items - $2, bytes = bytes - $3, revision = revision + 1, updated_at = now(), written = true where id = $1', values: [corpusId, rows.length, bytes] })
      return rows.length
    })
  }

  async function buildIndex ({ id, dimensions, items, fields }: CorpusRow): Promise<void> {
    if (items < INDEX_FROM) return
    const settings = { maintenance_work_mem: `${maintenanceMb}MB`, max_parallel_maintenance_workers: mayBuildInParallel(extension()) ? '2' : '0' }
    await database.transaction(async run => {
      // Since PostgreSQL 14: where this process is killed, the server does not go on building what nobody waits for and others wait to get past.
      await run({ text: "select set_config(name, '2s', true) from pg_settings where name = 'client_connection_check_interval'", values: [] })
      // Of several who find at once that it is due, the others wait and find it built: "if not exists" is no lock.
      await run({ text: 'select from corpora where id = $1 for update', values: [id] })
      for (const statement of numberIndexesSql(id, fields)) await run(statement)
      if (dimensions <= MOST_INDEXED_DIMENSIONS) await run({ text: vectorIndexSql(id, dimensions), values: [] })
    }, { timeoutMs: 0, statementMs: 0, settings })
  }

  async function publish ({ id, name }: CorpusRow): Promise<void> {
    await database.transaction(async run => {
      // Somebody else may have published it; to drop the corpus of that name would then be to drop this one.
      const [staged] = await run({ text: 'select from corpora where id = $1 and name = $2 for update', values: [id, name] })
      if (staged === undefined) throw new CorpusGoneError()
      await run({ text: itemIndexSql(id), values: [] })
      await run({ text: `analyze ${itemsTable(id)}`, values: [] })
      await drop(run, publishedName(name))
      await run({ text: 'update corpora set name = $2, revision = revision + 1, updated_at = now(), written = file_version is null where id = $1', values: [id, publishedName(name)] })
    }, { timeoutMs: 0, statementMs: 0 })
  }

  return { list, look, find, stage, upsert, deleteItems, buildIndex, publish, declare, remove }
}

async function create (run: Run, spec: CorpusSpec): Promise<CorpusRow> {
  const [created] = await run({
    text: 'insert into corpora (name, dimensions, model, model_sha256, template, file_version, source) values ($1, $2, $3, $4, $5, $6, $7) returning id',
    values: [spec.name, spec.dimensions, spec.model, spec.modelSha256, JSON.stringify(spec.template), spec.fileVersion, spec.source]
  })
  const id = created!['id'] as number
  await run({ text: itemsTableSql(id, spec.dimensions), values: [] })
  return corpusRow((await run(corporaSql('id = $1', id)))[0]!)
}

/** How the vectors of a corpus are made, where that is not what is wanted, as the end of a sentence. */
function whatDiffers ({ dimensions, model, modelSha256, template }: CorpusRow, spec: CorpusSpec): string {
  return [
    ...model !== spec.model ? [model === '' ? 'vectors that were made elsewhere' : `vectors of ${model}`] : modelSha256 !== spec.modelSha256 ? [`vectors of another version of ${model}`] : [],
    ...dimensions !== spec.dimensions ? [`${dimensions} dimensions`] : [],
    ...JSON.stringify(template) !== JSON.stringify(spec.template) ? [template.length === 0 ? 'no template' : `the template ${template.map(part => JSON.stringify(part)).join(' + ')}`] : []
  ].join(' and ')
}

const isSameVectors = (row: CorpusRow, spec: CorpusSpec): boolean => whatDiffers(row, spec) === ''

function isSameKind (row: CorpusRow, spec: CorpusSpec): boolean {
  return isSameVectors(row, spec) && row.fileVersion === (spec.fileVersion ?? null) && row.source === (spec.source ?? null)
}

/** Writers of one corpus come one after the other: its row is locked until the transaction ends. */
async function locked (run: Run, corpusId: number): Promise<Row> {
  const [corpus] = await run({ text: 'select fields from corpora where id = $1 for update', values: [corpusId] })
  if (corpus === undefined) throw new CorpusGoneError()
  return corpus
}

async function upsertRows (run: Run, corpusId: number, rows: readonly ItemRow[], vectorOid: number): Promise<Upserted> {
  const corpus = await locked(run, corpusId)
  const written = await run(upsertSql(corpusId, rows, vectorOid))
  const added = written.filter(row => row['inserted'] === true).length
  const updated = written.length - added
  if (written.length > 0) {
    const grown = written.reduce((sum, row) => sum + Number(row['grown']), 0)
    await run({
      text: 'update corpora set items = items + $2, bytes = bytes + $3, fields = $4, revision = revision + 1, updated_at = now(), written = true where id = $1',
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
