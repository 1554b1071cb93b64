import { parseDate } from '../../matching/filters.ts'

/** Values of items as the contracts promise them, whatever a row holds: nothing here throws or answers `undefined`. */

/** A text; a list is joined by commas, and what is no text is empty. */
export function textOf (value: unknown): string {
  if (Array.isArray(value)) return listOf(value).join(', ')
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** An id, or null where there is none. */
export function idOf (value: unknown): string | null {
  const text = textOf(value)
  return text === '' ? null : text
}

/** The texts of a list, or of a text that is divided by commas, semicolons, bars or line breaks. */
export function listOf (value: unknown): string[] {
  const parts: unknown[] = Array.isArray(value) ? value : textOf(value).split(/[,;|\n]/)
  return parts.map(part => typeof part === 'string' || typeof part === 'number' ? String(part).trim() : '').filter(part => part !== '')
}

/** A plain number, also as a text with commas between thousands; null for anything else, such as `50k` or `NaN`. */
export function numberOf (value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !NUMBER.test(value.trim())) return null
  return Number(value.replaceAll(',', ''))
}

const NUMBER = /^(\d{1,15}|\d{1,3}(,\d{2,3})+)(\.\d{1,2})?$/

/**
 * A time in ISO 8601 and UTC, which every browser reads: from such a text (a space may stand for the T, and without a zone it is UTC), from a date
 * of HTTP, or from seconds or milliseconds since 1970. What is none gives the other time.
 */
export function timeOf (value: unknown, otherwise: Date): string {
  const date = dateOf(value)
  return (date === undefined || Number.isNaN(date.getTime()) ? otherwise : date).toISOString()
}

/** From 1973 on; a smaller number is rather a year. */
const FIRST_SECONDS = 1e8
/** As seconds it would lie in the year 5138. */
const FIRST_MILLISECONDS = 1e11
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

function dateOf (value: unknown): Date | undefined {
  const number = numberOf(value)
  if (number !== null && number >= FIRST_SECONDS) return new Date(number < FIRST_MILLISECONDS ? number * 1000 : number)
  if (typeof value !== 'string') return undefined
  return HTTP_DATE.test(value) ? new Date(value) : parseDate(isoOf(value.trim()))
}

/** What databases and Python write, as ISO 8601: `2023-01-30 03:11:39+00`. */
function isoOf (text: string): string {
  return text.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T').replace(/(T.*\d) ?([+-]\d{2}):?(\d{2})?$/, (_, time: string, hours: string, minutes = '00') => `${time}${hours}:${minutes}`)
}
