import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { createEmbedder } from '../../src/embedding/embedder.ts'
import { corporaIn } from '../../src/postgres/corpora.ts'
import { fakeVector } from '../helper.ts'
import { jsonl, loadedStore } from '../corpus/corpus-files.ts'
import { commandLine, float32, itemsOf } from './command-line.ts'

const words = ['cat', 'dog', 'job', 'boss', 'nurse', 'night', 'mat', 'work', 'burn', 'sat']
const stories = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `s${String(i).padStart(4, '0')}`, title: `${words[i % 10]} ${words[i % 7]} ${i}` }))

t.test('a file becomes a corpus, and is brought up to date', async t => {
  const { run, folder, corpus } = await commandLine(t)
  const path = join(folder, 'stories.jsonl')
  const write = async (items: object[]) => await writeFile(path, jsonl(items))
  const imported = async (...args: string[]) => {
    const { code, stdout, stderr } = await run('import', path, '--name', 'stories', ...args, '--json')
    t.equal(code, 0, stderr)
    return { outcome: JSON.parse(stdout) as object, stderr }
  }
  await write(stories(150))
  t.match((await imported('--template', '{title}')).outcome, { items: 150, added: 150, embedded: 150, wrote: true, template: ['{title}'] })
  const { version } = (await corpus('stories')).info
  t.match((await imported()).outcome, { items: 150, unchanged: 150, embedded: 0, wrote: false })
  t.match(await run('import', path, '--name', 'stories'), { code: 0, stdout: /^stories: nothing to write; all 150 items of the source are there as they are\. 150 items, [\d.]+ s\.\n$/ })
  t.equal((await corpus('stories')).info.version, version)

  // One more, one other text, one other field with the same text, one gone, one broken.
  const changed = [...stories(151).slice(2), { id: 's0001', title: 'the cat sat' }, { ...stories(3)[2], id: 's0002', note: 'new' }].filter((item, i, all) => all.findLastIndex(({ id }) => id === item.id) === i)
  await write([...changed, { id: 'broken', title: '' }, { id: 's0005', title: 'twice' }, { id: 'nul', title: 'a\u0000b' }])
  const { outcome, stderr } = await imported()
  t.match(outcome, { items: 151, added: 1, updated: 2, unchanged: 147, embedded: 2, removed: 0, not_in_source: 1, left_out_count: 3, wrote: true })
  for (const sentence of [/line 151 has nothing to embed: title is empty\./, /line 152 has the id "s0005", which line 3 has already\./, /line 153 has a text with the character U\+0000/, /1 item of the corpus is not in the source, and kept; --prune deletes them\./]) t.match(stderr, sentence)
  t.match((await imported('--prune')).outcome, { items: 150, removed: 1, updated: 0, wrote: true })
  const items = await itemsOf(await corpus('stories'))
  t.same(items.map(({ id }) => id), stories(151).map(({ id }) => id).filter(id => id !== 's0000'))
  t.same(items[1], { id: 's0002', title: stories(3)[2]!.title, note: 'new' })
})

t.test('a corpus is not replaced unasked', async t => {
  const { run, folder, corpus, dataDir } = await commandLine(t)
  const [one, other] = [join(folder, 'one.jsonl'), join(folder, 'other.csv')]
  await writeFile(one, jsonl(stories(3)))
  await writeFile(other, 'id,title\nx,a dog\n')
  t.match(await run('import', one, '--name', 'pets', '--template', '{title}'), { code: 0, stdout: /^pets: 3 items; 3 added/ })
  t.match(await run('import', other, '--name', 'pets', '--template', '{title}'), { code: 1, stderr: 'There is a corpus "pets" already, imported from one.jsonl. --force replaces it; another --name keeps both.\n' })
  t.match(await run('import', one, '--name', 'pets', '--template', '{id} {title}'), { code: 1, stderr: 'The corpus "pets" has the template "{title}". --force makes it anew as you say; another --name keeps both.\n' })
  t.match(await run('import', other, '--name', 'pets', '--force'), { code: 0, stderr: /The corpus of that name was replaced\./ })
  t.same(await itemsOf(await corpus('pets')), [{ id: 'x', title: 'a dog' }])
  t.same(await readdir(dataDir), [], 'no files are written')
})

t.test('a corpus that was imported is not replaced by a file of its name when the service starts', async t => {
  const { run, folder, database, extension } = await commandLine(t)
  await writeFile(join(folder, 'a.jsonl'), jsonl(stories(3)))
  await run('import', join(folder, 'a.jsonl'), '--name', 'pets', '--template', '{title}')
  const [row] = await corporaIn(database, () => extension).list()
  t.match(row, { name: 'pets', written: true, source: /^a\.jsonl [0-9a-f]{16}$/ })
})

t.test('an interrupted import is gone on with', async t => {
  const { run, folder, database, extension, corpus } = await commandLine(t)
  const path = join(folder, 'stories.jsonl')
  await writeFile(path, jsonl(stories(100)))
  await run('import', path, '--name', 'whole', '--template', '{title}')
  const corpora = corporaIn(database, () => extension)
  const [whole] = await corpora.list()
  // What a run leaves that was killed after some items, of which one has left the source since.
  const staged = await corpora.stage({ ...whole!, name: 'stories', source: whole!.source!, fileVersion: undefined as never })
  const from = await corpus('whole')
  const { rows } = await database.transaction(async run => ({ rows: await run({ text: `select id, item, text_hash from items_${whole!.id} order by id limit 40`, values: [] }) }))
  await corpora.upsert(staged.id, await Promise.all(rows.map(async row => ({ item: row['item'] as { id: string }, textHash: row['text_hash'] as Buffer, vector: (await from.vectorOf(row['id'] as string))! }))))
  await corpora.upsert(staged.id, [{ item: { id: 'gone' }, textHash: null, vector: (await from.vectorOf('s0000'))! }])
  const { stdout, stderr } = await run('import', path, '--name', 'stories', '--template', '{title}', '--json')
  t.match(stderr, /An import of this was interrupted; going on with the 41 items that are there\./)
  t.match(JSON.parse(stdout), { items: 100, added: 60, unchanged: 40, removed: 1, embedded: 60 })
  t.equal((await corpora.list()).length, 2)
  t.equal((await itemsOf(await corpus('stories'))).length, 100)
})

t.test('vectors that items bring are checked', async t => {
  const { run, folder, environment, corpus } = await commandLine(t)
  const path = join(folder, 'with.jsonl')
  const write = async (vectorOf: (text: string, i: number) => unknown) => await writeFile(path, jsonl(await Promise.all(stories(60).map(async (item, i) => ({ ...item, embedding: await vectorOf(item.title, i) })))))
  const args = ['import', path, '--name', 'with', '--template', '{title}']
  const embedder = createEmbedder({ modelsDir: environment['MODELS_DIR']!, dtype: 'q8', threads: 1, cacheBytes: 0, maxQueue: 1000, timeoutMs: 60_000, onReplaced: () => {}, onHung: () => {} })
  t.teardown(async () => await embedder.close())
  await embedder.load(['test/tiny'])
  await embedder.start()
  const made = async (text: string) => (await embedder.embed([text], { model: 'test/tiny' }))[0]!.vector

  await write(text => [...fakeVector(text)])
  t.match(await run(...args), { code: 1, stdout: '', stderr: /The vectors have 8 dimensions, those of test\/tiny 32: another model made them\. --embed makes them anew from the text; --model <its name> keeps them/ })
  await write((_, i) => Array.from({ length: 32 }, (_, d) => Math.sin(i * 13 + d * d)))
  t.match(await run(...args), { code: 1, stdout: '', stderr: /These are not the vectors that test\/tiny makes of "\{title\}": of 50 items embedded again 0 agree \(cosine 0\.98 or more; the median is -?0\.\d\d\)\. .*--embed makes them anew/ })
  await t.rejects(corpus('with'), 'and nothing is written')

  await write(async (text, i) => i === 3 ? null : i % 2 === 0 ? [...await made(text)] : float32(await made(text)).toString('base64'))
  const { stdout, stderr } = await run(...args, '--json')
  t.match(stderr, /The vectors are taken from "embedding"\.\nChecked: 50 of 50 items embedded again have the vector that is there\./)
  t.match(JSON.parse(stdout), { items: 60, embedded: 1, normalised: 0 })
  t.same(Object.keys((await itemsOf(await corpus('with')))[0]!), ['id', 'title'], 'the vector is no field')

  await write(() => 'no vector')
  t.match(JSON.parse((await run(...args, '--json')).stdout), { embedded: 0, updated: 60 }, 'a field of that name without vectors is a field like others')
})

t.test('without a database the files are made, vectors that items bring included', async t => {
  const { folder, dataDir, environment, run } = await commandLine(t)
  const path = join(folder, 'pets.jsonl')
  await writeFile(path, jsonl(stories(20)))
  environment['DATABASE_URL'] = ''
  const outcome = async (...args: string[]) => JSON.parse((await run('import', path, '--name', 'pets', ...args, '--json')).stdout) as object
  t.match(await outcome('--template', '{title}'), { to: 'files', items: 20, added: 20, embedded: 20, wrote: true })
  const before = await readFile(join(dataDir, 'pets.safetensors'))
  t.match(await outcome(), { items: 20, added: 0, unchanged: 20, embedded: 0, wrote: false })
  t.same((await readdir(dataDir)).toSorted(), ['pets.jsonl', 'pets.safetensors', 'pets.sentences.safetensors'])
  t.ok(before.equals(await readFile(join(dataDir, 'pets.safetensors'))))

  const exported = join(folder, 'exported.jsonl')
  t.match(await run('export', 'pets', '--out', exported), { code: 0, stdout: '', stderr: /^pets: 20 items in .*exported\.jsonl/ })
  const again = await run('import', exported, '--name', 'copy', '--template', '{title}', '--json')
  t.match(JSON.parse(again.stdout), { items: 20, added: 20, embedded: 0 }, again.stderr)
  t.ok(before.subarray(-20 * 32 * 4 - 20 * 32).equals((await readFile(join(dataDir, 'copy.safetensors'))).subarray(-20 * 32 * 4 - 20 * 32)), 'the vectors are the same')
  t.match(await run('import', exported, '--name', 'foreign', '--model', 'no/model'), { code: 2, stderr: /can only be kept in a database/ })
  t.match(await run('import', path, '--name', 'pets', '--prune'), { code: 2, stderr: /--prune is for a database/ })
  t.same((await loadedStore(dataDir)).names, [], 'which takes that model')
})

t.test('what cannot be read is refused with a way out', async t => {
  const { run, folder } = await commandLine(t)
  const pickles: [name: string, content: Buffer | string][] = [['jobs.pkl', 'anything'], ['jobs.jsonl', Buffer.from([0x80, 4, 0x95, 1, 0])]]
  for (const [name, content] of pickles) {
    const path = join(folder, name)
    await writeFile(path, content)
    const { code, stdout, stderr } = await run('import', path, '--name', 'jobs')
    t.same({ code, stdout }, { code: 1, stdout: '' })
    t.match(stderr, /is a Python pickle\. Reading one runs any program that is hidden in it/)
    t.match(stderr, /\nimport json, pickle\nrows = pickle\.load\(open\(".*", "rb"\)\)\nopen\(".*jobs\.jsonl", "w"\)\.writelines\(.*\)\n$/)
  }
  const wrong: [args: string[], stderr: RegExp][] = [
    [[], /^What is to be imported\?/],
    [['a.jsonl'], /^What is the corpus to be called\? Say it with --name/],
    [['a.jsonl', '--name', 'A b'], /"A b" cannot be the name of a corpus/],
    [['a.jsonl', 'b.jsonl', '--name', 'x'], /One source at a time; this names 2\./],
    [['a.jsonl', '--name', 'x'], /^There is no file a\.jsonl\./],
    [['a.jsonl', '--name', 'x', '--table', 'y'], /--table belongs to a postgres:\/\/ source, which this is not\./],
    [['mysql://host/db', '--name', 'x'], /mysql:\/\/ is no source/],
    [['a.jsonl', '--nmae', 'x'], /Unknown option '--nmae'\. Did you mean "--name"\?/]
  ]
  for (const [args, stderr] of wrong) t.match(await run('import', ...args), { code: 2, stdout: '', stderr })
})
