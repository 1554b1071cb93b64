import type { Config } from '../config.ts'
import { CorpusGoneError } from '../errors.ts'
import type { Survey } from '../ingest/import-items.ts'
import { survey } from '../ingest/import-items.ts'
import type { Source } from '../ingest/source.ts'
import type { TransferResult } from '../ingest/transfer.ts'
import { transfer } from '../ingest/transfer.ts'
import type { Connected } from '../postgres/connect.ts'
import type { CorpusRow } from '../postgres/corpus-row.ts'
import type { CorpusSpec } from '../postgres/corpora.ts'
import { say } from './args.ts'
import { withDatabase } from './database.ts'
import type { ImportWishes } from './import.ts'
import type { Vectors } from './import-vectors.ts'
import { withVectors } from './import-vectors.ts'
import { createProgressBar } from './progress-bar.ts'
import { reportImport } from './report-import.ts'
import { sourceTextOf } from './source-text.ts'

/** Writes a source to the database, into a corpus that nobody sees before it is whole, or into the one that was made from the same source before. */
export async function importToDatabase (config: Config, source: Source, wishes: ImportWishes): Promise<void> {
  const start = performance.now()
  await withDatabase(config, async connected => {
    await connected.migrate(config.DATABASE_MIGRATE)
    const existing = (await connected.corpora.list()).find(({ name }) => name === wishes.name)
    const found = await survey(source, wishes)
    const wanted = { model: wishes.model ?? existing?.model ?? config.DEFAULT_MODEL, template: wishes.template ?? existing?.template }
    await withVectors(config, source, found, wanted, async vectors => {
      const spec: CorpusSpec = { name: wishes.name, dimensions: vectors.dimensions, model: vectors.model, modelSha256: vectors.modelSha256, template: vectors.template, source: await sourceTextOf(source) }
      const updates = existing !== undefined && checkExisting(existing, spec, wishes.force)
      const outcome = updates ? await update(connected, existing, found, vectors, wishes) : await fill(connected, spec, found, vectors)
      reportImport(source, { ...outcome, ms: performance.now() - start, name: wishes.name, to: 'database', replaced: existing !== undefined && !updates, shape: found.shape, vectors }, wishes.json)
    })
  })
}

interface Outcome { result: TransferResult, items: number, removed: number, others: number }

/** @returns whether the corpus is to be brought up to date; false where it is to be replaced. Throws an Error with a sentence where that was not asked for. */
function checkExisting (existing: CorpusRow, spec: CorpusSpec, force: boolean): boolean {
  if (existing.source !== spec.source) {
    if (force) return false
    throw new Error(`There is a corpus "${spec.name}" already, ${existing.source === null ? 'not made by this command' : `imported from ${existing.source.slice(0, existing.source.lastIndexOf(' '))}`}. --force replaces it; another --name keeps both.`)
  }
  const differences = [
    ...existing.model !== spec.model ? [`vectors of ${existing.model}`] : existing.modelSha256 !== spec.modelSha256 ? [`vectors of another version of ${existing.model}`] : [],
    ...existing.dimensions !== spec.dimensions ? [`${existing.dimensions} dimensions`] : [],
    ...JSON.stringify(existing.template) !== JSON.stringify(spec.template) ? [`the template ${existing.template.map(part => JSON.stringify(part)).join(' + ') || 'none'}`] : []
  ]
  if (differences.length === 0) return true
  if (force) return false
  throw new Error(`The corpus "${spec.name}" has ${differences.join(' and ')}. --force makes it anew as you say; another --name keeps both.`)
}

async function write ({ database, corpora }: Connected, row: CorpusRow, name: string, { shape, rows: total }: Survey, vectors: Vectors) {
  const { importTarget } = await import('../postgres/import-target.ts')
  const target = importTarget(database, corpora, row)
  const bar = createProgressBar(name)
  try {
    const result = await transfer({ ...vectors, shape, target, isOfModel: vectors.embedding !== undefined, onProgress: rows => bar.update(rows, Math.max(total, rows)) })
    return { target, result }
  } finally {
    bar.clear()
  }
}

/** Changes what is there, item by item. */
async function update (connected: Connected, existing: CorpusRow, found: Survey, vectors: Vectors, { name, prune }: ImportWishes): Promise<Outcome> {
  const { target, result } = await write(connected, existing, name, found, vectors)
  const others = await target.others(id => result.ids.lineOf(id) !== undefined, prune)
  const row = await connected.corpora.find(existing.id)
  if (row === undefined) throw new CorpusGoneError()
  if (!row.indexed) await index(connected, row)
  return { result, items: row.items, removed: prune ? others : 0, others: prune ? 0 : others }
}

/** Gathers a corpus where nobody sees it, and then puts it in its place. */
async function fill (connected: Connected, spec: CorpusSpec, found: Survey, vectors: Vectors): Promise<Outcome> {
  const { corpora } = connected
  const { patiently } = await import('../postgres/import-target.ts')
  const staged = await corpora.stage(spec)
  if (staged.items > 0) say(`An import of this was interrupted; going on with the ${staged.items} items that are there.`)
  const { target, result } = await write(connected, staged, spec.name, found, vectors)
  if (result.ids.size === 0) {
    const [first] = result.flaws
    throw new Error(`${vectors.source.path} has no row that could be used${first === undefined ? '' : `; ${vectors.source.unit ?? 'line'} ${first.line} ${first.flaw}`}.`)
  }
  // What a run before took from a source that has changed since.
  const removed = await target.others(id => result.ids.lineOf(id) !== undefined, true)
  const row = await corpora.find(staged.id)
  if (row === undefined) throw new CorpusGoneError()
  await index(connected, row)
  await patiently(async () => await corpora.publish(row)).catch(async error => {
    // Done by an attempt of which the answer was lost, or by another process that imports the same.
    const published = error instanceof CorpusGoneError ? await corpora.find(staged.id) : undefined
    if (published?.name !== spec.name) throw error
  })
  return { result, items: row.items, removed, others: 0 }
}

async function index ({ corpora }: Connected, row: CorpusRow): Promise<void> {
  const { INDEX_FROM } = await import('../postgres/postgres-corpus.ts')
  if (row.items < INDEX_FROM) return
  say(`Building the index over ${row.items} vectors …`)
  await corpora.buildIndex(row)
}
