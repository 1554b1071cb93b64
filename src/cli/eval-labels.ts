import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from './args.ts'

/** A text, and the ids of the items that fit it. */
export interface Label { query: string, relevant: string[] }
export interface LabelFile { file: string, corpus: string, labels: Label[] }

/**
 * The labelled queries of a folder: JSONL files named for the corpus that they are about, `jobs.jsonl`, or with words before or behind it,
 * `rare-jobs.jsonl`, `jobs-queries.jsonl`.
 * @throws UsageError where there are none, or a line is not a label
 */
export async function readLabels (folder: string, corpora: readonly string[]): Promise<LabelFile[]> {
  const names = await readdir(folder).catch(() => { throw new UsageError(`There is no folder ${folder}.`) })
  const files = names.filter(name => name.endsWith('.jsonl')).sort().flatMap(file => {
    const corpus = corpusOf(file.slice(0, -'.jsonl'.length), corpora)
    return corpus === undefined ? [] : [{ file, corpus }]
  })
  if (files.length === 0) throw new UsageError(`No file in ${folder} is named for a corpus. There are ${corpora.join(', ')}: call it, for example, ${corpora[0] ?? 'stories'}.jsonl.`)
  return await Promise.all(files.map(async ({ file, corpus }) => ({ file, corpus, labels: labelsIn(await readFile(join(folder, file), 'utf8'), join(folder, file)) })))
}

function corpusOf (name: string, corpora: readonly string[]): string | undefined {
  const longestFirst = [...corpora].sort((a, b) => b.length - a.length)
  return corpora.find(corpus => corpus === name) ?? longestFirst.find(corpus => name.endsWith(`-${corpus}`) || name.startsWith(`${corpus}-`))
}

function labelsIn (text: string, path: string): Label[] {
  const labels = text.replace(/^\uFEFF/, '').split('\n').flatMap((line, index) => line.trim() === '' ? [] : [labelOf(line, `${path}, line ${index + 1}`)])
  if (labels.length === 0) throw new UsageError(`${path} has no labels: a line is like {"query": "a text", "relevant": ["id of an item that fits"]}.`)
  return labels
}

function labelOf (line: string, where: string): Label {
  let fields: Record<string, unknown> | null
  try {
    fields = JSON.parse(line) as Record<string, unknown> | null
  } catch (error) {
    throw new UsageError(`${where} is not JSON: ${(error as Error).message}`)
  }
  const query = fields?.['query'] ?? fields?.['q']
  const relevant = fields?.['relevant'] ?? fields?.['rel']
  if (typeof query === 'string' && query.trim() !== '' && Array.isArray(relevant) && relevant.length > 0 && relevant.every(id => typeof id === 'string')) return { query, relevant }
  throw new UsageError(`${where} must be like {"query": "a text", "relevant": ["id of an item that fits"]}.`)
}
