import { corporaIn } from '../corpus/file-store.ts'
import { fieldsOf, textsOf } from '../corpus/template.ts'
import type { CorpusInfo } from '../matching/ports.ts'
import type { Matches, MatchQuery } from '../matching/matcher.ts'
import type { Command } from './args.ts'
import { numberOption, parseOptions, print, printJson, say, UsageError } from './args.ts'
import { configFromEnvironment } from './config.ts'
import { checkCorpus } from './corpora.ts'
import { modeOption } from './modes.ts'
import { tableOf } from './table.ts'
import { withMatcher } from './with-matcher.ts'

const OPTIONS = {
  corpus: { type: 'string' },
  limit: { type: 'string' },
  threshold: { type: 'string' },
  mode: { type: 'string' },
  filter: { type: 'string' },
  json: { type: 'boolean', default: false }
} as const

export const matchCommand: Command = {
  summary: 'Find the items closest in meaning to a text, without a server',
  usage: `kindred match "<text>" [--corpus <name>] [--limit <n>] [--filter <JSON>] [--mode <mode>] [--json]

  --corpus     where to look (default: DEFAULT_CORPUS)
  --limit      how many matches (default: 5)
  --threshold  lowest cosine to show, -1 to 1
  --filter     conditions on the fields of the items, as in POST /match
  --mode       semantic (by meaning, the default), keyword (by words) or hybrid (by both)
  --json       the answer of POST /match instead of a table

Examples:
  kindred match "I was laid off and dread interviews"
  kindred match "caring for people at night" --corpus jobs --limit 10
  kindred match "working with my hands" --corpus jobs --filter '{"min_salary": {"gte": 30000}}' --json`,

  async run (args) {
    const { values, positionals } = parseOptions(args, OPTIONS, true)
    const text = positionals.join(' ')
    if (text.trim() === '') throw new UsageError('What is to be matched? Write it in quotes: kindred match "I was laid off"')
    const config = configFromEnvironment()
    const corpus = values.corpus ?? config.DEFAULT_CORPUS
    const threshold = numberOption('threshold', values.threshold, { min: -1, max: 1 })
    const query: MatchQuery = {
      query: text,
      corpus,
      limit: numberOption('limit', values.limit, { min: 1, max: config.MAX_LIMIT, integer: true }) ?? Math.min(5, config.MAX_LIMIT),
      offset: 0,
      ...values.mode === undefined ? {} : { mode: modeOption(values.mode) },
      ...threshold === undefined ? {} : { threshold },
      ...values.filter === undefined ? {} : { filter: parsedFilter(values.filter) }
    }
    checkCorpus(corpus, await corporaIn(config.DATA_DIR), config.DATA_DIR)
    const { matches, info } = await withMatcher(config, corpus, async (matcher, { info }) => ({ matches: (await matcher.match(query)).results[0]!, info }))
    if (values.json) printJson(matches)
    else show(matches, info)
  }
}

function parsedFilter (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`--filter is not JSON (${(error as Error).message}). Write it in single quotes, for example: --filter '{"location": "Berlin"}'`)
  }
}

const DEFAULT_WIDTH = 100
/** Width of the scores and of what is between the columns. */
const TAKEN = 5 + 3 * 2
const SHORT_FIELD = 44

/** The matches as a table: score, id and what was embedded of the item. */
function show ({ matches, warnings, corpus }: Matches, { template }: CorpusInfo): void {
  for (const { message } of warnings) say(message)
  if (matches.length === 0) return say(`Nothing in "${corpus}" fits.`)
  const [first = 'id', ...others] = fieldsOf(template)
  const width = Math.max(60, process.stdout.columns ?? DEFAULT_WIDTH)
  const ids = matches.map(({ id }) => id)
  const idWidth = Math.min(36, Math.max('id'.length, ...ids.map(id => id.length)))
  const rest = width - TAKEN - idWidth
  const firstWidth = others.length === 0 ? rest : Math.min(SHORT_FIELD, Math.ceil(rest * 0.6))
  const cellsOf = (fields: string[]) => matches.map(({ item }) => textsOf(item, fields.map(field => `{${field}}`)).join(' · '))
  print(tableOf([
    { title: 'score', cells: matches.map(({ score }) => score.toFixed(3)), most: 6 },
    { title: first, cells: cellsOf([first]), most: firstWidth },
    ...others.length === 0 ? [] : [{ title: others.join(', '), cells: cellsOf(others), most: rest - firstWidth }],
    { title: 'id', cells: ids, most: idWidth }
  ]))
}
