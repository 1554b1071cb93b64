import { access } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { readManifest } from '../corpus/load-corpus.ts'
import type { Manifest } from '../corpus/manifest.ts'
import { fieldsOf } from '../corpus/template.ts'
import { counted } from '../counted.ts'
import { readModelFolder } from '../embedding/model-folder.ts'
import { loadTokenizer } from '../embedding/tokenizer.ts'
import { readKnownVectors } from '../ingest/known-vectors.ts'
import type { LintModel, LintOptions, LintReport, NearPair } from '../ingest/lint.ts'
import { lint } from '../ingest/lint.ts'
import type { LintItem } from '../ingest/lint-items.ts'
import { makeVectors } from '../ingest/make-vectors.ts'
import { isSourceName, openSource } from '../ingest/source.ts'
import { valueAt } from '../matching/predicate.ts'
import { didYouMean } from '../suggest.ts'
import type { Command } from './args.ts'
import { numberOption, parseOptions, print, printJson, say, UsageError } from './args.ts'
import { configFromEnvironment } from './config.ts'
import { corporaIn } from '../corpus/file-store.ts'
import { createProgress } from './progress.ts'
import { shortened, tableOf } from './table.ts'
import { withEmbedder } from './with-embedder.ts'

/**
 * Measured on the 170 stories and 620 jobs that ship: no two of them are closer than 0.85, while a copy of one with other names and numbers,
 * with its sentences in another order or with every fourth left out is at 0.92 or more to it.
 */
const DEFAULT_THRESHOLD = 0.92

const OPTIONS = {
  template: { type: 'string', multiple: true },
  model: { type: 'string' },
  threshold: { type: 'string' },
  nearest: { type: 'string' },
  json: { type: 'boolean', default: false }
} as const

export const lintCommand: Command = {
  summary: 'Look for what is wrong with the items of a corpus or file',
  usage: `kindred lint <file or corpus> [--template "{title} {content}"]… [--threshold ${DEFAULT_THRESHOLD}] [--nearest <n>] [--json]

Problems (exit code 1): lines that cannot be read, ids that are missing, not usable or there twice, items that say the same
or nearly the same as another, items with nothing to embed. Remarks (exit code 0): empty fields of the template, fields that
nine items in ten have, texts longer than the model reads at once.
Vectors that the corpus has already are used; the others are made, and not kept.

  --template   the text that stands for an item (default: the one that the vectors beside the file were made with)
  --model      the model (default: the one of those vectors, else DEFAULT_MODEL)
  --threshold  cosine from which two items are nearly the same (default: ${DEFAULT_THRESHOLD}: lightly edited copies of the items
               that ship are above it, and no two of those items are)
  --nearest    list this many of the nearest pairs
  --json       everything as JSON

Examples:
  kindred lint data/mentors.jsonl
  kindred lint jobs --nearest 10
  kindred lint my.csv --template "{title} {body}" --json`,

  async run (args) {
    const { values, positionals } = parseOptions(args, OPTIONS, true)
    const config = configFromEnvironment()
    const path = await pathOf(config, positionals)
    const strict = extname(path) === '.jsonl' && dirname(resolve(path)) === resolve(config.DATA_DIR)
    const manifest = await readManifest(dirname(path), basename(path, extname(path))).catch(() => undefined)
    const template = values.template ?? manifest?.template ?? []
    const threshold = numberOption('threshold', values.threshold, { min: -1, max: 1 }) ?? DEFAULT_THRESHOLD
    const nearest = numberOption('nearest', values.nearest, { min: 0, max: 10_000, integer: true }) ?? 0
    if (template.length === 0) say('Near-duplicates and lengths were not looked at, because nothing says what stands for an item; say it with --template "{title} {content}".')
    const report = await lintFile(config, path, { template, threshold, nearest, strict }, values.model ?? manifest?.model)
    if (values.json) printJson(asJson(path, report, template, threshold))
    else show(path, report, template)
    return report.findings.some(({ severity }) => severity === 'problem') ? 1 : 0
  }
}

async function pathOf ({ DATA_DIR }: Config, [given, ...others]: string[]): Promise<string> {
  if (given === undefined || others.length > 0) throw new UsageError('Name one file or corpus, for example: kindred lint data/mentors.jsonl')
  const path = isSourceName(given) ? given : join(DATA_DIR, `${given}.jsonl`)
  await access(path).catch(async () => {
    throw new UsageError(`There is no ${path}.${isSourceName(given) ? '' : didYouMean(given, await corporaIn(DATA_DIR))}`)
  })
  return path
}

async function lintFile (config: Config, path: string, options: Omit<LintOptions, 'model'>, model: Manifest['model'] = config.DEFAULT_MODEL): Promise<LintReport> {
  const source = await openSource(path)
  source.remarks.forEach(say)
  if (options.template.length === 0) return await lint(source, { ...options, model: undefined })
  return await withEmbedder(config, model, async embedder => {
    const info = embedder.models()[0]!
    const tokenize = await loadTokenizer(await readModelFolder(config.MODELS_DIR, info.id, config.MODEL_DTYPE))
    const known = await readKnownVectors(join(dirname(path), `${basename(path, extname(path))}.safetensors`), info)
    const lintModel: LintModel = {
      dimensions: info.dimensions,
      maxTokens: info.maxTokens,
      countTokens: text => tokenize(text).ofText,
      vectorsOf: async texts => (await makeVectors({ texts, embedder, model: info, known: hash => known?.vectors.get(hash), onProgress: createProgress(path) })).vectors
    }
    return await lint(source, { ...options, model: lintModel })
  })
}

const MOST_OF_A_KIND = { problem: 20, remark: 5 }
const LABEL_WIDTH = 60

function show (path: string, { items, findings, nearest }: LintReport, template: readonly string[]): void {
  const counts = new Map<string, { count: number, most: number }>()
  for (const { kind, severity, line, message } of findings) {
    const most = MOST_OF_A_KIND[severity]
    const count = (counts.get(kind)?.count ?? 0) + 1
    counts.set(kind, { count, most })
    if (count <= most) print(`${path}:${line}: ${severity === 'remark' ? 'remark: ' : ''}${message}`)
  }
  const problems = findings.filter(({ severity }) => severity === 'problem').length
  for (const [kind, { count, most }] of counts) if (count > most) print(`… and ${count - most} more of ${kind}; --json lists them all.`)
  print(`${path}: ${counted(items, 'item')}, ${counted(problems || 'no', 'problem')}, ${counted(findings.length - problems || 'no', 'remark')}.`)
  if (nearest.length > 0) print(`\n${pairTable(nearest, template)}`)
}

function pairTable (pairs: NearPair[], template: readonly string[]): string {
  const column = (title: string, cell: (pair: NearPair) => string) => ({ title, cells: pairs.map(cell), most: LABEL_WIDTH })
  return tableOf([
    column('cosine', ({ cosine }) => cosine.toFixed(3)),
    column('line', ({ a }) => String(a.line)),
    column('item', ({ a }) => labelOf(a, template)),
    column('line', ({ b }) => String(b.line)),
    column('item', ({ b }) => labelOf(b, template))
  ])
}

/** What a person knows an item by: its title or name, else the first field of the template. */
function labelOf ({ fields }: LintItem, template: readonly string[]): string {
  const name = ['title', 'name', fieldsOf(template)[0] ?? 'id'].find(field => typeof valueAt(fields, field) === 'string') ?? 'id'
  return shortened(String(valueAt(fields, name) ?? ''), LABEL_WIDTH)
}

function asJson (path: string, { items, findings, nearest }: LintReport, template: readonly string[], threshold: number) {
  const side = (item: LintItem) => ({ line: item.line, id: item.fields['id'] ?? null, title: labelOf(item, template) })
  return { file: path, items, template, threshold, findings, nearest: nearest.map(({ cosine, a, b }) => ({ cosine, a: side(a), b: side(b) })) }
}
