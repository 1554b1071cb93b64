import type { Mode } from '../matching/arrange.ts'
import { MODES } from '../matching/arrange.ts'
import type { Measures } from '../matching/measures.ts'
import { measured, rankOfFirst } from '../matching/measures.ts'
import type { Command } from './args.ts'
import { numberOption, parseOptions, print, printJson, say, UsageError } from './args.ts'
import { configFromEnvironment } from './config.ts'
import type { Label, LabelFile } from './eval-labels.ts'
import { readLabels } from './eval-labels.ts'
import type { CorpusUnderTest, Target } from './eval-targets.ts'
import { localTarget, remoteTarget } from './eval-targets.ts'
import { modeOption } from './modes.ts'
import { tableOf } from './table.ts'

const OPTIONS = {
  data: { type: 'string' },
  mode: { type: 'string', multiple: true },
  url: { type: 'string' },
  misses: { type: 'string' },
  json: { type: 'boolean', default: false }
} as const

export const evalCommand: Command = {
  summary: 'Measure the answers to labelled queries',
  usage: `kindred eval --data <folder> [--mode <mode>…] [--url <address>] [--misses <n>] [--json]

  --data    a folder of <corpus>.jsonl files (or <something>-<corpus>.jsonl) with lines like
            {"query": "a text", "relevant": ["id of an item that fits", …]}
  --mode    semantic, hybrid or keyword; may be repeated (default: all three)
  --url     a service that runs, instead of the corpora in DATA_DIR; its key, if it has one, is read from KINDRED_KEY
  --misses  how many of the queries whose first match does not fit are listed, for each file and mode (default: 10)
  --json    the measures and all misses as JSON

accuracy@1 is how often the first match fits, MRR@10 the mean of 1 / rank of the first that fits, and nDCG@10
counts all that fit, the more the higher they stand.

Examples:
  kindred eval --data my-labels
  kindred eval --data my-labels --mode hybrid --misses 50
  kindred eval --data my-labels --url https://my-kindred.example.org`,

  async run (args) {
    const { values } = parseOptions(args, OPTIONS)
    if (values.data === undefined) throw new UsageError('Where are the labelled queries? Name their folder: --data my-labels')
    const modes = (values.mode ?? MODES).map(modeOption)
    const most = numberOption('misses', values.misses, { min: 0, max: 1_000_000, integer: true }) ?? 10
    const target = values.url === undefined ? localTarget(configFromEnvironment()) : remoteTarget(values.url, process.env['KINDRED_KEY'])
    const files = await readLabels(values.data, await target.corpora())
    const results: Result[] = []
    for (const file of files) results.push(...await measure(file, modes, target))
    if (values.json) printJson(results)
    else show(results, most)
  }
}

interface Miss { query: string, rank: number | null, first: string | null }
interface Result extends Measures { file: string, corpus: string, mode: Mode, misses: Miss[] }

async function measure ({ file, corpus, labels }: LabelFile, modes: readonly Mode[], target: Target): Promise<Result[]> {
  return await target.use(corpus, async tested => {
    await remarkOnUnknown(labels, file, corpus, tested)
    const results: Result[] = []
    for (const mode of modes) results.push({ file, corpus, mode, ...await resultOf(labels, async query => await tested.match(query, mode)) })
    return results
  })
}

async function resultOf (labels: readonly Label[], match: (query: string) => Promise<string[]>): Promise<Measures & { misses: Miss[] }> {
  const rankings = []
  for (const { query, relevant } of labels) rankings.push({ query, relevant, ids: await match(query) })
  const misses = rankings.filter(ranking => rankOfFirst(ranking) !== 1).map(ranking => ({ query: ranking.query, rank: rankOfFirst(ranking) ?? null, first: ranking.ids[0] ?? null }))
  return { ...measured(rankings), misses }
}

/** A label whose items are gone can only be missed. */
async function remarkOnUnknown (labels: readonly Label[], file: string, corpus: string, { has }: CorpusUnderTest): Promise<void> {
  const ids = [...new Set(labels.flatMap(({ relevant }) => relevant))]
  const unknown = []
  for (const id of ids) if (!await has(id)) unknown.push(id)
  if (unknown.length > 0) say(`${file}: ${unknown.length} of ${ids.length} relevant ids are not in "${corpus}", such as "${unknown[0]}".`)
}

const WIDE = 60

function show (results: readonly Result[], most: number): void {
  const percent = (name: keyof Measures): string[] => results.map(result => (100 * result[name]).toFixed(1))
  print(tableOf([
    { title: 'file', cells: results.map(({ file }) => file), most: WIDE },
    { title: 'mode', cells: results.map(({ mode }) => mode), most: WIDE },
    { title: 'queries', cells: results.map(({ queries }) => String(queries)), most: WIDE },
    { title: 'accuracy@1', cells: percent('accuracy_at_1'), most: WIDE },
    { title: 'MRR@10', cells: percent('mrr_at_10'), most: WIDE },
    { title: 'nDCG@10', cells: percent('ndcg_at_10'), most: WIDE }
  ]))
  if (most > 0) for (const result of results) showMisses(result, most)
}

function showMisses ({ file, mode, misses }: Result, most: number): void {
  if (misses.length === 0) return
  const shown = misses.slice(0, most)
  print(`\n${file}, ${mode}: the first match does not fit for ${misses.length}${misses.length > most ? `; ${most} of them` : ''}`)
  print(tableOf([
    { title: 'rank', cells: shown.map(({ rank }) => rank === null ? 'none' : String(rank)), most: WIDE },
    { title: 'query', cells: shown.map(({ query }) => query), most: WIDE },
    { title: 'first', cells: shown.map(({ first }) => first ?? ''), most: WIDE }
  ]))
}
