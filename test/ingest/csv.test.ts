import fc from 'fast-check'
import t from 'tap'
import { fileOf, rowsIn, rowsOf } from './sources.ts'

const row = (line: number, fields: object) => ({ line, fields })

t.test('a header and rows, with the line that each begins in', async t => {
  t.same(await rowsOf(t, 'x.csv', 'a,b\nx,y\n\nz,w'), [row(2, { a: 'x', b: 'y' }), row(4, { a: 'z', b: 'w' })])
})

t.test('the delimiter is the one that the header has most of, outside quotes', async t => {
  t.same(await rowsOf(t, 'x.csv', 'a;"b, c, d";e\n1,5;x;y\n'), [row(2, { a: '1,5', 'b, c, d': 'x', e: 'y' })])
  t.same(await rowsOf(t, 'x.csv', 'a\tb\nx\ty, z\n'), [row(2, { a: 'x', b: 'y, z' })])
  t.same(await rowsOf(t, 'x.csv', 'a|b\nx|y\n'), [row(2, { a: 'x', b: 'y' })])
  t.same(await rowsOf(t, 'x.tsv', 'a,b,c\td\nx\ty\n'), [row(2, { 'a,b,c': 'x', d: 'y' })], '.tsv says it is a tab')
  t.same(await rowsOf(t, 'x.csv', 'sep=;\na;b\nx;y\n'), [row(3, { a: 'x', b: 'y' })], "Excel's own line")
  t.same(await rowsOf(t, 'x.csv', 'a:b\nx:y\n', { delimiter: ':' }), [row(2, { a: 'x', b: 'y' })])
  t.same(await rowsOf(t, 'x.csv', 'name\nx\ny\n'), [row(2, { name: 'x' }), row(3, { name: 'y' })], 'one column')
})

t.test('quotes, doubled quotes, delimiters and line breaks in quotes', async t => {
  t.same(await rowsOf(t, 'x.csv', 'a,b\r\n"She said ""no""","x, y"\r\n"two\r\nlines",z\r\nlast,w\r\n'), [
    row(2, { a: 'She said "no"', b: 'x, y' }),
    row(3, { a: 'two\r\nlines', b: 'z' }),
    row(5, { a: 'last', b: 'w' })
  ])
})

t.test('every table comes out as it was written', async t => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', ' ', '漢'), maxLength: 8 }).filter(text => text.trim() !== '')
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const path = await fileOf(t, 'x.csv', '')
  const { writeFile } = await import('node:fs/promises')
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), async table => {
    await writeFile(path, `a,b\n${table.map(cells => `${cells.map(quoted).join(',')}\n`).join('')}`)
    const { rows } = await rowsIn(path)
    t.same(rows.map(each => 'fields' in each ? Object.values(each.fields) : each), table)
  }), { numRuns: 50 })
})

t.test('byte order marks, UTF-16, and other encodings where they are named', async t => {
  const text = 'name,b\nJosé,2\n'
  const expected = [row(2, { name: 'José', b: 2 })]
  t.same(await rowsOf(t, 'x.csv', `\uFEFF${text}`), expected)
  t.same(await rowsOf(t, 'x.csv', Buffer.from(`\uFEFF${text}`, 'utf16le')), expected)
  t.same(await rowsOf(t, 'x.csv', Buffer.from(text, 'latin1'), { encoding: 'windows-1252' }), expected)
  await t.rejects(rowsOf(t, 'x.csv', Buffer.from(text, 'latin1')), { message: /x\.csv is not utf-8, as line 2 shows\. .*--encoding windows-1252/ })
  await t.rejects(rowsOf(t, 'x.csv', text, { encoding: 'utf-9' }), { message: /^There is no encoding "utf-9"/ })
})

t.test('carriage returns alone end the lines of old files', async t => {
  t.same(await rowsOf(t, 'x.csv', 'a,b\rx,y\rz,w\r'), [row(2, { a: 'x', b: 'y' }), row(3, { a: 'z', b: 'w' })])
})

t.test('empty cells and what databases write for nothing are null', async t => {
  t.same(await rowsOf(t, 'x.csv', 'a,b,c,d,e\nx,, ,NULL,\\N\n'), [row(2, { a: 'x', b: null, c: null, d: null, e: null })])
  t.same(await rowsOf(t, 'x.csv', 'a,b\nx,1\n,,\n  ,\ny,2\n'), [row(2, { a: 'x', b: 1 }), row(5, { a: 'y', b: 2 })], 'a row of nothing is passed over')
})

t.test('a column is of numbers where every cell is one', async t => {
  const csv = 'id,pay,mixed,zip,big,n\n1,3.5,1,01234,12345678901234567890,-2\n2,,x,99999,1,1e3\n'
  t.same(await rowsOf(t, 'x.csv', csv), [
    row(2, { id: '1', pay: 3.5, mixed: '1', zip: '01234', big: '12345678901234567890', n: -2 }),
    row(3, { id: '2', pay: null, mixed: 'x', zip: '99999', big: '1', n: 1000 })
  ])
  t.match(await rowsOf(t, 'x.csv', 'no,b\n1,x\n', { id: 'no' }), [row(2, { no: '1' })], 'the ids stay texts')
})

t.test('a column that looks like numbers or dates and stays text is told', async t => {
  const remarksOn = async (column: string, cells: string[]) => (await rowsIn(await fileOf(t, 'x.csv', `${column};b\n${cells.map(cell => `${cell};x\n`).join('')}`))).remarks
  const number = (name: string, cell: string, line = 2) => [`"${name}" stays text, so filters cannot compare it: "${cell}" in line ${line} is not a number as JSON writes it, like 1234.5.`]
  t.same(await remarksOn('Preis in €', ['0', '35,00', '28,50']), number('Preis in €', '35,00', 3))
  for (const cell of ['35,-', '€ 35', '$1,200.00', '1.234,50 €', '12 000', "1'000", '-3,5', '40 EUR', '5%']) t.same(await remarksOn('pay', [cell]), number('pay', cell), cell)
  t.same(await remarksOn('pay', ['1', '2', 'on request']), number('pay', 'on request', 4))
  for (const cell of ['05.03.2026', '3/5/26', '2026/03/05', '05.03.2026 18:30']) {
    t.same(await remarksOn('Beginn', [cell, 'later']), [`"Beginn" stays text, so filters cannot compare it: "${cell}" in line 2 is not a date like 2026-03-05.`], cell)
  }
  t.match(await remarksOn('pay', ['12', `about ${'very '.repeat(20)}much`]), [/: "about very .{1,40}…" in line 3 /])
  for (const cells of [['01234', '10115'], ['+49170', '3'], ['2026-03-05'], ['a word', '2 words', '35,00'], ['1', '2'], ['']]) t.same(await remarksOn('plz', cells), [], cells.join())
  t.same(await remarksOn('id', ['3,5']), [], 'ids are texts')
})

t.test('a row with too few or too many cells is told, and the rest read', async t => {
  t.same(await rowsOf(t, 'x.csv', 'a,b\nx\ny,z\n1,2,3\nu,v,,\n'), [
    { line: 2, flaw: 'has 1 cell, the header has 2' },
    row(3, { a: 'y', b: 'z' }),
    { line: 4, flaw: 'has 3 cells, the header has 2' },
    row(5, { a: 'u', b: 'v' })
  ])
})

t.test('a quote within a cell is taken as it is where the line makes sense so', async t => {
  t.same(await rowsOf(t, 'x.csv', 'a,b\n5" pipe,x\n"says "no" to me",y\n'), [row(2, { a: '5" pipe', b: 'x' }), row(3, { a: 'says "no" to me', b: 'y' })])
})

t.test('a quote that nobody closes costs its own line', async t => {
  const unclosed = { line: 2, flaw: 'has a quote that is not closed' }
  t.same(await rowsOf(t, 'x.csv', 'a,b\n"oops,x\ny,z\nu,v\n'), [unclosed, row(3, { a: 'y', b: 'z' }), row(4, { a: 'u', b: 'v' })])
  const misplaced = { line: 2, flaw: 'has a quote in the wrong place; inside quotes, a quote is written twice' }
  t.same(await rowsOf(t, 'x.csv', 'a,b\n"oops,x\n"y, y",z\n'), [unclosed, row(3, { a: 'y, y', b: 'z' })])
  t.same(await rowsOf(t, 'x.csv', 'a,b\n"oo"ps,x,y\n"y, y",z\n'), [misplaced, row(3, { a: 'y, y', b: 'z' })])
  const many = Array.from({ length: 3000 }, (_, i) => `r${i},x\n`).join('')
  const rows = await rowsOf(t, 'x.csv', `a,b\n"oops,x\n${many}`)
  t.equal(rows.length, 3001)
  t.equal(rows.filter(each => 'flaw' in each).length, 1)
})

t.test('columns without a name, or with one that is there already, get one', async t => {
  const { rows, remarks } = await rowsIn(await fileOf(t, 'x.csv', 'a,,a\nx,y,z\n'))
  t.same(rows, [row(2, { a: 'x', column_2: 'y', a_2: 'z' })])
  t.same(remarks, ['Column 2 has no name in the header; it is "column_2" here.', 'The header names "a" twice; the second is "a_2" here.'])
})

t.test('names of JavaScript are fields like others', async t => {
  const [first] = await rowsOf(t, 'x.csv', '__proto__,constructor\nx,y\n')
  t.same(Object.entries((first as { fields: object }).fields), [['__proto__', 'x'], ['constructor', 'y']])
})

t.test('an empty file, and a file that is neither JSONL nor CSV, are refused', async t => {
  await t.rejects(rowsOf(t, 'x.csv', ''), { message: /x\.csv is empty\.$/ })
  await t.rejects(rowsOf(t, 'x.xlsx', ''), { message: /x\.xlsx is neither JSONL nor CSV by its name/ })
})
