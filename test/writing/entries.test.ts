import t from 'tap'
import type { Entry } from '../../src/writing/entries.ts'
import { elementsOf, linesOf } from '../../src/writing/entries.ts'

const texts = (entries: Entry[]): (string | null)[] => entries.map(({ bytes }) => bytes?.toString() ?? null)

/** In pieces of every size, because a line may be cut anywhere. */
async function lines (body: string, size: number, longest = 100): Promise<Entry[]> {
  const bytes = Buffer.from(body)
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
  const entries: Entry[] = []
  for await (const some of linesOf((async function * () { yield * chunks })(), longest)) entries.push(...some)
  return entries
}

t.test('lines are the same however the body was cut on its way', async t => {
  const body = '{"a":1}\n\n{"ä":"😀"}\r\nlast'
  for (let size = 1; size <= 30; size++) t.same(texts(await lines(body, size)), ['{"a":1}', '', '{"ä":"😀"}\r', 'last'], `${size} bytes at a time`)
  t.same((await lines(body, 7)).map(({ line }) => line), [1, 2, 3, 4])
  t.same(await lines('', 1), [])
  t.same(texts(await lines('a\n', 1)), ['a'], 'what follows the last line break is no line where it is nothing')
})

t.test('a line that is too long is passed over, and those after it are not', async t => {
  for (const size of [1, 3, 50]) t.same(texts(await lines(`short\n${'x'.repeat(20)}\nnext`, size, 10)), ['short', null, 'next'])
  t.same(texts(await lines('x'.repeat(10) + '\n', 3, 10)), ['x'.repeat(10)])
})

const elements = (body: string, longest = 1000): Entry[] => [...elementsOf(Buffer.from(body), longest)].flat()

t.test('the elements of a list are found whatever stands in them', async t => {
  const values = [{ id: 'a', text: 'a "quoted" [text], {with} \\ all' }, { list: [[1, 2], [], {}], o: { p: [{}] } }, 1, 'x', null, []]
  for (const space of [undefined, 2]) t.same(elements(`\uFEFF ${JSON.stringify(values, null, space)}\r\n`).map(({ bytes }) => JSON.parse(bytes!.toString())), values)
  t.same(elements(JSON.stringify(values)).map(({ line }) => line), [1, 2, 3, 4, 5, 6])
  t.same(elements(' [ ] '), [])
  t.same(texts(elements('[1,"xxxxxxxxxxx",2]', 5)), ['1', null, '2'])
  const many = Array.from({ length: 5000 }, (_, i) => ({ id: String(i), text: 'x'.repeat(100) }))
  t.ok([...elementsOf(Buffer.from(JSON.stringify(many)), 1000)].length > 3, 'some at a time')
  t.same(elements(JSON.stringify(many)).map(({ bytes }) => JSON.parse(bytes!.toString())), many)
})

t.test('what is no list is refused with what is wrong', async t => {
  const CASES: Record<string, string> = {
    '': 'The body is empty; send a list of items.',
    '  ': 'The body is empty; send a list of items.',
    '{"id":"a"}': 'The body must be a list of items: [{"id": "…", …}, …]. One item a line is sent as "content-type: application/x-ndjson".',
    '[{"id":"a"}': 'The body is not JSON: it ends too early.',
    '[{"id":"a"]': 'The body is not JSON: it ends too early.',
    '["a': 'The body is not JSON: it ends too early.',
    '[1,]': 'The body is not JSON: element 2 of the list is missing.',
    '[,1]': 'The body is not JSON: element 1 of the list is missing.',
    '[1] x': 'The body is not JSON: something follows the list.',
    '[1]]': 'The body is not JSON: something follows the list.'
  }
  for (const [body, message] of Object.entries(CASES)) t.throws(() => elements(body), { code: 'malformed_body', message }, body)
})
