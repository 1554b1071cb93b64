import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { createFileStore } from '../../src/corpus/file-store.ts'
import { openSafetensors } from '../../src/corpus/safetensors.ts'
import { readModelFolder } from '../../src/embedding/model-folder.ts'
import type { Item } from '../../src/matching/ports.ts'
import { jsonl } from '../corpus/corpus-files.ts'
import { commandLine, itemsOf } from './command-line.ts'

/** More than a page; the order of fields and of ids beyond ASCII must survive. */
const ITEMS = Array.from({ length: 700 }, (_, i) => ({ id: i % 50 === 0 ? `é${i}` : `p${i}`, title: `cat ${i}`, zoo: i, alpha: i % 3 === 0 ? null : { b: 1, a: [i] } }))

t.test('a corpus goes out of the database and comes back, in both forms', async t => {
  const { run, folder, dataDir, environment, corpus } = await commandLine(t)
  const path = join(folder, 'pets.jsonl')
  await writeFile(path, jsonl(ITEMS))
  t.match(await run('import', path, '--name', 'pets', '--template', '{title}'), { code: 0 })
  const pets = await corpus('pets')

  const { code, stdout, stderr } = await run('export', 'pets')
  t.match({ code, stderr }, { code: 0, stderr: /^pets: 700 items, [\d.]+ s\.\n$/ })
  const lines = stdout.trim().split('\n').map(line => JSON.parse(line) as Item & { embedding: string })
  t.same(lines.map(({ embedding, ...item }) => item), await itemsOf(pets))
  t.same(Object.keys(lines[0]!), ['id', 'title', 'zoo', 'alpha', 'embedding'], 'fields in their order')
  const vector = await pets.vectorOf(lines[5]!.id)
  t.same(new Float32Array(Uint8Array.from(Buffer.from(lines[5]!.embedding, 'base64')).buffer), vector)

  await writeFile(join(folder, 'back.jsonl'), stdout)
  t.match(JSON.parse((await run('import', join(folder, 'back.jsonl'), '--name', 'back', '--template', '{title}', '--json')).stdout), { items: 700, embedded: 0 })
  t.same(await itemsOf(await corpus('back')), await itemsOf(pets))

  const out = join(dataDir, 'served.jsonl')
  const told = await run('export', 'pets', '--out', out, '--vectors', 'safetensors', '--json')
  t.same(JSON.parse(told.stdout), { corpus: 'pets', items: 700, dimensions: 32, model: 'test/tiny', vectors: 'safetensors', files: [out, join(dataDir, 'served.safetensors')] })
  t.same((await readdir(dataDir)).toSorted(), ['served.jsonl', 'served.safetensors'])
  const store = createFileStore(dataDir, undefined)
  await store.discover()
  await store.load([await readModelFolder(environment['MODELS_DIR']!, 'test/tiny', 'q8')])
  t.same(store.problems(), [])
  const served = await store.get('served')
  t.same(await served.items(0, 1000), await itemsOf(pets))
  t.same(await served.vectorOf('p7'), await pets.vectorOf('p7'))

  // The files again, as an export of files.
  environment['DATABASE_URL'] = ''
  const copy = join(folder, 'copy.jsonl')
  t.match(await run('export', 'served', '--out', copy, '--vectors', 'safetensors'), { code: 0 })
  for (const ending of ['jsonl', 'safetensors']) t.ok((await readFile(join(folder, `copy.${ending}`))).equals(await readFile(join(dataDir, `served.${ending}`))), ending)
  t.same((await run('export', 'served', '--vectors', 'none')).stdout, await readFile(out, 'utf8'))
  const { tensors, close } = await openSafetensors(join(folder, 'copy.safetensors'))
  await close()
  t.same([...tensors].map(([name, { dtype, shape }]) => [name, dtype, shape]), [['embeddings', 'F32', [700, 32]], ['text_hashes', 'U8', [700, 32]]])
  await writeFile(out, 'changed', { flag: 'a' })
  t.match(await run('export', 'served'), { code: 1, stdout: '', stderr: /served\.jsonl has changed since its vectors were made\. Run: kindred embed served/ })
})

t.test('what cannot be exported so', async t => {
  const { run, folder } = await commandLine(t)
  await writeFile(join(folder, 'x.jsonl'), jsonl([{ id: '1', title: 'a', embedding: 'mine' }]))
  await run('import', join(folder, 'x.jsonl'), '--name', 'pets', '--template', '{title}')
  const out = join(folder, 'out.jsonl')
  t.match(await run('export', 'pets', '--out', out), { code: 1, stderr: /The item "1" has a field "embedding" of its own\. Export the vectors beside the items: --vectors safetensors/ })
  t.same((await readdir(folder)).toSorted(), ['x.jsonl'], 'nothing is left')
  t.match(await run('export', 'pets', '--out', out, '--vectors', 'safetensors'), { code: 0 })
  t.same((await readdir(folder)).toSorted(), ['out.jsonl', 'out.safetensors', 'x.jsonl'])
  const wrong: [args: string[], stderr: RegExp][] = [
    [[], /^Which corpus is to be exported\?/],
    [['pest'], /^There is no corpus "pest" in the database\. Did you mean "pets"\?/],
    [['pets', '--vectors', 'safetensor'], /There is no --vectors safetensor\. Did you mean "safetensors"\?/],
    [['pets', '--vectors', 'safetensors'], /writes two files; say where with --out/],
    [['pets', '--json'], /--json is for --out/]
  ]
  for (const [args, stderr] of wrong) t.match(await run('export', ...args), { code: 2, stdout: '', stderr })
})
