import { fieldsOfItems } from '../corpus/items.ts'
import type { Pair } from '../corpus/nearest-pairs.ts'
import { nearestPairs } from '../corpus/nearest-pairs.ts'
import { textsOf } from '../corpus/template.ts'
import type { Finding, LintItem } from './lint-items.ts'
import { lintDuplicates, lintFields, lintIds, lintLengths, lintTemplate, nearDuplicate, partition } from './lint-items.ts'
import type { Row, Source } from './source.ts'
import { checkTemplate } from './template-check.ts'

/** What the lint needs of a model. */
export interface LintModel {
  dimensions: number
  maxTokens: number
  /** Tokens of a text, special tokens included. */
  countTokens: (text: string) => number
  /** A unit vector for each item, row-major. */
  vectorsOf: (texts: string[][]) => Promise<Float32Array>
}

export interface LintOptions {
  /** Without one, what depends on the text of the items is not looked at. */
  template: readonly string[]
  model: LintModel | undefined
  /** Cosine from which two items count as nearly the same. */
  threshold: number
  /** How many of the nearest pairs to list. */
  nearest: number
  /** Whether the server is to read the file as it is, so that ids must be texts. */
  strict: boolean
}

export interface NearPair { cosine: number, a: LintItem, b: LintItem }
export interface LintReport { items: number, findings: Finding[], nearest: NearPair[] }

/** More pairs say nothing new, and in a corpus of copies there are as many as items squared. */
const MOST_PAIRS = 10_000

/**
 * Looks for what is wrong with the items of a file.
 * @returns findings in the order of the lines
 * @throws Error with a sentence where the template names a field that no item has
 */
export async function lint (source: Source, { template, model, threshold, nearest, strict }: LintOptions): Promise<LintReport> {
  const rows: Row[] = []
  for await (const batch of source.rows()) rows.push(...batch)
  const { items, findings } = partition(rows)
  if (items.length > 0) checkTemplate(template, fieldsOfItems(items.map(item => item.fields)).map(field => field.name), source.path)
  findings.push(...lintIds(items, strict), ...lintDuplicates(items, template), ...lintTemplate(items, template), ...lintFields(items, template))

  const embedded = items.filter(({ fields }) => textsOf(fields, template).length > 0)
  const pairs = model === undefined || embedded.length < 2 ? [] : await pairsOf(embedded, template, model, Math.max(MOST_PAIRS, nearest))
  if (model !== undefined) findings.push(...lintLengths(embedded, template, model.countTokens, model.maxTokens))
  const same = new Set(findings.filter(({ kind }) => kind === 'duplicate').map(({ line }) => line))
  for (const { a, b, cosine } of pairs) {
    // A copy is told once, with what it is a copy of.
    if (cosine >= threshold && !same.has(a.line) && !same.has(b.line)) findings.push(nearDuplicate(b.line, a.line, cosine))
  }
  return { items: items.length, findings: findings.sort((x, y) => x.line - y.line), nearest: pairs.slice(0, nearest) }
}

async function pairsOf (items: LintItem[], template: readonly string[], { dimensions, vectorsOf }: LintModel, most: number): Promise<NearPair[]> {
  const data = await vectorsOf(items.map(({ fields }) => textsOf(fields, template)))
  return nearestPairs({ data, rows: items.length, dimensions }, most).map(({ a, b, cosine }: Pair) => ({ cosine: rounded(cosine), a: items[a]!, b: items[b]! }))
}

/** Six decimals, as in the answers to a match. */
const rounded = (cosine: number): number => Math.round(Math.min(1, cosine) * 1e6) / 1e6
