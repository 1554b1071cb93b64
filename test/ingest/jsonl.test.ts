import t from 'tap'
import { fileOf, rowsIn, rowsOf } from './sources.ts'

t.test('one object a line; what is none is told with its line', async t => {
  t.same(await rowsOf(t, 'x.jsonl', '\uFEFF{"id":"1"}\r\n\n[1]\nnull\n{"id":"2"}'), [
    { line: 1, fields: { id: '1' } },
    { line: 3, flaw: 'is not a JSON object' },
    { line: 4, flaw: 'is not a JSON object' },
    { line: 5, fields: { id: '2' } }
  ])
  t.match(await rowsOf(t, 'x.jsonl', '{"id":\n{"id":"2"}\n'), [{ line: 1, flaw: /^is not JSON: .*[^.]$/ }, { line: 2, fields: { id: '2' } }])
})

t.test('line separators of Unicode end no line', async t => {
  t.match(await rowsOf(t, 'x.ndjson', '{"id":"1","a":"x\u2028y"}\n'), [{ line: 1, fields: { a: 'x\u2028y' } }])
})

t.test('a list is refused with the command that makes it lines', async t => {
  await t.rejects(rowsOf(t, 'x.json', '[\n{"id":"1"}\n]'), { message: /x\.json is one JSON list, not one object a line\. To make it so: jq -c/ })
})

t.test('characters and lines may lie across the pieces that are read', async t => {
  const items = Array.from({ length: 4000 }, (_, i) => ({ id: `${i}`, text: '漢é😀'.repeat(1 + i % 50) }))
  const { rows } = await rowsIn(await fileOf(t, 'x.jsonl', items.map(item => `${JSON.stringify(item)}\n`).join('')))
  t.same(rows, items.map((fields, i) => ({ line: i + 1, fields })))
})

t.test('a line that is no item, because the file has no lines, is not held in memory', async t => {
  await t.rejects(rowsOf(t, 'x.jsonl', 'x'.repeat(40 * 2 ** 20)), { message: /line 1 is longer than 33554432 characters/ })
})
