import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Test } from 'tap'
import t from 'tap'
import { readManifest } from '../../src/corpus/load-corpus.ts'
import { readItems } from '../../src/corpus/items.ts'
import type { ImportCorpusOptions } from '../../src/ingest/import-corpus.ts'
import { importCorpus } from '../../src/ingest/import-corpus.ts'
import { openSource } from '../../src/ingest/source.ts'
import type { Embedder } from '../../src/matching/ports.ts'
import { jsonl, loadedStore, MODEL } from '../corpus/corpus-files.ts'
import { fakeEmbedder } from '../helper.ts'

/** A folder for corpora, a file beside it, and an import of that into the corpus `x`. */
async function fileOf (t: Test, name: string, content: string) {
  const folder = t.testdir({ data: {}, [name]: content })
  const [dataDir, path] = [join(folder, 'data'), join(folder, name)]
  const run = async (options: Partial<ImportCorpusOptions> = {}, from = path) => {
    const source = await openSource(from, { id: options.id })
    return await importCorpus({ source, dataDir, name: 'x', template: ['{title}'], map: new Map(), id: undefined, force: false, embedder: fakeEmbedder(), model: MODEL, ...options })
  }
  const items = async () => (await readItems(join(dataDir, 'x.jsonl'))).items
  return { folder, dataDir, path, run, items }
}

const THREE = jsonl([{ id: 'a', title: 'Laid off' }, { id: 2, title: 'Grief' }, { id: ' c ', title: 'Abroad' }])

t.test('a file becomes a corpus that can be served', async t => {
  const { dataDir, run, items } = await fileOf(t, 'my.jsonl', THREE)
  t.match(await run(), { items: 3, embedded: 3, resumed: 0, flaws: [], madeIds: false, idField: 'id', replaced: false, example: 'Laid off' })
  t.same(await items(), [{ id: 'a', title: 'Laid off' }, { id: '2', title: 'Grief' }, { id: 'c', title: 'Abroad' }])
  t.same((await loadedStore(dataDir)).problems, [])
  t.same((await readdir(dataDir)).toSorted(), ['x.jsonl', 'x.safetensors', 'x.sentences.safetensors'])
})

t.test('columns get other names, and one of them is the id', async t => {
  const { run, items } = await fileOf(t, 'my.csv', 'Job ID,Job Role,Pay\n007,Baker,1\n8,Nurse,2.5\n')
  t.match(await run({ id: 'Job ID', map: new Map([['Job Role', 'role']]), template: ['{role}'] }), { items: 2, idField: 'Job ID' })
  t.same(await items(), [{ id: '007', role: 'Baker', Pay: 1 }, { id: '8', role: 'Nurse', Pay: 2.5 }])
})

t.test('names that the file does not have are refused with the one that was meant', async t => {
  const { run, dataDir } = await fileOf(t, 'my.csv', 'ref,title,body\n1,x,y\n')
  await t.rejects(run({ map: new Map([['titel', 'x']]) }), { message: '--map names "titel", which the file does not have. Did you mean "title"?' })
  await t.rejects(run({ id: 'zzzzzz' }), { message: '--id names "zzzzzz", which the file does not have. There are ref, title, body.' })
  await t.rejects(run({ map: new Map([['title', 'body']]) }), { message: 'Two fields would be called "body". Give one another name with --map.' })
  await t.rejects(run({ template: ['{titel}'] }), { message: /The template names the field "titel", .*Did you mean "title"\?$/ })
  await t.rejects(run({ template: undefined }), { message: /It has ref, title, body\. Say it with --template, for example: --template "\{title\} \{body\}"$/ })
  t.same(await readdir(dataDir), [], 'and nothing is written')
})

t.test('an id that is there beside the one that is wanted is not lost unasked', async t => {
  const { run, items } = await fileOf(t, 'my.csv', 'id,ref,title\n1,r1,x\n')
  await t.rejects(run({ id: 'ref' }), { message: /^The field "id" of the file would be lost/ })
  await run({ id: 'ref', map: new Map([['id', 'number']]) })
  t.same(await items(), [{ id: 'r1', number: '1', title: 'x' }])
})

t.test('ids that are made depend on the content alone', async t => {
  const { path, run, items } = await fileOf(t, 'my.csv', 'title,n\nx,1\ny,2\nx,1\n')
  t.match(await run(), { items: 2, madeIds: true, flaws: [{ line: 4, flaw: 'is the same as line 2' }] })
  const before = await items()
  await writeFile(path, 'title,n\nnew,3\ny,2\nx,1\n')
  t.match(await run(), { items: 3, embedded: 1 })
  const byTitle = (list: { id: string, title?: unknown }[], title: string) => list.find(item => item.title === title)!.id
  const after = await items()
  for (const title of ['x', 'y']) t.equal(byTitle(after, title), byTitle(before, title))
})

t.test('rows that cannot be used are told with their lines, and the rest goes in', async t => {
  const long = 'x'.repeat(201)
  const { run, items } = await fileOf(t, 'my.jsonl', `{"id":"a","title":"x"}\nnot JSON\n{"title":"y"}\n{"id":"a","title":"z"}\n{"id":"b","title":" "}\n{"id":"${long}","title":"w"}\n{"id":{},"title":"v"}\n{"id":"c","title":"u"}\n`)
  const { flaws } = await run()
  t.match(flaws, [
    { line: 2, flaw: /^is not JSON/ },
    { line: 3, flaw: 'has no id' },
    { line: 4, flaw: 'has the id "a", which line 1 has already' },
    { line: 5, flaw: 'has nothing to embed: title is empty' },
    { line: 6, flaw: /^has an id that cannot be used/ },
    { line: 7, flaw: /^has an id that cannot be used/ }
  ])
  t.same((await items()).map(item => item.id), ['a', 'c'])
})

t.test('a text that is read as CSV is told what it was taken for', async t => {
  const { run } = await fileOf(t, 'note.txt', 'One line of a text\n')
  await t.rejects(run(), { message: /note\.txt has no rows\. It was read as CSV, .* should end in \.jsonl, pages of text in \.md\.$/ })
})

t.test('a file of which no row can be used changes nothing', async t => {
  const { dataDir, path, run } = await fileOf(t, 'my.jsonl', THREE)
  await run()
  const before = await readFile(join(dataDir, 'x.jsonl'), 'utf8')
  await writeFile(path, 'no\nJSON\n')
  await t.rejects(run(), { message: /has no row that could be used; line 1 is not JSON/ })
  await writeFile(path, '\n')
  await t.rejects(run(), { message: /has no rows\.$/ })
  t.equal(await readFile(join(dataDir, 'x.jsonl'), 'utf8'), before)
  t.same((await readdir(dataDir)).toSorted(), ['x.jsonl', 'x.safetensors', 'x.sentences.safetensors'])
})

t.test('a corpus is replaced from the same file, from another only by force', async t => {
  const { folder, dataDir, path, run, items } = await fileOf(t, 'my.jsonl', THREE)
  await run()
  await writeFile(path, jsonl([{ id: 'a', title: 'Laid off' }, { id: 'd', title: 'New' }]))
  t.match(await run({ template: undefined }), { items: 2, embedded: 1, replaced: true, template: ['{title}'] })

  const other = join(folder, 'other.jsonl')
  await writeFile(other, jsonl([{ id: 'o', title: 'Other' }]))
  await t.rejects(run({}, other), { message: 'There is a corpus "x" already, made from my.jsonl. --force replaces it; another --name keeps both.' })
  t.equal((await items()).length, 2)
  t.match(await run({ force: true }, other), { items: 1, replaced: true })
  t.match((await readManifest(dataDir, 'x')).source, { name: 'other.jsonl', id: /^[0-9a-f]{16}$/ })

  await rename(join(dataDir, 'x.jsonl'), join(dataDir, 'y.jsonl'))
  await t.rejects(run({ name: 'y' }), { message: /^There is a corpus "y" already, not made from a file by this command\./ })
})

t.test('a run that stops half-way leaves the corpus as it was, and the next goes on', async t => {
  const many = Array.from({ length: 40 }, (_, i) => ({ id: `i${i}`, title: `Title ${i}` }))
  const { dataDir, path, run, items } = await fileOf(t, 'my.jsonl', THREE)
  await run()
  await writeFile(path, jsonl(many))
  let calls = 0
  const embed: Embedder['embed'] = async (texts, options) => {
    if (++calls > 1) throw new Error('The worker stopped.')
    return await fakeEmbedder().embed(texts, options)
  }
  await t.rejects(run({ embedder: fakeEmbedder({ embed }) }), { message: 'The worker stopped.' })
  t.equal((await items()).length, 3)
  t.same((await loadedStore(dataDir)).problems, [])
  t.match(await run(), { items: 40, embedded: 24, resumed: 16 })
  t.same((await loadedStore(dataDir)).problems, [])
  t.same((await readdir(dataDir)).toSorted(), ['x.jsonl', 'x.safetensors', 'x.sentences.safetensors'])
})
