import { basename, dirname, extname, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { corporaIn } from '../corpus/file-store.ts'
import { readManifest } from '../corpus/load-corpus.ts'
import { isFromElsewhere } from '../corpus/manifest.ts'
import type { WorkerEmbedder } from '../embedding/embedder.ts'
import type { EmbedCorpusResult } from '../ingest/embed-corpus.ts'
import { embedCorpus } from '../ingest/embed-corpus.ts'
import type { Command } from './args.ts'
import { parseOptions, printJson, say, UsageError } from './args.ts'
import { configFromEnvironment } from './config.ts'
import { checkCorpus, modelOf } from './corpora.ts'
import { IMPORT_OPTIONS, importFile } from './import-file.ts'
import { sourcesAmong } from './import-sources.ts'
import { createProgress } from './progress.ts'
import { reportEmbedded } from './report-embedded.ts'
import { withEmbedder } from './with-embedder.ts'

const USAGE = `kindred embed <file> --name <corpus> --template "{title} {body}"
kindred embed <folder or page>… --name <corpus>
kindred embed [corpus…]

Makes a corpus from a JSONL or CSV file, or from pages of Markdown, which are cut into passages:
data/<corpus>.jsonl and data/<corpus>.safetensors. Or makes the vectors of corpora that are in DATA_DIR already
(without names, of all). Texts that have not changed keep their vectors, and a
run that was interrupted goes on where it was.

  --template   the text that stands for an item; repeated, the vectors of the texts are added up
               (default: the one that the vectors there were made with; of pages "{title}. {snippet}")
  --model      the model (default: the one that made the vectors there, else DEFAULT_MODEL)
  --json       the outcome as JSON on stdout

With a file or pages:
  --name       what the corpus is to be called
  --map        gives a field another name: --map "Job Role=role"; may be repeated
               (default: as the last time for the same file)
  --id         the field that is the id (default: as the last time for the same file,
               else "id"; without one, ids are made from the content)
  --delimiter  of a CSV (default: found in the header)
  --exclude    a page, or a folder of them, that is to be left out; may be repeated
  --encoding   of the file (default: UTF-8, or what its byte order mark says)
  --force      replace a corpus of that name that was made from something else, or changed since

Examples:
  kindred embed my.jsonl --name stories --template "{title} {body}"
  kindred embed jobs.csv --name vacancies --map "Job Role=role" --id "Job ID" --template "{role}" --template "{Skills}"
  kindred embed docs --name documents
  kindred embed README.md docs --exclude docs/drafts --name documents
  kindred embed mentors
  kindred embed jobs --template "{role} {description}"`

const OPTIONS = {
  template: { type: 'string', multiple: true },
  model: { type: 'string' },
  json: { type: 'boolean', default: false },
  ...IMPORT_OPTIONS
} as const

export const embedCommand: Command = {
  summary: 'Make a corpus from a file, or the vectors of corpora',
  usage: USAGE,
  async run (args) {
    process.once('SIGINT', sayInterrupted)
    try {
      await embed(args)
    } finally {
      process.off('SIGINT', sayInterrupted)
    }
  }
}

function sayInterrupted (): never {
  say('\nInterrupted. Run the same again to go on where it was.')
  process.exit(130)
}

async function embed (args: string[]): Promise<void> {
  const { values, positionals } = parseOptions(args, OPTIONS, true)
  const config = configFromEnvironment()
  const sources = await sourcesAmong(positionals, await corporaIn(config.DATA_DIR).catch(() => []), values.name !== undefined)
  if (sources !== undefined) return await importFile(config, sources, { ...values, name: nameFor(config, sources[0]!, values.name) })
  const alone = Object.keys(IMPORT_OPTIONS).find(option => values[option as keyof typeof IMPORT_OPTIONS] !== undefined)
  if (alone !== undefined) throw new UsageError(`--${alone} belongs to a file that a corpus is made from, and ${positionals.length === 0 ? 'none is named' : `"${positionals[0]}" is none`}: it should end in .jsonl, .csv, .tsv or .md, or be a folder.`)
  const known = await corporaIn(config.DATA_DIR)
  for (const name of positionals) checkCorpus(name, known, config.DATA_DIR)
  const results = await embedCorpora(config, positionals.length > 0 ? positionals : await withoutThoseFromElsewhere(config, known), values)
  if (values.json) printJson({ corpora: results })
}

/** What the corpus of a file is to be called. A file in DATA_DIR is the corpus itself. */
function nameFor ({ DATA_DIR }: Config, file: string, name: string | undefined): string {
  const own = basename(file, extname(file))
  const isInPlace = extname(file) === '.jsonl' && dirname(resolve(file)) === resolve(DATA_DIR)
  if (isInPlace && (name ?? own) === own) throw new UsageError(`${file} is the corpus "${own}" itself. Its vectors are made by: kindred embed ${own}`)
  const usable = own.toLowerCase().replace(/[^a-z0-9_-]+/g, '-').replace(/^[-_]+|-+$/g, '') || 'stories'
  if (name === undefined) throw new UsageError(`What is the corpus to be called? Say it with --name, for example: --name ${usable}`)
  return name
}

type Embedded = EmbedCorpusResult & { name: string }

export async function embedCorpora (config: Config, names: readonly string[], { template, model }: { template?: string[] | undefined, model?: string | undefined } = {}): Promise<Embedded[]> {
  const results: Embedded[] = []
  for (const name of names) {
    if ((template === undefined || model === undefined) && await isElsewhere(config, name)) throw new UsageError(`The vectors of "${name}" were made elsewhere. To make others in their place, say of what and by which model: --template "{…}" --model ${config.DEFAULT_MODEL}`)
    const id = model ?? await modelOf(config, name)
    results.push(await withEmbedder(config, id, async embedder => await embedOne(config, name, embedder, template)))
  }
  return results
}

async function withoutThoseFromElsewhere (config: Config, names: readonly string[]): Promise<string[]> {
  const own: string[] = []
  for (const name of names) {
    if (await isElsewhere(config, name)) say(`${name}: its vectors were made elsewhere and are left as they are.`)
    else own.push(name)
  }
  return own
}

const isElsewhere = async ({ DATA_DIR }: Config, name: string): Promise<boolean> => await readManifest(DATA_DIR, name).then(isFromElsewhere, () => false)

async function embedOne (config: Config, name: string, embedder: WorkerEmbedder, template: string[] | undefined): Promise<Embedded> {
  const start = performance.now()
  const result = await embedCorpus({ dataDir: config.DATA_DIR, name, embedder, model: embedder.models()[0]!, template, onProgress: createProgress(name), onSentences: createProgress(`${name}, sentences`) })
  reportEmbedded(name, result, performance.now() - start, embedder.models()[0]!.maxTokens)
  return { name, ...result }
}
