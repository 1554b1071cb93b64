import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Test } from 'tap'
import t from 'tap'
import { createFileStore } from '../../src/corpus/file-store.ts'
import { fileWriter } from '../../src/corpus/file-writer.ts'
import { loadCorpus, readManifest } from '../../src/corpus/load-corpus.ts'
import { lockCorpus } from '../../src/corpus/lock.ts'
import { pathsOf } from '../../src/corpus/paths.ts'
import { hashOfTexts } from '../../src/corpus/template.ts'
import { embedCorpus } from '../../src/ingest/embed-corpus.ts'
import type { Item } from '../../src/matching/ports.ts'
import type { CorpusDeclaration, NewItem, WritableStore } from '../../src/matching/writing.ts'
import { FAKE_MODEL, fakeEmbedder, fakeVector } from '../helper.ts'
import { dataDirOf, jsonl, loadedStore, MODEL } from './corpus-files.ts'

const MENTORS = [{ id: 'm2', text: 'lost a parent' }, { id: 'm3', text: 'moved abroad', tags: ['a'] }, { id: 'm1', text: 'laid off twice' }]
const OWN: CorpusDeclaration = { dimensions: 8, model: { id: FAKE_MODEL, sha256: MODEL.sha256 }, template: ['{text}'] }
const FOREIGN: CorpusDeclaration = { dimensions: 3, model: null, template: [] }

const embedded = (item: Item): NewItem => ({ item, vector: fakeVector(String(item['text'])), textHash: hashOfTexts([String(item['text'])]) })
const given = (id: string, ...vector: number[]): NewItem => ({ item: { id }, vector: Float32Array.from(vector), textHash: null })

async function upsert (store: WritableStore, name: string, ...rows: NewItem[]) {
  const writer = await store.write(name)
  const written = await writer.upsert(rows)
  await writer.commit()
  await writer.close()
  return written
}

async function mentors (t: Test) {
  const dataDir = await dataDirOf(t, { mentors: MENTORS })
  const { store } = await loadedStore(dataDir)
  /** What a service that starts now has. */
  const fresh = async () => {
    const { store, problems } = await loadedStore(dataDir)
    t.same(problems, [])
    return await store.get('mentors')
  }
  return { dataDir, store, fresh, lines: async () => (await readFile(join(dataDir, 'mentors.jsonl'), 'utf8')).split('\n').slice(0, -1) }
}

t.test('items are added, replaced and removed, for this process and for the next', async t => {
  const { dataDir, store, fresh } = await mentors(t)
  const writer = await store.write('mentors')
  const [m1, m4] = [{ id: 'm1', text: 'retired', n: 1 }, { id: 'm4', text: 'first job' }]
  t.same(await writer.upsert([m1, m4, MENTORS[0]!].map(embedded)), { added: 1, updated: 1, unchanged: 1 })
  t.equal(await writer.remove({ ids: ['m3', 'nobody'] }), 1)
  t.same(await (await store.get('mentors')).items(0, 9), [MENTORS[2], MENTORS[0], MENTORS[1]], 'nothing is seen before it is written')
  await writer.commit()
  for (const corpus of [await store.get('mentors'), await fresh()]) {
    t.same(await corpus.items(0, 9), [m1, MENTORS[0], m4])
    for (const { id, text } of [m1, MENTORS[0]!, m4]) t.same(await corpus.vectorOf(id), fakeVector(text))
    t.match(corpus.info, { items: 3, fields: [{ name: 'id' }, { name: 'text' }, { name: 'n', type: 'number' }] })
  }
  t.equal((await store.get('mentors')).info.version, (await fresh()).info.version)
  t.same((await readdir(dataDir)).toSorted(), ['mentors.jsonl', 'mentors.safetensors', 'mentors.sentences.safetensors'], 'and nothing is left beside the files')
})

t.test('lines that do not change stay as they are to the byte, in their places', async t => {
  const { dataDir, store, fresh } = await mentors(t)
  const odd = ['\uFEFF{ "text": "a",  "id": "o1", "big": 12345678901234567890 }', '', '{"id":"o2","text":"b"}\r', '{"id":"o3","text":"c"}']
  await writeFile(join(dataDir, 'mentors.jsonl'), odd.join('\n'))
  await embedCorpus({ dataDir, name: 'mentors', embedder: fakeEmbedder(), model: MODEL, template: ['{text}'] })
  await upsert(store, 'mentors', embedded({ id: 'o2', text: 'B' }), embedded({ id: 'n', text: 'd' }))
  t.equal(await readFile(join(dataDir, 'mentors.jsonl'), 'utf8'), `${odd[0]!.slice(1)}\n{"id":"o2","text":"B"}\n${odd[3]}\n{"id":"n","text":"d"}\n`)
  t.equal((await fresh()).info.items, 4)
})

t.test('a write that changes nothing writes nothing', async t => {
  const { dataDir, store } = await mentors(t)
  const before = await readFile(join(dataDir, 'mentors.safetensors'))
  t.same(await upsert(store, 'mentors', ...MENTORS.map(embedded)), { added: 0, updated: 0, unchanged: 3 })
  t.same(await readFile(join(dataDir, 'mentors.safetensors')), before)
})

t.test('what is only gathered is given up by close', async t => {
  const { store, fresh } = await mentors(t)
  const writer = await store.write('mentors')
  await writer.upsert([embedded({ id: 'x', text: 'x' })])
  await writer.close()
  await writer.commit()
  t.equal((await fresh()).info.items, 3)
})

t.test('what takes long is written in between', async t => {
  const { dataDir } = await mentors(t)
  const base = await loadCorpus(pathsOf(dataDir, 'mentors'), [MODEL])
  const commits: string[][] = []
  const writer = fileWriter({ current: () => base, commit: async changes => { commits.push([...changes.keys()]) }, gatheredMs: 0 })
  await writer.upsert([embedded({ id: 'a', text: 'a' })])
  await writer.upsert([embedded({ id: 'b', text: 'b' }), embedded({ id: 'c', text: 'c' })])
  t.same(commits, [['a'], ['b', 'c']])
})

t.test('what was changed by hand is not deleted with its corpus', async t => {
  const { store, dataDir } = await mentors(t)
  await writeFile(join(dataDir, 'mentors.jsonl'), '{"id":"mine","text":"edited"}\n')
  await t.rejects(store.remove('mentors'), { code: 'files_changed' })
  t.match(await readFile(join(dataDir, 'mentors.jsonl'), 'utf8'), /mine/)
})

t.test('a writer knows the vectors of texts that have not changed, its own included', async t => {
  const { store } = await mentors(t)
  const writer = await store.write('mentors')
  await writer.upsert([embedded({ id: 'm1', text: 'retired' }), given('m9', 1, 0, 0, 0, 0, 0, 0, 0)])
  const known = await writer.known([['m1', 'retired'], ['m2', 'lost a parent'], ['m2', 'other'], ['m9', 'x'], ['nobody', 'x']].map(([id, text]) => ({ id: id!, textHash: hashOfTexts([text!]) })))
  t.same([...known], [['m1', fakeVector('retired')], ['m2', fakeVector('lost a parent')]])
})

t.test('items that a filter holds of are removed, those that are only gathered as well', async t => {
  const { store, fresh } = await mentors(t)
  const writer = await store.write('mentors')
  await writer.upsert([embedded({ id: 'm1', text: 'x', tags: ['a'] }), embedded({ id: 'm3', text: 'x' }), embedded({ id: 'm5', text: 'x', tags: ['a'] })])
  t.equal(await writer.remove({ filter: { kind: 'field', field: 'tags', test: { operator: 'any', values: ['a'] } } }), 2)
  await writer.commit()
  t.same((await (await fresh()).items(0, 9)).map(({ id }) => id), ['m2', 'm3'])
})

t.test('the version changes with vectors that somebody brings, though the items stay', async t => {
  const dataDir = t.testdir({})
  const { store } = await loadedStore(dataDir)
  await store.declare('faces', FOREIGN)
  await upsert(store, 'faces', given('a', 1, 0, 0))
  const { version } = (await store.get('faces')).info
  t.same(await upsert(store, 'faces', given('a', 1, 0, 0)), { added: 0, updated: 0, unchanged: 1 })
  t.equal((await store.get('faces')).info.version, version)
  t.same(await upsert(store, 'faces', given('a', 0, 1, 0)), { added: 0, updated: 1, unchanged: 0 })
  t.not((await store.get('faces')).info.version, version)
  t.same(await (await store.get('faces')).vectorOf('a'), Float32Array.of(0, 1, 0))
})

t.test('a corpus is declared without items, of a model or of vectors made elsewhere, and is there at the next start', async t => {
  const dataDir = t.testdir({})
  const { store } = await loadedStore(dataDir)
  t.same(await store.declare('own', OWN), { created: true })
  t.same(await store.declare('own', OWN), { created: false })
  await store.declare('faces', FOREIGN)
  await store.declare('named', { ...FOREIGN, model: { id: 'org/facenet', sha256: undefined } })
  const { store: next, wanted, names, problems } = await loadedStore(dataDir)
  t.same([wanted, names, problems], [[FAKE_MODEL], ['faces', 'named', 'own'], []])
  for (const [name, expected] of Object.entries({ own: { model: FAKE_MODEL, dimensions: 8, template: ['{text}'] }, faces: { model: null, dimensions: 3, template: [] }, named: { model: 'org/facenet', dimensions: 3 } })) {
    t.match((await next.get(name)).info, { ...expected, items: 0 })
  }
  await upsert(next, 'own', embedded({ id: 'a', text: 'x' }))
  t.equal((await next.get('own')).info.items, 1)
})

t.test('a corpus without items takes another declaration, one with items does not', async t => {
  const dataDir = t.testdir({})
  const { store } = await loadedStore(dataDir)
  await store.declare('x', FOREIGN)
  t.same(await store.declare('x', { ...FOREIGN, dimensions: 2 }), { created: false })
  t.equal((await store.get('x')).info.dimensions, 2)
  await upsert(store, 'x', given('a', 1, 0))
  t.same(await store.declare('x', { ...FOREIGN, dimensions: 2 }), { created: false })
  await t.rejects(store.declare('x', OWN), { code: 'corpus_conflict', status: 409, message: 'The corpus "x" has items, and it has vectors of 2 dimensions, made elsewhere, and no template. Give the new one another name, or delete this one first.' })
  await t.rejects(store.declare('y', { ...OWN, model: { id: FAKE_MODEL, sha256: 'f'.repeat(64) } }), { code: 'model_not_found' })
})

t.test('a corpus that CORPORA does not name is neither declared nor written', async t => {
  const dataDir = await dataDirOf(t, { mentors: MENTORS, jobs: MENTORS })
  const { store } = await loadedStore(dataDir, ['mentors', 'later'])
  await t.rejects(store.declare('other', OWN), { code: 'corpus_conflict', message: /^The setting CORPORA does not name "other"/ })
  await t.rejects(store.write('jobs'), { code: 'corpus_not_found' })
  t.same(await store.declare('later', OWN), { created: true })
})

t.test('a corpus is removed with its files', async t => {
  const { dataDir, store } = await mentors(t)
  await store.remove('mentors')
  t.same(await readdir(dataDir), [])
  await t.rejects(store.get('mentors'), { code: 'corpus_not_found' })
  await t.rejects(store.remove('mentors'), { code: 'corpus_not_found' })
  await t.rejects(store.write('mentors'), { code: 'corpus_not_found' })
  t.same(await store.declare('mentors', FOREIGN), { created: true })
})

t.test('one that cannot be served is removed as well', async t => {
  const dataDir = await dataDirOf(t, { mentors: MENTORS })
  await rm(join(dataDir, 'mentors.safetensors'))
  const { store } = await loadedStore(dataDir)
  await t.rejects(store.write('mentors'), { code: 'corpus_unavailable', message: /has no vectors yet/ })
  await store.remove('mentors')
  t.same([await readdir(dataDir), store.problems()], [[], []])
})

t.test('a writer whose corpus was removed or declared anew meanwhile is told', async t => {
  const { store } = await mentors(t)
  const writer = await store.write('mentors')
  await writer.upsert([embedded({ id: 'x', text: 'x' })])
  await store.remove('mentors')
  await t.rejects(writer.commit(), { code: 'corpus_gone' })
  await store.declare('mentors', FOREIGN)
  await t.rejects(writer.commit(), { code: 'corpus_gone' })
})

t.test('changes that come at once are all written, and those that wait are written together', async t => {
  const { store, fresh } = await mentors(t)
  const versions = new Set<string>()
  await Promise.all(Array.from({ length: 30 }, async (_, i) => {
    await upsert(store, 'mentors', embedded({ id: `n${i}`, text: `text ${i}` }))
    versions.add((await store.get('mentors')).info.version)
  }))
  t.equal((await fresh()).info.items, 33)
  t.ok(versions.size < 10, `${versions.size} versions for 30 changes`)
})

t.test('who reads has one version from the beginning to the end', async t => {
  const { store } = await mentors(t)
  const before = await store.get('mentors')
  await upsert(store, 'mentors', embedded({ id: 'm0', text: 'new' }), embedded({ id: 'm1', text: 'other' }))
  t.same(await before.items(0, 9), [MENTORS[2], MENTORS[0], MENTORS[1]])
  t.same(await before.vectorOf('m1'), fakeVector('laid off twice'))
})

t.test('two services on one folder lose nothing of each other', async t => {
  const { dataDir, store, fresh } = await mentors(t)
  const { store: other } = await loadedStore(dataDir)
  for (let i = 0; i < 6; i++) await upsert(i % 2 === 0 ? store : other, 'mentors', embedded({ id: `n${i}`, text: `text ${i}` }))
  t.equal((await fresh()).info.items, 9)
  await other.remove('mentors')
  await t.rejects(store.write('mentors'), { code: 'corpus_not_found' })
})

t.test('what "kindred embed" made meanwhile is taken up by the next write, and an edit without it is refused and stays', async t => {
  const { dataDir, store, fresh } = await mentors(t)
  const path = join(dataDir, 'mentors.jsonl')
  await appendFile(path, jsonl([{ id: 'edited', text: 'by hand' }]))
  const edited = await readFile(path)
  const writer = await store.write('mentors')
  await writer.upsert([embedded({ id: 'n', text: 'n' })])
  await t.rejects(writer.commit(), { code: 'files_changed', status: 409, message: 'The files of "mentors" are not those that were read, and nothing was written: mentors.jsonl has changed since its vectors were made. Run: npm run embed -- mentors' })
  t.same(await readFile(path), edited)
  await embedCorpus({ dataDir, name: 'mentors', embedder: fakeEmbedder(), model: MODEL, template: undefined })
  await writer.commit()
  for (const corpus of [await store.get('mentors'), await fresh()]) t.same((await corpus.items(0, 9)).map(({ id }) => id), ['edited', 'm1', 'm2', 'm3', 'n'])
})

t.test('vectors of another template do not mix with those that were made before', async t => {
  const { dataDir, store, fresh } = await mentors(t)
  const writer = await store.write('mentors')
  await writer.upsert([embedded({ id: 'n', text: 'n' })])
  await embedCorpus({ dataDir, name: 'mentors', embedder: fakeEmbedder(), model: MODEL, template: ['{id} {text}'] })
  await t.rejects(writer.commit(), { code: 'corpus_gone' })
  t.equal((await fresh()).info.items, 3)
})

t.test('while somebody else writes, a write and an embedding are refused with who it is', async t => {
  const { dataDir, store } = await mentors(t)
  const lock = await lockCorpus(dataDir, 'mentors')
  await t.rejects(store.write('mentors'), { code: 'corpus_busy', status: 503 })
  await t.rejects(embedCorpus({ dataDir, name: 'mentors', embedder: fakeEmbedder(), model: MODEL, template: undefined }), { message: 'This process is writing to the corpus "mentors". Try again when that is done.' })
  await lock.release()
  t.same(await upsert(store, 'mentors', embedded({ id: 'n', text: 'n' })), { added: 1, updated: 0, unchanged: 0 })
})

t.test('a commit that fails can be tried again', async t => {
  const { dataDir, store, fresh } = await mentors(t)
  const writer = await store.write('mentors')
  await writer.upsert([embedded({ id: 'n', text: 'n' })])
  const lock = await lockCorpus(dataDir, 'mentors')
  await t.rejects(writer.commit(), { code: 'corpus_busy' })
  await lock.release()
  await writer.commit()
  t.equal((await fresh()).info.items, 4)
})

t.test('an import refuses to overwrite what was written through the API', async t => {
  const { dataDir, store } = await mentors(t)
  await embedCorpus({ dataDir, name: 'mentors', embedder: fakeEmbedder(), model: MODEL, template: undefined, source: { name: 'my.csv', id: '1' } })
  const made = (await readManifest(dataDir, 'mentors')).itemsSha256
  await upsert(store, 'mentors', embedded({ id: 'n', text: 'n' }))
  const manifest = await readManifest(dataDir, 'mentors')
  t.equal(manifest.source?.itemsSha256, made)
  t.not(manifest.itemsSha256, made)
})

t.test('a folder that cannot be written is told as such', { skip: process.platform !== 'linux' && '/sys is of Linux' }, async t => {
  const store = createFileStore('/sys', undefined)
  await store.discover()
  await store.load([MODEL])
  await t.rejects(store.declare('x', OWN), { code: 'files_read_only', status: 503, message: 'The service may not write to the folder of its corpora (DATA_DIR), so they cannot be changed. Reading goes on.' })
})
