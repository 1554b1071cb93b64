import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { MODEL_ID } from '../conversion/all-minilm-l6-v2.ts'
import { corporaIn } from '../corpus/file-store.ts'
import { openCorpusFiles } from '../corpus/read-files.ts'
import { readModelFolder } from '../embedding/model-folder.ts'
import type { Exported, VectorForm } from '../ingest/write-export.ts'
import { safetensorsBeside, writeFiles, writeLines } from '../ingest/write-export.ts'
import { didYouMean } from '../suggest.ts'
import type { Command } from './args.ts'
import { parseOptions, printJson, say, UsageError } from './args.ts'
import { configFromEnvironment } from './config.ts'
import { checkCorpus } from './corpora.ts'
import { withDatabase } from './database.ts'
import { createProgressBar } from './progress-bar.ts'

const FORMS: readonly VectorForm[] = ['base64', 'safetensors', 'none']

export const exportCommand: Command = {
  summary: 'Write the items and vectors of a corpus as JSONL',
  usage: `kindred export <corpus> [--out <file>] [--vectors base64|safetensors|none]

From the Postgres of DATABASE_URL, as it is at one moment, else from the files of DATA_DIR; some items at a time, whatever the size.

  --out      the file to write (default: stdout); it is there when it is whole
  --vectors  base64: the field "embedding" of each line, little-endian float32 in base64 (default);
             safetensors: a file beside the JSONL, which needs --out; in DATA_DIR the two are a corpus that can be served;
             none: the items alone
  --json     the outcome as JSON on stdout, with --out

Examples:
  kindred export stories > stories.jsonl
  kindred export stories --out backup/stories.jsonl --vectors safetensors
  kindred export jobs --vectors none | jq -r .role`,

  async run (args) {
    const { values, positionals: [name, ...others] } = parseOptions(args, { out: { type: 'string' }, vectors: { type: 'string', default: 'base64' }, json: { type: 'boolean', default: false } }, true)
    if (name === undefined || others.length > 0) throw new UsageError('Which corpus is to be exported? Name one: kindred export stories')
    const vectors = FORMS.find(form => form === values.vectors)
    if (vectors === undefined) throw new UsageError(`There is no --vectors ${values.vectors}.${didYouMean(values.vectors, FORMS) || ` There are ${FORMS.join(', ')}.`}`)
    if (values.out === undefined && vectors === 'safetensors') throw new UsageError('--vectors safetensors writes two files; say where with --out.')
    if (values.out === undefined && values.json) throw new UsageError('--json is for --out; without it, stdout has the items.')
    const config = configFromEnvironment()
    await withExported(config, name, async exported => {
      const start = performance.now()
      const bar = createProgressBar(name)
      const told: Exported = { ...exported, onProgress: done => bar.update(done, exported.items) }
      const items = await (values.out === undefined ? writeLines(told, vectors as 'base64' | 'none', toStdout) : writeFiles(told, vectors, values.out)).finally(bar.clear)
      const files = values.out === undefined ? [] : [values.out, ...vectors === 'safetensors' ? [safetensorsBeside(values.out)] : []]
      if (values.json) printJson({ corpus: name, items, dimensions: exported.dimensions, model: exported.manifest.model, vectors, files: files.map(file => resolve(file)) })
      say(`${name}: ${items} items${files.length === 0 ? '' : ` in ${files.join(' and ')}`}, ${((performance.now() - start) / 1000).toFixed(1)} s.`)
    })
  }
}

async function withExported (config: Config, name: string, use: (exported: Exported) => Promise<void>): Promise<void> {
  if (config.DATABASE_URL === undefined) return await fromFiles(config, name, use)
  await withDatabase(config, async connected => {
    await connected.migrate(false)
    const { withCorpusOf } = await import('../postgres/read-corpus.ts')
    const found = await withCorpusOf(connected.database, name, async (row, pages) => {
      const { items, dimensions, model, modelSha256, template } = row
      const { pooling, maxTokens } = await readingOf(config, model, modelSha256)
      await use({ items, dimensions, manifest: { model, modelSha256, template, pooling, maxTokens }, pages })
      return row
    })
    if (found !== undefined) return
    const known = (await connected.corpora.list()).map(row => row.name)
    throw new UsageError(`There is no corpus "${name}" in the database.${didYouMean(name, known) || (known.length === 0 ? '' : ` There ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}.`)}`)
  })
}

async function fromFiles ({ DATA_DIR }: Config, name: string, use: (exported: Exported) => Promise<void>): Promise<void> {
  checkCorpus(name, await corporaIn(DATA_DIR), DATA_DIR)
  const { manifest, items, dimensions, pages, close } = await openCorpusFiles(DATA_DIR, name)
  try {
    await use({ items, dimensions, manifest, pages: pages() })
  } finally {
    await close()
  }
}

/** How a model reads and pools, which the files say and the database does not; nothing where the model is not here. */
async function readingOf ({ MODELS_DIR, MODEL_DTYPE }: Config, model: string, sha256: string): Promise<{ pooling: string, maxTokens: number }> {
  const isHere = model === MODEL_ID || await access(join(MODELS_DIR, model, 'config.json')).then(() => true, () => false)
  const folder = isHere ? await readModelFolder(MODELS_DIR, model, MODEL_DTYPE).catch(() => undefined) : undefined
  return folder?.sha256 === sha256 ? folder : { pooling: '', maxTokens: 0 }
}

/** Waits where the reader is slower. One that has read enough, such as `head`, is no error. */
async function toStdout (text: string): Promise<void> {
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => process.exit(0))
  process.stdout.write(text)
  if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
}
