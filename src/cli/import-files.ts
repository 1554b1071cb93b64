import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { readManifest } from '../corpus/load-corpus.ts'
import { readItems } from '../corpus/items.ts'
import { importCorpus } from '../ingest/import-corpus.ts'
import { survey } from '../ingest/import-items.ts'
import type { Source } from '../ingest/source.ts'
import { say, UsageError } from './args.ts'
import { modelOf } from './corpora.ts'
import type { ImportWishes } from './import.ts'
import { withVectors } from './import-vectors.ts'
import { createProgressBar } from './progress-bar.ts'
import { reportImport } from './report-import.ts'

/** Makes the files of a corpus anew from a source, as `kindred embed <file>` does. */
export async function importToFiles (config: Config, source: Source, wishes: ImportWishes): Promise<void> {
  const start = performance.now()
  const { DATA_DIR: dataDir } = config
  const { name, map, id, force } = wishes
  const found = await survey(source, wishes)
  const template = wishes.template ?? await readManifest(dataDir, name).then(manifest => manifest.template, () => undefined)
  await withVectors(config, source, found, { model: wishes.model ?? await modelOf(config, name), template }, async vectors => {
    if (vectors.embedding === undefined) throw new UsageError(`Vectors of a model that is not here can only be kept in a database, and DATABASE_URL is not set. --embed makes them anew with ${config.DEFAULT_MODEL}.`)
    const before = await linesOf(dataDir, name)
    const bar = createProgressBar(name)
    const imported = await importCorpus({ ...vectors.embedding, source: vectors.source, dataDir, name, map, id, force, template: vectors.template, onlyChanges: true, onProgress: bar.update, ...source.id === undefined ? {} : { sourceId: sourceIdOf(source.path, source.id) } })
      .finally(bar.clear)
    const counts = changes(before, await linesOf(dataDir, name))
    const { flaws, items, embedded, truncated, normalised, example } = imported
    reportImport(source, { name, to: 'files', items, removed: counts.removed, others: 0, replaced: false, shape: found.shape, vectors, ms: performance.now() - start, result: { ...counts, embedded, truncated, normalised, example, flaws, leftOut: flaws.length } }, wishes.json)
    if (imported.wrote) say('A server that runs already has to be started anew to serve it.')
  })
}

function sourceIdOf (name: string, whole: string) {
  return { name, id: createHash('sha256').update(whole).digest('hex').slice(0, 16) }
}

/** The items of a corpus in files, as text by id. */
async function linesOf (dataDir: string, name: string): Promise<Map<string, string>> {
  const items = await readItems(join(dataDir, `${name}.jsonl`)).then(({ items }) => items, () => [])
  return new Map(items.map(item => [item.id, JSON.stringify(item)]))
}

function changes (before: Map<string, string>, after: Map<string, string>) {
  const [added, unchanged] = [(id: string) => !before.has(id), (id: string) => before.get(id) === after.get(id)].map(holds => [...after.keys()].filter(holds).length)
  return { added: added!, unchanged: unchanged!, updated: after.size - added! - unchanged!, removed: [...before.keys()].filter(id => !after.has(id)).length }
}
