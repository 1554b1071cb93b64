import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Test } from 'tap'
import t from 'tap'
import { readManifest } from '../../src/corpus/load-corpus.ts'
import { writeSafetensors } from '../../src/corpus/safetensors.ts'
import type { EmbedCorpusOptions } from '../../src/ingest/embed-corpus.ts'
import { embedCorpus } from '../../src/ingest/embed-corpus.ts'
import { GENERIC_SENTENCES } from '../../src/matching/generic-sentences.ts'
import type { Embedder, Item } from '../../src/matching/ports.ts'
import { jsonl, loadedStore, MODEL, readVectors } from '../corpus/corpus-files.ts'
import { fakeEmbedder, fakeVector } from '../helper.ts'

const ITEMS: Item[] = [{ id: 'a', title: 'Laid off', tags: ['work'] }, { id: 'b', title: 'Grief', tags: ['family', 'loss'] }, { id: 'c', title: 'Abroad', years: 3 }]

/** A folder with a corpus `x`, and a run over it that tells which texts it embedded. */
async function corpusOf (t: Test, items: readonly object[] = ITEMS) {
  const dataDir = t.testdir({ 'x.jsonl': jsonl(items) })
  const path = join(dataDir, 'x.safetensors')
  const run = async (options: Partial<EmbedCorpusOptions> = {}) => {
    const texts: string[] = []
    // After the items come what their background is measured by, and their sentences.
    let isMade = false
    const embedder = fakeEmbedder({
      embed: async (batch, options) => {
        isMade ||= batch.some(text => GENERIC_SENTENCES.includes(text))
        if (!isMade) texts.push(...batch)
        return await fakeEmbedder().embed(batch, options)
      }
    })
    return { ...await embedCorpus({ dataDir, name: 'x', embedder, model: MODEL, template: undefined, ...options }), texts }
  }
  const rows = async (count = items.length) => {
    const { data: vectors } = await readVectors(path, count, MODEL.dimensions)
    return Array.from({ length: count }, (_, row) => vectors.slice(row * MODEL.dimensions, (row + 1) * MODEL.dimensions))
  }
  const change = async (items: readonly object[]) => await writeFile(join(dataDir, 'x.jsonl'), jsonl(items))
  return { dataDir, path, run, rows, change }
}

t.test('every item is embedded, in the order of the lines', async t => {
  const { dataDir, run, rows } = await corpusOf(t)
  t.same(await run({ template: ['{title}: {tags}'] }), { items: 3, embedded: 3, resumed: 0, truncated: 0, template: ['{title}: {tags}'], texts: ['Laid off: work', 'Grief: family, loss', 'Abroad'] })
  t.same(await rows(), ['Laid off: work', 'Grief: family, loss', 'Abroad'].map(fakeVector))
  t.match(await readManifest(dataDir, 'x'), { model: MODEL.id, modelSha256: MODEL.sha256, pooling: 'mean', maxTokens: 256, template: ['{title}: {tags}'] })
  t.same((await loadedStore(dataDir)).problems, [], 'and the corpus can be served')
  t.same((await readdir(dataDir)).toSorted(), ['x.jsonl', 'x.safetensors', 'x.sentences.safetensors'])
})

t.test('a second run embeds nothing, keeps the template and writes the same file', async t => {
  const { path, run } = await corpusOf(t)
  await run({ template: ['{title}'] })
  const before = await readFile(path)
  t.match(await run(), { items: 3, embedded: 0, template: ['{title}'], texts: [] })
  t.ok(before.equals(await readFile(path)))
})

t.test('only items whose text changed are embedded again', async t => {
  const { dataDir, run, rows, change } = await corpusOf(t)
  await run({ template: ['{title}'] })
  // One is gone, one is new, one changed, one moved and changed a field that is not embedded.
  await change([{ id: 'd', title: 'New' }, { id: 'c', title: 'Abroad', years: 4 }, { id: 'a', title: 'Laid off twice' }])
  t.match(await run(), { items: 3, embedded: 2, texts: ['New', 'Laid off twice'] })
  t.same(await rows(), ['New', 'Abroad', 'Laid off twice'].map(fakeVector))
  t.same((await loadedStore(dataDir)).problems, [], 'the file fits the items again')
})

t.test('another template embeds what it changes', async t => {
  const { run, rows } = await corpusOf(t)
  await run({ template: ['{title}'] })
  t.match(await run({ template: ['{title} {years}'] }), { embedded: 1, texts: ['Abroad 3'], template: ['{title} {years}'] })
  t.same((await rows())[2], fakeVector('Abroad 3'))
})

t.test('another file of the model embeds everything anew, by the template that is there', async t => {
  const { dataDir, run } = await corpusOf(t)
  await run({ template: ['{title}'] })
  t.match(await run({ model: { ...MODEL, sha256: 'f'.repeat(64) } }), { embedded: 3, template: ['{title}'] })
  t.equal((await readManifest(dataDir, 'x')).modelSha256, 'f'.repeat(64))
})

t.test('the vectors of the parts of a template are added and normalised', async t => {
  const { run, rows } = await corpusOf(t)
  const { texts } = await run({ template: ['{title}', '{title}. {tags}'] })
  t.same(texts, ['Laid off', 'Laid off. work', 'Grief', 'Grief. family, loss', 'Abroad', 'Abroad.'])
  const [first] = await rows() as [Float32Array]
  const [a, b] = [fakeVector('Laid off'), fakeVector('Laid off. work')]
  const sum = Array.from(a, (value, i) => value + b[i]!)
  const length = Math.sqrt(sum.reduce((total, value) => total + value * value, 0))
  t.ok(first.every((value, i) => Math.abs(value - sum[i]! / length) < 1e-6))
  t.ok(Math.abs(Math.hypot(...first) - 1) < 1e-6)
})

t.test('a part that is empty for an item does not count', async t => {
  const { run, rows } = await corpusOf(t)
  t.same((await run({ template: ['{title}', '{years}'] })).texts, ['Laid off', 'Grief', 'Abroad', '3'])
  t.same((await rows())[0], fakeVector('Laid off'))
})

t.test('more items than are embedded together keep their rows, and progress is told', async t => {
  const items = Array.from({ length: 40 }, (_, i) => ({ id: `i${i}`, title: `Title ${i}`, ...i % 3 === 0 ? { years: i } : {} }))
  const { run, rows } = await corpusOf(t, items)
  const progress: [number, number][] = []
  await run({ template: ['{title}'], onProgress: (done, total) => { progress.push([done, total]) } })
  t.same(await rows(), items.map(item => fakeVector(item.title)))
  t.same(progress.at(-1), [40, 40])
  t.ok(progress.length > 1)
  t.equal((await run({ template: ['{title}', '{years}'] })).embedded, 14, 'only those with a second part are embedded again')
})

t.test('a field that no item has is refused with the one that was meant', async t => {
  const { path, run } = await corpusOf(t)
  await t.rejects(run({ template: ['{titel}'] }), { message: 'The template names the field "titel", which no item of "x" has. Did you mean "title"?' })
  await t.rejects(run({ template: ['{title}', '{zzzzzzzz}'] }), { message: 'The template names the field "zzzzzzzz", which no item of "x" has. There are id, title, tags, years.' })
  await t.rejects(readFile(path), { code: 'ENOENT' })
})

t.test('a template without a field is refused', async t => {
  const { run } = await corpusOf(t)
  await t.rejects(run({ template: ['title'] }), { message: 'The template names no field; write it like "{title} {content}".' })
})

t.test('without a template and without vectors it is asked for one', async t => {
  const { run } = await corpusOf(t)
  await t.rejects(run(), { message: 'Which fields of "x" are to be embedded? It has id, title, tags, years. Say it with --template, for example: --template "{title}"' })
})

t.test('an item with nothing to embed is refused by its id', async t => {
  const { run } = await corpusOf(t, [...ITEMS, { id: 'd', title: ' ' }])
  await t.rejects(run({ template: ['{title} {tags}'] }), { message: 'The item "d" has nothing to embed: title, tags are empty.' })
})

t.test('a run that fails half-way leaves the old file whole, and the next one goes on where it was', async t => {
  const items = Array.from({ length: 40 }, (_, i) => ({ id: `i${i}`, title: `Title ${i}` }))
  const { dataDir, path, run, rows, change } = await corpusOf(t, items)
  await run({ template: ['{title}'] })
  const before = await readFile(path)
  await change(items.map(item => ({ ...item, title: `${item.title} anew` })))
  let calls = 0
  const embed: Embedder['embed'] = async (texts, options) => {
    if (++calls > 1) throw new Error('The worker stopped.')
    return await fakeEmbedder().embed(texts, options)
  }
  await t.rejects(run({ embedder: fakeEmbedder({ embed }) }), { message: 'The worker stopped.' })
  t.equal(calls, 2)
  t.ok(before.equals(await readFile(path)))
  t.same((await readdir(dataDir)).toSorted(), ['x.jsonl', 'x.safetensors', 'x.safetensors.part', 'x.sentences.safetensors'])
  t.match(await run(), { items: 40, embedded: 24, resumed: 16 })
  t.same(await rows(), items.map(item => fakeVector(`${item.title} anew`)))
  t.same((await readdir(dataDir)).toSorted(), ['x.jsonl', 'x.safetensors', 'x.sentences.safetensors'])
})

t.test('items that are wrong leave the old file whole', async t => {
  const { path, run, change } = await corpusOf(t)
  await run({ template: ['{title}'] })
  const before = await readFile(path)
  await change([...ITEMS, { title: 'no id' }])
  await t.rejects(run(), { message: /x\.jsonl, line 4: "id" must be a text/ })
  t.ok(before.equals(await readFile(path)))
})

t.test('vectors that are cut off are made anew, by the template that is there', async t => {
  const { path, run, rows } = await corpusOf(t)
  await run({ template: ['{title}'] })
  await truncate(path, (await readFile(path)).length - 8)
  t.match(await run(), { embedded: 3, template: ['{title}'] })
  t.same(await rows(), ITEMS.map(item => fakeVector(String(item['title']))))
})

t.test('a file that is no vectors of this version is written anew', async t => {
  const { path, run } = await corpusOf(t)
  const template = ['{title}']
  await writeFile(path, 'These are no vectors.')
  t.match(await run({ template }), { embedded: 3 })
  await writeSafetensors(path, {}, { format: 'kindred-corpus', format_version: '9' })
  t.match(await run({ template }), { embedded: 3 })
})

t.test('an item of which not all could be read is counted once', async t => {
  const { run } = await corpusOf(t)
  const embedder = fakeEmbedder({ embed: async (texts, options) => (await fakeEmbedder().embed(texts, options)).map((embedding, i) => texts[i] === 'Grief' ? { ...embedding, tokens: 256, tokensOfText: 300 } : embedding) })
  t.match(await run({ embedder, template: ['{title}', '{title}'] }), { embedded: 3, truncated: 1 })
})
