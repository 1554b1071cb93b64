import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Test } from 'tap'
import t from 'tap'
import { build } from './helper.ts'
import { temporaryFolder, writeFiles, writeTinyModel } from './fixtures/tiny-model.ts'
import { kindred } from './kindred.ts'

async function setup (t: Test, files: Record<string, string>) {
  const [folder, DATA_DIR, MODELS_DIR] = [await temporaryFolder(t), await temporaryFolder(t), await temporaryFolder(t)]
  const { id } = await writeTinyModel(MODELS_DIR)
  await writeFiles(folder, files)
  const environment = { DATA_DIR, MODELS_DIR, DEFAULT_MODEL: id, INFERENCE_THREADS: '1', PORT: '7999' }
  const embed = async (...args: string[]) => await kindred(t, ['embed', ...args], environment)
  return { folder, DATA_DIR, environment, embed }
}

t.test('a file becomes a corpus, and the commands that lead to a match are said and work', async t => {
  const { folder, DATA_DIR, environment, embed } = await setup(t, { 'my.jsonl': '{"id":"1","title":"the cat\'s mat","body":"sat"}\n{"id":"2","title":"a dog"}\n' })
  const { code, stdout, stderr } = await embed(join(folder, 'my.jsonl'), '--name', 'stories', '--template', '{title} {body}')
  t.match({ code, stdout }, { code: 0, stdout: '' })
  t.match(stderr, /^stories: 2 items as "\{title\} \{body\}"; 2 embedded, 0 unchanged, [\d.]+ s\.\n\nNext:\n {2}npm run -s kindred -- match "the cat s mat sat" --corpus stories\n {2}npm start/)
  t.same((await readdir(DATA_DIR)).toSorted(), ['stories.jsonl', 'stories.safetensors', 'stories.sentences.safetensors'])

  const [, path, payload] = /curl -s localhost:7999(\S+) .* -d '([^']*)'$/m.exec(stderr)!
  const app = await build(t, environment)
  const answer = await app.inject({ method: 'POST', url: path!, headers: { 'content-type': 'application/json' }, payload: payload! })
  t.match(answer.json(), { corpus: 'stories', matches: [{ id: '1' }, { id: '2' }] })
})

t.test('a CSV as it comes from a spreadsheet', async t => {
  const csv = '\uFEFFJob ID;Job Role;Min Salary;Notes\r\nJ1;"Nurse; night";30000;"She said ""come""\r\nand sat"\r\nJ2;Cat sitter;;NULL\r\nJ3;broken\r\nJ2;Dog;1;x\r\n'
  const { folder, DATA_DIR, embed } = await setup(t, { 'jobs.csv': csv })
  const args = [join(folder, 'jobs.csv'), '--name', 'work', '--map', 'Job Role=role', '--map', 'Min Salary=min_salary', '--id', 'Job ID', '--template', '{role}']
  const { code, stdout, stderr } = await embed(...args, '--json')
  t.equal(code, 0)
  for (const line of ['line 5 has 2 cells, the header has 4.', 'line 6 has the id "J2", which line 4 has already.', '2 rows were left out.', 'The ids were taken from "Job ID".']) t.ok(stderr.includes(`${line}\n`), line)
  t.match(JSON.parse(stdout), { corpus: 'work', items: 2, embedded: 2, resumed: 0, made_ids: false, replaced: false, left_out: [{ line: 5 }, { line: 6, message: 'Line 6 has the id "J2", which line 4 has already.' }] })
  const items = (await readFile(join(DATA_DIR, 'work.jsonl'), 'utf8')).trim().split('\n').map(line => JSON.parse(line) as object)
  t.same(items, [
    { id: 'J1', role: 'Nurse; night', min_salary: 30000, Notes: 'She said "come"\r\nand sat' },
    { id: 'J2', role: 'Cat sitter', min_salary: null, Notes: null }
  ])
})

t.test('without ids they are made, and it says so; the name has to be free', async t => {
  const { folder, embed } = await setup(t, { 'a.csv': 'title\ncat\ndog\n', 'b.csv': 'title\nnurse\n' })
  const [a, b] = [join(folder, 'a.csv'), join(folder, 'b.csv')]
  t.match(await embed(a, '--name', 'pets', '--template', '{title}'), { code: 0, stderr: /^The file has no field "id", so ids were made/ })
  t.match(await embed(a, '--name', 'pets'), { code: 0, stderr: /The corpus of that name was replaced\.\npets: 2 items as "\{title\}"; 0 embedded, 2 unchanged/ })
  t.match(await embed(b, '--name', 'pets', '--template', '{title}'), { code: 1, stdout: '', stderr: /^There is a corpus "pets" already, made from a\.csv\. --force replaces it/ })
  t.match(await embed(b, '--name', 'pets', '--template', '{title}', '--force'), { code: 0, stderr: /1 embedded/ })
})

t.test('an update keeps the ids and the names of fields without being told again', async t => {
  const csv = 'Nr,Kurs,Ort\n01,cat,Bonn\n02,dog,Köln\n'
  const { folder, DATA_DIR, embed } = await setup(t, { 'kurse.csv': csv })
  const file = join(folder, 'kurse.csv')
  await embed(file, '--name', 'kurse', '--id', 'Nr', '--map', 'Kurs=title', '--map', 'Ort=place', '--template', '{title}')
  const before = await readFile(join(DATA_DIR, 'kurse.jsonl'), 'utf8')
  await writeFile(file, `${csv}03,mat,Ulm\n`)
  const { code, stderr } = await embed(file, '--name', 'kurse')
  t.equal(code, 0)
  t.match(stderr, /^As the last time: --id "Nr" --map "Kurs=title" --map "Ort=place"\n/)
  t.match(stderr, /1 embedded, 2 unchanged/)
  t.equal(await readFile(join(DATA_DIR, 'kurse.jsonl'), 'utf8'), `${before}{"id":"03","title":"mat","place":"Ulm"}\n`)
  t.match(await embed(file, '--name', 'kurse', '--id', 'Kurs', '--map', 'Nr=number', '--template', '{number}'), { code: 0, stderr: /The ids were taken from "Kurs"\./ }, 'unless it is told something else')
})

t.test('what was changed by hand is not replaced without being asked', async t => {
  const { folder, DATA_DIR, embed } = await setup(t, { 'a.csv': 'id,title\n1,cat\n' })
  const [file, items] = [join(folder, 'a.csv'), join(DATA_DIR, 'pets.jsonl')]
  await embed(file, '--name', 'pets', '--template', '{title}')
  await writeFile(items, '{"id":"1","title":"dog"}\n')
  const refused = { code: 1, stdout: '', stderr: `${items} has changed since it was made from a.csv, and the changes would be lost. Make them in a.csv instead, or replace it with --force.\n` }
  t.same(await embed(file, '--name', 'pets'), refused)
  t.match(await embed('pets'), { code: 0, stderr: /1 embedded/ })
  t.same(await embed(file, '--name', 'pets'), refused, 'also where it has got its vectors since')
  t.equal(await readFile(items, 'utf8'), '{"id":"1","title":"dog"}\n')
  t.match(await embed(file, '--name', 'pets', '--force'), { code: 0, stderr: /was replaced/ })
  t.match(await embed(file, '--name', 'pets'), { code: 0 }, 'and then it is as it was made')
})

t.test('what is asked wrongly is told, with exit code 2', async t => {
  const { folder, DATA_DIR, embed } = await setup(t, { 'My Stories.csv': 'title\nx\n' })
  const file = join(folder, 'My Stories.csv')
  await writeFile(join(DATA_DIR, 'pets.jsonl'), '{"id":"1","title":"cat"}\n')
  const wrong: [args: string[], stderr: string | RegExp][] = [
    [[file], 'What is the corpus to be called? Say it with --name, for example: --name my-stories\n'],
    [[file, '--name', 'Böse'], /^"Böse" cannot be the name of a corpus/],
    [[file, '--name', 'x', '--map', 'title'], '--map is written like "Job Role=role", not "title".\n'],
    [[file, '--name', 'x', '--map', 'a=b', '--map', 'a=c'], '--map names "a" twice.\n'],
    [[file, '--name', 'x', '--delimiter', '::'], /^--delimiter is one character/],
    [[file, 'pets', '--name', 'x'], /^One file at a time makes a corpus/],
    [[join(folder, 'none.csv'), '--name', 'x'], /^There is no file /],
    [[join(DATA_DIR, 'pets.jsonl')], /is the corpus "pets" itself\. Its vectors are made by: kindred embed pets\n/],
    [['pets', '--name', 'x'], /^--name belongs to a file that a corpus is made from, and "pets" is none/],
    [['--force'], /^--force belongs to a file .* none is named/]
  ]
  for (const [args, stderr] of wrong) t.match(await embed(...args), { code: 2, stdout: '', stderr }, args.slice(1).join(' '))
  t.match(await embed(file, '--name', 'x', '--template', '{titel}'), { code: 1, stderr: /Did you mean "title"\?\n$/ })
})

t.test('killed midway, it goes on where it was', async t => {
  const count = 400
  const items = Array.from({ length: count }, (_, i) => ({ id: `i${i}`, title: `the cat ${i} sat`, body: 'a dog on the mat '.repeat(40) }))
  const { folder, DATA_DIR, environment, embed } = await setup(t, { 'my.jsonl': items.map(item => `${JSON.stringify(item)}\n`).join('') })
  const args = [join(folder, 'my.jsonl'), '--name', 'stories', '--template', '{title}', '--template', '{title} {body}']
  const part = join(DATA_DIR, 'stories.safetensors.part')

  const child = spawn(process.execPath, ['scripts/kindred.mjs', 'embed', ...args], { env: { ...process.env, NODE_OPTIONS: '', NODE_V8_COVERAGE: '', ...environment }, stdio: 'ignore' })
  t.teardown(() => child.kill('SIGKILL'))
  const exit = once(child, 'exit')
  const savedBytes = async () => await stat(part).then(stats => stats.size, () => 0)
  while (child.exitCode === null && await savedBytes() < 5000) await new Promise(resolve => setTimeout(resolve, 1))
  child.kill('SIGKILL')
  t.same(await exit, [null, 'SIGKILL'], 'it was running')
  t.notOk((await readdir(DATA_DIR)).includes('stories.jsonl'), 'and nobody sees half a corpus')

  const { code, stdout } = await embed(...args, '--json')
  const { embedded, resumed } = JSON.parse(stdout) as { embedded: number, resumed: number }
  t.equal(code, 0)
  t.equal(embedded + resumed, count)
  t.ok(resumed > 0 && embedded < count, `${resumed} were taken over`)
  t.same((await readdir(DATA_DIR)).toSorted(), ['stories.jsonl', 'stories.safetensors', 'stories.sentences.safetensors'])

  const resumedBytes = await readFile(join(DATA_DIR, 'stories.safetensors'))
  await embed(args[0]!, '--name', 'fresh', ...args.slice(3))
  t.ok(resumedBytes.equals(await readFile(join(DATA_DIR, 'fresh.safetensors'))), 'the vectors are those of a run without interruption')
})

t.test('interrupted by Ctrl-C, it says how to go on', async t => {
  const items = Array.from({ length: 2000 }, (_, i) => `${JSON.stringify({ id: `i${i}`, title: `the cat ${i} sat `.repeat(40) })}\n`)
  const { folder, DATA_DIR, environment } = await setup(t, { 'my.jsonl': items.join('') })
  const child = spawn(process.execPath, ['scripts/kindred.mjs', 'embed', join(folder, 'my.jsonl'), '--name', 'stories', '--template', '{title}'], { env: { ...process.env, NODE_OPTIONS: '', NODE_V8_COVERAGE: '', ...environment }, stdio: ['ignore', 'ignore', 'pipe'] })
  t.teardown(() => child.kill('SIGKILL'))
  let stderr = ''
  child.stderr.on('data', chunk => { stderr += String(chunk) })
  const close = once(child, 'close')
  const isUnderWay = async () => (await readdir(DATA_DIR)).includes('stories.jsonl.next')
  while (child.exitCode === null && !await isUnderWay()) await new Promise(resolve => setTimeout(resolve, 1))
  child.kill('SIGINT')
  t.same(await close, [130, null])
  t.match(stderr, /Interrupted\. Run the same again to go on where it was\.\n$/)
})
