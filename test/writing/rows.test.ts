import t from 'tap'
import type { Row } from '../../src/ingest/source.ts'
import { rowsOf } from '../../src/writing/rows.ts'

async function batches (lines: (string | Buffer | null)[]): Promise<Row[][]> {
  const all: Row[][] = []
  for await (const rows of rowsOf([lines.map((text, i) => ({ line: i + 1, bytes: text === null ? null : Buffer.from(text) }))])) all.push(rows)
  return all
}
const rows = async (...lines: (string | Buffer | null)[]): Promise<Row[]> => (await batches(lines)).flat()

t.test('a vector is taken out of an item, and blank lines are passed over', async t => {
  t.same(await rows('\uFEFF{"id":"a","n":1}\r', '', ' \r', '{"id":"b","embedding":[1,2]}', '{"id":"c","embedding":null}'), [
    { line: 1, fields: { id: 'a', n: 1 }, vector: null },
    { line: 4, fields: { id: 'b' }, vector: [1, 2] },
    { line: 5, fields: { id: 'c' }, vector: null }
  ])
})

t.test('what cannot be an item says so, and quotes nothing of it', async t => {
  const CASES: [line: string | Buffer | null, flaw: string][] = [
    ['{"id": secret}', 'is not JSON'],
    ['{"id":"a"', 'is not JSON: it ends too early'],
    ['[1]', 'is not a JSON object'],
    ['null', 'is not a JSON object'],
    ['{"text":"x"}', 'has no id'],
    ['{"id":""}', 'has no id'],
    ['{"id":7}', 'has an id that cannot be used: it must be a text of 1 to 200 characters without control characters'],
    ['{"id":"a\\u0007"}', 'has an id that cannot be used: it must be a text of 1 to 200 characters without control characters'],
    ['{"id":" a"}', 'has an id with a space at its beginning or end'],
    [Buffer.from([0x7B, 0xFF, 0x7D]), 'is not UTF-8'],
    [null, 'is larger than an item may be (the setting MAX_BODY_BYTES)'],
    [`{"id":"a","x":${'['.repeat(40)}${']'.repeat(40)}}`, 'is nested deeper than 32 levels'],
    [`{"id":"a","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'is nested deeper than 32 levels']
  ]
  for (const [line, flaw] of CASES) t.match(await rows(line), [{ line: 1, flaw }])
})

t.test('few are given at a time where vectors have to be made, more where they come with them, and never many bytes', async t => {
  const sizes = async (item: object, count: number) => (await batches(Array(count).fill(JSON.stringify({ id: 'a', ...item })))).map(({ length }) => length)
  t.same(await sizes({}, 130), [64, 64, 2])
  t.same(await sizes({ embedding: [1] }, 1100), [500, 500, 100])
  const [first = 0] = await sizes({ embedding: [1], text: 'x'.repeat(10_000) }, 200)
  t.ok(first > 10 && first < 100, `${first} of 10 kB each`)
})

t.test('others have their turn while much is parsed', async t => {
  let turns = 0
  const timer = setInterval(() => { turns++ }, 0)
  await batches(Array(2000).fill(JSON.stringify({ id: 'a', embedding: Array(384).fill(0.123456) })))
  clearInterval(timer)
  t.ok(turns > 20, `${turns} turns`)
})
