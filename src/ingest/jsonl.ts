import { linesOf } from './lines.ts'
import type { Row } from './source.ts'

/**
 * JSON Lines (https://jsonlines.org): one object a line. Blank lines are passed over.
 * @throws Error with a sentence where the file is one JSON list
 */
export async function * readJsonl (path: string, encoding?: string): AsyncGenerator<Row[]> {
  let line = 0
  let isFirst = true
  for await (const lines of linesOf(path, { encoding })) {
    const rows: Row[] = []
    for (const text of lines) {
      line++
      if (text.trim() === '') continue
      if (isFirst && text.trimStart().startsWith('[')) throw new Error(`${path} is one JSON list, not one object a line. To make it so: jq -c '.[]' ${path} > items.jsonl`)
      isFirst = false
      rows.push(rowOf(line, text))
    }
    yield rows
  }
}

function rowOf (line: number, text: string): Row {
  try {
    const value = JSON.parse(text) as unknown
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { line, flaw: 'is not a JSON object' }
    return { line, fields: value as Record<string, unknown> }
  } catch (error) {
    return { line, flaw: `is not JSON: ${(error as Error).message.replace(/\.?$/, '')}` }
  }
}
