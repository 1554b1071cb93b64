import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Test } from 'tap'
import t from 'tap'
import { fieldsOfItems, orderById, readItems } from '../../src/corpus/items.ts'

const fileOf = (t: Test, content: string | Buffer): string => join(t.testdir({ 'items.jsonl': content }), 'items.jsonl')
const read = async (t: Test, content: string) => (await readItems(fileOf(t, content))).items

t.test('an item a line, in the order of the lines', async t => {
  t.strictSame(await read(t, '{"id":"b","n":1}\n{"id":"a","tags":["x"]}'), [{ id: 'b', n: 1 }, { id: 'a', tags: ['x'] }])
})

t.test('a byte order mark, CRLF and blank lines are passed over', async t => {
  t.strictSame(await read(t, '\uFEFF{"id":"a"}\r\n\r\n  \t\r\n{"id":"b"}\r\n'), [{ id: 'a' }, { id: 'b' }])
})

t.test('line separators of Unicode do not end a line', async t => {
  t.strictSame(await read(t, '{"id":"a","text":"one\u2028two\u2029three\u0085four"}'), [{ id: 'a', text: 'one\u2028two\u2029three\u0085four' }])
})

t.test('a file of nothing has no items', async t => {
  t.same(await read(t, ''), [])
  t.same(await read(t, '\uFEFF\n\n'), [])
})

t.test('the checksum is of the bytes as they are', async t => {
  const content = Buffer.from('\uFEFF{"id":"a"}\r\n')
  t.equal((await readItems(fileOf(t, content))).sha256, createHash('sha256').update(content).digest('hex'))
})

const WRONG: Record<string, [line: string, message: RegExp]> = {
  'what is not JSON': ['{"id":"b"', /items\.jsonl, line 3 is not JSON: ./],
  'two items in a line': ['{"id":"b"}{"id":"c"}', /line 3 is not JSON/],
  'a list': ['[]', /line 3 is not a JSON object\.$/],
  null: ['null', /line 3 is not a JSON object\.$/],
  'a text': ['"b"', /line 3 is not a JSON object\.$/],
  'an item without an id': ['{"text":"b"}', /line 3: "id" must be a text of 1 to 200 characters without control characters\.$/],
  'a number as the id': ['{"id":7}', /line 3: "id" must be a text/],
  'an empty id': ['{"id":""}', /line 3: "id" must be a text/],
  'an id of 201 characters': [JSON.stringify({ id: 'x'.repeat(201) }), /line 3: "id" must be a text/],
  'a line break in the id': ['{"id":"b\\nc"}', /line 3: "id" must be a text/],
  'a delete character in the id': ['{"id":"b\\u007f"}', /line 3: "id" must be a text/],
  'an id that stood before': ['{"id":"a"}', /items\.jsonl, line 3: the id "a" stands in line 1 already\.$/]
}

for (const [about, [line, message]] of Object.entries(WRONG)) {
  t.test(`is refused by the number of its line, blank ones counted: ${about}`, async t => {
    await t.rejects(read(t, `{"id":"a"}\n\n${line}\n{"id":"z"}`), { message })
  })
}

t.test('an id has up to 200 characters, astral ones counted once', async t => {
  const ids = ['x'.repeat(200), '😀'.repeat(200), ' ', 'a b/c?d#e%2F', '__proto__']
  t.same((await read(t, ids.map(id => JSON.stringify({ id })).join('\n'))).map(item => item.id), ids)
})

t.test('a file that is not there is an error of the file system', async t => {
  await t.rejects(readItems(join(t.testdir({}), 'none.jsonl')), { code: 'ENOENT' })
})

t.test('fields are told by their paths, in the order in which they first appear', async t => {
  const items = [{ id: 'a', b: 1, nothing: null }, { id: 'b', address: { city: 'Bonn', geo: { lat: 1 } }, tags: [{ deep: 1 }] }, { id: 'c', b: 'text', later: true, address: null }]
  t.strictSame(fieldsOfItems(items), [
    { name: 'id', type: 'string' }, { name: 'b', type: 'mixed' }, { name: 'address', type: 'object' }, { name: 'address.city', type: 'string' },
    { name: 'address.geo', type: 'object' }, { name: 'address.geo.lat', type: 'number' }, { name: 'tags', type: 'list' }, { name: 'later', type: 'boolean' }
  ])
})

t.test('a field of three types stays mixed, and its objects are looked into', async t => {
  t.strictSame(fieldsOfItems([{ id: 'a', x: 1 }, { id: 'b', x: 'y' }, { id: 'c', x: 'z' }, { id: 'd', x: { y: 1 } }]).slice(1), [{ name: 'x', type: 'mixed' }, { name: 'x.y', type: 'number' }])
})

t.test('ids are ordered by their UTF-8 bytes', async t => {
  const ids = ['😀', '\uffee', 'é', 'z', 'a', 'ab', 'Z', '中']
  t.same([...orderById(ids.map(id => ({ id })))].map(index => ids[index]), ['Z', 'a', 'ab', 'z', 'é', '中', '\uffee', '😀'])
})
