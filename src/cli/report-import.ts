import type { Shape } from '../ingest/item-shape.ts'
import type { Source } from '../ingest/source.ts'
import type { TransferResult } from '../ingest/transfer.ts'
import { print, printJson, say } from './args.ts'
import type { Vectors } from './import-vectors.ts'

export interface ImportReport {
  name: string
  to: 'database' | 'files'
  result: Omit<TransferResult, 'ids'>
  /** In the corpus now. */
  items: number
  removed: number
  /** Items of the corpus that the source does not have. */
  others: number
  replaced: boolean
  shape: Shape
  vectors: Pick<Vectors, 'model' | 'template' | 'dimensions'>
  ms: number
}

const MOST_FLAWS_SAID = 20

/** Remarks on stderr, the outcome on stdout. */
export function reportImport ({ path, unit = 'line' }: Source, report: ImportReport, json: boolean): void {
  const { flaws, leftOut, normalised, truncated } = report.result
  for (const { line, flaw } of flaws.slice(0, MOST_FLAWS_SAID)) say(`${path}, ${unit} ${line} ${flaw}.`)
  if (leftOut > MOST_FLAWS_SAID) say(`… and ${leftOut - MOST_FLAWS_SAID} more${json ? '' : '; --json lists them'}.`)
  if (leftOut > 0) say(`${leftOut} ${leftOut === 1 ? 'row was' : 'rows were'} left out.`)
  if (report.shape.id === undefined) say('There is no field "id", so ids were made from the content of the items: the same item gets the same id again. --id names a field that is the id.')
  else if (report.shape.id !== 'id') say(`The ids were taken from "${report.shape.id}".`)
  if (normalised > 0) say(`${normalised} ${normalised === 1 ? 'vector was' : 'vectors were'} not of length 1, and made so; the cosine is the same.`)
  if (truncated > 0) say(`${truncated} of them have a text too long for the model without spaces to cut it at; only its beginning counts.`)
  if (report.others > 0) say(`${report.others} ${report.others === 1 ? 'item' : 'items'} of the corpus ${report.others === 1 ? 'is' : 'are'} not in the source, and kept; --prune deletes them.`)
  if (report.replaced) say('The corpus of that name was replaced.')
  if (json) printJson(asJson(path, unit, report))
  else print(sentenceOf(report))
}

const wroteNothing = ({ result: { added, updated }, removed, replaced }: ImportReport): boolean => added + updated + removed === 0 && !replaced

function sentenceOf (report: ImportReport): string {
  const { name, items, removed, ms, result: { added, updated, unchanged, embedded } } = report
  const seconds = `${(ms / 1000).toFixed(1)} s`
  if (wroteNothing(report)) return `${name}: nothing to write; ${unchanged === 1 ? 'the item of the source is' : `all ${unchanged} items of the source are`} there as they are. ${items} items, ${seconds}.`
  return `${name}: ${items} items; ${added} added, ${updated} updated, ${unchanged} unchanged${removed > 0 ? `, ${removed} removed` : ''}; ${embedded} embedded, ${seconds}.`
}

function asJson (source: string, unit: string, report: ImportReport) {
  const { name, to, items, removed, others, replaced, shape, vectors, result: { added, updated, unchanged, embedded, truncated, normalised, flaws, leftOut } } = report
  return {
    corpus: name,
    source,
    to,
    items,
    added,
    updated,
    unchanged,
    removed,
    not_in_source: others,
    embedded,
    truncated,
    normalised,
    wrote: !wroteNothing(report),
    replaced,
    ...vectors.template.length === 0 ? {} : { template: vectors.template },
    model: vectors.model,
    dimensions: vectors.dimensions,
    made_ids: shape.id === undefined,
    left_out_count: leftOut,
    left_out: flaws.map(({ line, flaw }) => ({ [unit]: line, message: `${unit[0]!.toUpperCase()}${unit.slice(1)} ${line} ${flaw}.` }))
  }
}
