import type { CsvRecord } from './csv-records.ts'

/** Not `007` or `+49…`, which are names made of digits. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/
const DIGITS = /^\+?\d+$/
/** `35,00`, `1.234,50 €`, `$ 1,200`, `12 000`: what a person reads as a number and JSON does not. */
const WRITTEN_NUMBER = /^-?(\p{Sc}\s?)?-?\d{1,3}(\d*|([.,'’\s]\d{3})+)([.,](\d+|-+))?(\s?(\p{Sc}|%|[A-Z]{3}))?$/u
/** `05.03.2026`, `3/5/26`, `2026/03/05`; with or without a time. */
const WRITTEN_DATE = /^(\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2})|\d{4}[./]\d{1,2}[./]\d{1,2})([ T,]+[\d:.]+( ?[AaPp]\.?[Mm]\.?)?)?$/
const LONGEST_QUOTED = 40
/** A column is meant to be numbers or dates where at least this part of its cells looks so. */
const MEANT = 0.5

export interface Columns {
  /** By column, whether its values are numbers. */
  numeric: boolean[]
  /** A sentence for each column that looks like numbers or dates and stays text. */
  remarks: string[]
}

interface Kind { cells: number, numbers: number, writtenNumbers: number, writtenDates: number, names: number, firstText?: string, line?: number }

/**
 * Collects what the cells of columns are.
 * @param isText whether a column is text whatever its cells are
 */
export function columnCollector (names: readonly string[], isText: (name: string) => boolean): { add: (record: CsvRecord) => void, columns: () => Columns } {
  const kinds = names.map((): Kind => ({ cells: 0, numbers: 0, writtenNumbers: 0, writtenDates: 0, names: 0 }))

  function add ({ line, cells = [] }: CsvRecord): void {
    kinds.forEach((kind, index) => {
      const text = cells[index]!.trim()
      if (!isNull(text)) count(kind, text, line)
    })
  }

  const columns = (): Columns => ({
    numeric: kinds.map(({ cells, numbers }, index) => cells > 0 && numbers === cells && !isText(names[index]!)),
    remarks: kinds.flatMap((kind, index) => isText(names[index]!) ? [] : remarkOn(names[index]!, kind))
  })
  return { add, columns }
}

function count (kind: Kind, text: string, line: number): void {
  kind.cells++
  if (isNumber(text)) {
    kind.numbers++
    return
  }
  if (kind.firstText === undefined) Object.assign(kind, { firstText: text, line })
  if (DIGITS.test(text)) kind.names++
  else if (WRITTEN_DATE.test(text)) kind.writtenDates++
  else if (WRITTEN_NUMBER.test(text)) kind.writtenNumbers++
}

function remarkOn (name: string, { cells, numbers, writtenNumbers, writtenDates, names, firstText, line }: Kind): string[] {
  if (firstText === undefined || names > 0) return []
  const quoted = firstText.length > LONGEST_QUOTED ? `${firstText.slice(0, LONGEST_QUOTED).toWellFormed()}…` : firstText
  const told = `"${name}" stays text, so filters cannot compare it: "${quoted}" in line ${line} is not a`
  if (writtenDates >= cells * MEANT) return [`${told} date like 2026-03-05.`]
  return numbers + writtenNumbers >= cells * MEANT ? [`${told} number as JSON writes it, like 1234.5.`] : []
}

/** What databases write where there is nothing. */
const NULLS = new Set(['', 'NULL', 'null', '\\N'])
export const isNull = (text: string): boolean => NULLS.has(text)

/** A number that comes out as it went in: a reference of twenty digits does not. */
function isNumber (text: string): boolean {
  return NUMBER.test(text) && (/[.eE]/.test(text) ? Number.isFinite(Number(text)) : Number.isSafeInteger(Number(text)))
}
