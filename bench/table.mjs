// Markdown for results.

/** @param lines a list of texts each */
export function table (head, lines) {
  const row = cells => `| ${cells.join(' | ')} |`
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n')
}

/** Three digits that count. */
export function digits (value) {
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))
  return value.toFixed(Math.min(decimals, 4))
}

/** `12.3 (12.0–12.9)`: the median and the quartiles. */
export const withSpread = ({ median, low, high }) => `${digits(median)} (${digits(low)}–${digits(high)})`
