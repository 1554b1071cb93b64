import type { Config } from '../config.ts'
import type { Connected } from '../postgres/connect.ts'
import type { CorpusState, DatabaseState } from '../postgres/state.ts'
import type { Recall } from '../postgres/recall.ts'
import { didYouMean } from '../suggest.ts'
import type { Command } from './args.ts'
import { parseOptions, print, printJson, say, UsageError } from './args.ts'
import { configFromEnvironment } from './config.ts'
import { withDatabase } from './database.ts'
import { createProgressBar } from './progress-bar.ts'
import { tableOf } from './table.ts'

const ACTIONS = ['state', 'reindex', 'migrate']

export const dbCommand: Command = {
  summary: 'Tell the state of the database, rebuild an index, bring the schema up to date',
  usage: `kindred db [state] [--quick] [--json]
kindred db reindex <corpus>
kindred db migrate

Of the Postgres of DATABASE_URL.

  state     server, pgvector, schema, corpora with their sizes, and how much of what is nearest the index finds:
            up to 100 items are searched for by the index and by comparing all (at most half a minute a corpus)
  reindex   builds the index over a corpus's vectors anew while others read and write; after much was deleted, or where
            "state" says that it is not valid. DATABASE_MAINTENANCE_MB is the memory that it may take
  migrate   brings the tables up to date, which the service does at its start unless DATABASE_MIGRATE is false

  --quick   leaves the searches out
  --json    the outcome as JSON on stdout

Examples:
  kindred db
  kindred db --quick --json
  kindred db reindex jobs`,

  async run (args) {
    const { values, positionals: [action = 'state', ...names] } = parseOptions(args, { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } }, true)
    if (!ACTIONS.includes(action)) throw new UsageError(`There is no "kindred db ${action}".${didYouMean(action, ACTIONS) || ` There are ${ACTIONS.join(', ')}.`}`)
    if (action !== 'reindex' && names.length > 0) throw new UsageError(`"kindred db ${action}" takes no name; "${names[0]}" was given.`)
    if (action === 'reindex' && names.length !== 1) throw new UsageError('Which corpus? kindred db reindex <corpus>')
    const config = configFromEnvironment()
    await withDatabase(config, async connected => {
      if (action === 'migrate') await migrate(connected, config, values.json)
      else if (action === 'reindex') await rebuild(connected, config, names[0]!, values.json)
      else await showState(connected, config, values)
    })
  }
}

async function migrate (connected: Connected, { DATABASE_SCHEMA: schema }: Config, json: boolean): Promise<void> {
  const ran = await connected.migrate(true)
  if (json) return printJson({ schema, migrated: ran })
  print(ran.length === 0 ? `The schema "${schema}" is up to date.` : `The schema "${schema}" has been brought up to date: ${ran.join(', ')}.`)
}

async function rebuild (connected: Connected, { DATABASE_SCHEMA: schema, DATABASE_MAINTENANCE_MB: maintenanceMb, DATABASE_MIGRATE }: Config, name: string, json: boolean): Promise<void> {
  const start = performance.now()
  const { reindex } = await import('../postgres/reindex.ts')
  const { corpusState } = await import('../postgres/state.ts')
  const { INDEX_FROM } = await import('../postgres/postgres-corpus.ts')
  await connected.migrate(DATABASE_MIGRATE)
  const rows = await connected.corpora.list()
  const row = rows.find(row => row.name === name)
  if (row === undefined) throw new UsageError(`There is no corpus "${name}" in the database.${didYouMean(name, rows.map(row => row.name))}`)
  const { index } = await corpusState(connected, schema, row)
  if (index === 'none' && row.items < INDEX_FROM) {
    if (json) return printJson({ corpus: name, items: row.items, indexed: false })
    return print(`${name}: ${row.items} items need no index; below ${INDEX_FROM} all are compared, which is fast and exact.`)
  }
  await reindex(connected, row, { schema, maintenanceMb, onStep: say })
  const after = await corpusState(connected, schema, (await connected.corpora.find(row.id))!)
  const seconds = (performance.now() - start) / 1000
  if (json) return printJson({ corpus: name, items: row.items, indexed: after.index === 'valid', index_bytes: after.indexBytes, took_s: Math.round(seconds * 10) / 10 })
  print(`${name}: the index is ${after.index}; all indexes of its items take ${sizeOf(after.indexBytes)}. ${seconds.toFixed(1)} s.`)
}

const RECALL_MS = 30_000
type Told = CorpusState & { recall: Recall | undefined }

async function showState (connected: Connected, config: Config, { quick, json }: { quick: boolean, json: boolean }): Promise<void> {
  const { readState } = await import('../postgres/state.ts')
  const { measureRecall } = await import('../postgres/recall.ts')
  const state = await readState(connected, config.DATABASE_SCHEMA)
  const corpora: Told[] = []
  for (const corpus of state.corpora) {
    const bar = createProgressBar(`${corpus.row.name}: searching`)
    corpora.push({ ...corpus, recall: quick ? undefined : await measureRecall(connected.database, corpus.row, { forMs: RECALL_MS, onProgress: bar.update }).finally(bar.clear) })
  }
  const transport = connected.transport()!
  if (json) return printJson(stateAsJson(state, corpora, config.DATABASE_SCHEMA, transport))
  print(stateAsText(state, corpora, config.DATABASE_SCHEMA, transport))
  hintsOf(state, corpora).forEach(hint => say(hint))
}

function stateAsText ({ version, maintenanceMemory, pgvector, migrations: { done, pending }, staged }: DatabaseState, corpora: Told[], schema: string, transport: string): string {
  const lines = [
    `PostgreSQL  ${version}, reached by ${transport === 'tcp' ? 'TCP' : 'a WebSocket'}; maintenance_work_mem ${maintenanceMemory}`,
    `pgvector    ${pgvector === undefined ? 'missing' : `${pgvector.version}, in the schema "${pgvector.schema}"`}`,
    `Schema      "${schema}": ${done.length === 0 ? 'empty' : done.join(', ')}${pending.length > 0 ? `; not yet: ${pending.join(', ')}` : ''}`,
    ...staged.map(({ name, items, updatedAt }) => `Import      of "${name}" under way or interrupted: ${items} items so far, the last one ${updatedAt.toISOString()}`)
  ]
  if (corpora.length === 0) return lines.join('\n')
  const table = tableOf([
    { title: 'corpus', cells: corpora.map(({ row }) => row.name), most: 63 },
    { title: 'items', cells: corpora.map(({ row }) => String(row.items)), most: 12 },
    { title: 'dimensions', cells: corpora.map(({ row }) => String(row.dimensions)), most: 10 },
    { title: 'table', cells: corpora.map(({ tableBytes }) => sizeOf(tableBytes)), most: 10 },
    { title: 'indexes', cells: corpora.map(({ indexBytes }) => sizeOf(indexBytes)), most: 10 },
    { title: 'vector index', cells: corpora.map(({ index }) => index), most: 12 },
    { title: 'recall@10', cells: corpora.map(({ recall }) => recall === undefined ? '' : `${recall.recall.toFixed(3)} of ${recall.queries} searches`), most: 28 },
    { title: 'index / exact', cells: corpora.map(({ recall }) => recall === undefined ? '' : `${recall.indexMs.toFixed(1)} / ${recall.exactMs.toFixed(1)} ms`), most: 24 },
    { title: 'model', cells: corpora.map(({ row }) => row.model), most: 40 }
  ])
  return [...lines, '', table].join('\n')
}

/** Below this the index finds too little. */
const POOR_RECALL = 0.95

function hintsOf ({ pgvector, migrations: { pending } }: DatabaseState, corpora: Told[]): string[] {
  return [
    ...pgvector === undefined ? ['pgvector is not switched on in this database. Run as its owner: CREATE EXTENSION vector;'] : [],
    ...pending.length > 0 ? ['The schema is not up to date. Run: kindred db migrate'] : [],
    ...corpora.filter(({ index }) => index === 'invalid').map(({ row }) => `The index of "${row.name}" is not valid, so searches compare all vectors. Run: kindred db reindex ${row.name}`),
    ...corpora.filter(({ recall }) => recall !== undefined && recall.recall < POOR_RECALL).map(({ row }) => `The index of "${row.name}" misses some of what is nearest. After much was deleted this helps: kindred db reindex ${row.name}`)
  ]
}

function stateAsJson ({ version, maintenanceMemory, pgvector, migrations, staged }: DatabaseState, corpora: Told[], schema: string, transport: string) {
  return {
    server_version: version,
    maintenance_work_mem: maintenanceMemory,
    transport,
    pgvector: pgvector ?? null,
    schema,
    migrations,
    corpora: corpora.map(({ row, tableBytes, indexBytes, index, recall }) => ({
      name: row.name,
      items: row.items,
      dimensions: row.dimensions,
      model: row.model,
      template: row.template,
      source: row.source,
      table_bytes: tableBytes,
      index_bytes: indexBytes,
      index,
      recall: recall === undefined ? null : { at_10: recall.recall, queries: recall.queries, index_ms: rounded(recall.indexMs), exact_ms: rounded(recall.exactMs) }
    })),
    imports: staged.map(({ name, items, updatedAt }) => ({ corpus: name, items, updated_at: updatedAt }))
  }
}

const rounded = (ms: number): number => Math.round(ms * 100) / 100

function sizeOf (bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB']
  const unit = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  const size = bytes / 1024 ** unit
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]!}`
}
