import { access } from 'node:fs/promises'
import type { Config } from '../config.ts'
import { counted } from '../counted.ts'
import { readModelFolder } from '../embedding/model-folder.ts'
import { loadTokenizer } from '../embedding/tokenizer.ts'
import type { ImportCorpusResult } from '../ingest/import-corpus.ts'
import { importCorpus, toldBefore } from '../ingest/import-corpus.ts'
import type { PassageSize } from '../ingest/passages.ts'
import type { Source } from '../ingest/source.ts'
import { placeName } from '../ingest/source.ts'
import type { ModelInfo } from '../matching/ports.ts'
import { printJson, say, UsageError } from './args.ts'
import { modelOf } from './corpora.ts'
import { openSources } from './import-sources.ts'
import { createProgress } from './progress.ts'
import { reportEmbedded } from './report-embedded.ts'
import { withEmbedder } from './with-embedder.ts'

/** The options of `kindred embed` that only files and folders have. */
export const IMPORT_OPTIONS = {
  name: { type: 'string' },
  map: { type: 'string', multiple: true },
  id: { type: 'string' },
  delimiter: { type: 'string' },
  encoding: { type: 'string' },
  exclude: { type: 'string', multiple: true },
  force: { type: 'boolean' }
} as const

export interface ImportFileOptions {
  name: string
  map?: string[] | undefined
  id?: string | undefined
  delimiter?: string | undefined
  encoding?: string | undefined
  exclude?: string[] | undefined
  force?: boolean | undefined
  template?: string[] | undefined
  model?: string | undefined
  json: boolean
}

export const NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/
const MOST_FLAWS_SAID = 20

/** Makes a corpus from a file, or from pages, and says what to do next. */
export async function importFile (config: Config, paths: readonly string[], options: ImportFileOptions): Promise<void> {
  const { name, force = false, template, json } = options
  if (!NAME.test(name)) throw new UsageError(`"${name}" cannot be the name of a corpus: up to 63 small letters, digits, - and _, a letter or digit first.`)
  const given = renames(options.map ?? [])
  for (const path of paths) await access(path).catch(() => { throw new UsageError(`There is no file ${path}.`) })
  const before = await toldBefore(paths, config.DATA_DIR, name)
  const id = options.id ?? before.idField
  const map = options.map === undefined ? new Map(before.map) : given
  sayRemembered({ ...options.id === undefined ? { idField: before.idField } : {}, ...options.map === undefined ? { map: before.map } : {} })

  const start = performance.now()
  const open = await openSources(paths, { id, encoding: options.encoding, delimiter: delimiterOf(options.delimiter), exclude: options.exclude })
  await withEmbedder(config, options.model ?? await modelOf(config, name), async embedder => {
    const model = embedder.models()[0]!
    const source = await open(async () => await passageSize(config, model))
    source.remarks.forEach(say)
    const result = await importCorpus({ source, dataDir: config.DATA_DIR, name, template, map, id, force, embedder, model, onProgress: createProgress(name), onSentences: createProgress(`${name}, sentences`) })
    reportRows(source, result)
    reportEmbedded(name, result, performance.now() - start, model.maxTokens)
    sayNext(config, name, result)
    if (json) printJson(asJson(name, result))
  })
}

function sayRemembered ({ idField, map = [] }: Awaited<ReturnType<typeof toldBefore>>): void {
  const options = [...idField === undefined ? [] : [`--id "${idField}"`], ...map.map(([from, to]) => `--map "${from}=${to}"`)]
  if (options.length > 0) say(`As the last time: ${options.join(' ')}`)
}

async function passageSize ({ MODELS_DIR, MODEL_DTYPE }: Config, { id, maxTokens }: ModelInfo): Promise<PassageSize> {
  const tokenize = await loadTokenizer(await readModelFolder(MODELS_DIR, id, MODEL_DTYPE))
  return { maxTokens, countTokens: text => tokenize(text).ofText }
}

export function renames (map: string[]): Map<string, string> {
  const pairs = map.map(pair => {
    const at = pair.lastIndexOf('=')
    const [from, to] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    if (at < 1 || from === '' || to === '') throw new UsageError(`--map is written like "Job Role=role", not "${pair}".`)
    return [from, to] as const
  })
  const twice = pairs.find(([from], index) => pairs.findIndex(pair => pair[0] === from) !== index)
  if (twice !== undefined) throw new UsageError(`--map names "${twice[0]}" twice.`)
  return new Map(pairs)
}

export function delimiterOf (text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const delimiter = text === '\\t' || text.toLowerCase() === 'tab' ? '\t' : text
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter)) throw new UsageError(`--delimiter is one character (or "tab"), not "${text}".`)
  return delimiter
}

function reportRows (source: Source, { flaws, madeIds, idField, replaced }: ImportCorpusResult): void {
  for (const { flaw, ...place } of flaws.slice(0, MOST_FLAWS_SAID)) say(`${placeName(source, place)} ${flaw}.`)
  if (flaws.length > MOST_FLAWS_SAID) say(`… and ${flaws.length - MOST_FLAWS_SAID} more; --json lists them all.`)
  if (flaws.length > 0 && source.paths === undefined) say(`${counted(flaws.length, 'row was', 'rows were')} left out.`)
  if (madeIds) say('The file has no field "id", so ids were made from the content of the items: the same item gets the same id again. --id names a field that is the id.')
  else if (idField !== 'id') say(`The ids were taken from "${idField}".`)
  if (replaced) say('The corpus of that name was replaced.')
}

/** The commands that lead from here to a match. */
function sayNext (config: Config, name: string, { example }: ImportCorpusResult): void {
  const words = example.replace(/[^\p{L}\p{N} ]+/gu, ' ').split(' ').filter(word => word !== '').slice(0, 6).join(' ') || 'what you are looking for'
  if (config.CORPORA !== undefined && !config.CORPORA.includes(name)) say(`\nCORPORA does not name "${name}" yet, so it would not be served; add it there.`)
  const body = JSON.stringify({ query: words, corpus: name, limit: 3 })
  say(`
Next:
  npm run -s kindred -- match "${words}" --corpus ${name}
  npm start        (a server that runs already has to be started anew)
  curl -s localhost:${config.PORT}/match -H 'content-type: application/json' -d '${body}'`)
}

function asJson (name: string, { items, embedded, resumed, truncated, template, madeIds, replaced, flaws }: ImportCorpusResult) {
  return { corpus: name, items, embedded, resumed, truncated, template, made_ids: madeIds, replaced, left_out: flaws.map(({ flaw, ...place }) => ({ ...place, message: `${place.file === undefined ? `Line ${place.line}` : placeName({ path: place.file }, place)} ${flaw}.` })) }
}
