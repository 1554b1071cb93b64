import { appendFile, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { createFileStore } from '../../src/corpus/file-store.ts'
import { readManifest } from '../../src/corpus/load-corpus.ts'
import { encodeManifest } from '../../src/corpus/manifest.ts'
import { writeSafetensors } from '../../src/corpus/safetensors.ts'
import { FAKE_MODEL, fakeVector } from '../helper.ts'
import { dataDirOf, jsonl, loadedStore, MODEL, readVectors } from './corpus-files.ts'

const MENTORS = [{ id: 'm2', text: 'lost a parent' }, { id: 'm1', text: 'laid off twice' }]
const CORPORA = { mentors: MENTORS, jobs: [{ id: 'j1', text: 'nurse' }], people: [{ id: 'p1', text: 'python' }] }
const unavailable = (message: string) => ({ code: 'corpus_unavailable', status: 503, message })

t.test('every corpus in the folder is served, by its name', async t => {
  const { store, wanted, names, problems } = await loadedStore(await dataDirOf(t, CORPORA))
  t.same(wanted, [FAKE_MODEL], 'a model that made several is wanted once')
  t.same(names, ['jobs', 'mentors', 'people'])
  t.same(problems, [])
  t.equal((await store.get('jobs')).info.name, 'jobs')
})

t.test('a corpus has the items, vectors and facts of its files', async t => {
  const dataDir = await dataDirOf(t, { mentors: MENTORS })
  await utimes(join(dataDir, 'mentors.safetensors'), 1_700_000_000, 1_700_000_000)
  const mentors = await (await loadedStore(dataDir)).store.get('mentors')
  t.match(mentors.info, { items: 2, dimensions: 8, model: FAKE_MODEL, template: ['{text}'], servedBy: 'memory', source: 'file', stale: false, version: /^[0-9a-f]{16}$/, updatedAt: new Date('2023-11-14T22:13:20Z') })
  t.same(await mentors.items(0, 9), MENTORS.toReversed())
  for (const { id, text } of MENTORS) t.same(await mentors.vectorOf(id), fakeVector(text))
})

t.test('the version changes with the items and with nothing else', async t => {
  const versionOf = async (items: typeof MENTORS) => (await (await loadedStore(await dataDirOf(t, { mentors: items }))).store.get('mentors')).info.version
  const version = await versionOf(MENTORS)
  t.equal(await versionOf(MENTORS), version)
  t.not(await versionOf([...MENTORS, { id: 'm3', text: 'x' }]), version)
})

t.test('a corpus that is not there is told from one that cannot be served', async t => {
  const { store } = await loadedStore(await dataDirOf(t, { mentors: MENTORS }))
  await t.rejects(store.get('mentor'), { code: 'corpus_not_found', status: 404, message: 'There is no corpus "mentor". Did you mean "mentors"?' })
})

t.test('without vectors a corpus is refused with what to run, and the others are served', async t => {
  const dataDir = await dataDirOf(t, CORPORA)
  await rm(join(dataDir, 'mentors.safetensors'))
  const { store, names, problems } = await loadedStore(dataDir)
  const sentence = 'The corpus "mentors" cannot be served: it has no vectors yet. Run: npm run embed -- mentors'
  t.same(problems, [sentence])
  t.same(names, ['jobs', 'people'])
  await t.rejects(store.get('mentors'), unavailable(sentence))
  await t.rejects(readManifest(dataDir, 'mentors'), { message: 'it has no vectors yet. Run: npm run embed -- mentors' })
})

t.test('items that changed after their vectors were made are refused with what to run, and the others are served', async t => {
  const dataDir = await dataDirOf(t, CORPORA)
  // Even a byte that makes no difference to the items.
  await appendFile(join(dataDir, 'jobs.jsonl'), '\n')
  const { store, names, problems } = await loadedStore(dataDir)
  const sentence = 'The corpus "jobs" cannot be served: jobs.jsonl has changed since its vectors were made. Run: npm run embed -- jobs'
  t.same(problems, [sentence])
  t.same(names, ['mentors', 'people'])
  await t.rejects(store.get('jobs'), unavailable(sentence))
})

t.test('vectors of another file of the model are refused with what to run', async t => {
  const { names, problems } = await loadedStore(await dataDirOf(t, { mentors: MENTORS }), undefined, [{ ...MODEL, sha256: 'f'.repeat(64) }])
  t.same(names, [])
  t.same(problems, [`The corpus "mentors" cannot be served: its vectors were made by another file of the model ${FAKE_MODEL} (SHA-256 000000000000…, the one here is ffffffffffff…). Run: npm run embed -- mentors`])
})

t.test('vectors of a model that is not loaded are refused', async t => {
  const { names, problems } = await loadedStore(await dataDirOf(t, { mentors: MENTORS }), undefined, [{ ...MODEL, id: 'org/other' }])
  t.same(names, [])
  t.same(problems, [`The corpus "mentors" cannot be served: its vectors were made by the model ${FAKE_MODEL}, which could not be loaded.`])
})

t.test('only the corpora that are named are served', async t => {
  const dataDir = await dataDirOf(t, CORPORA)
  const { store, names, problems } = await loadedStore(dataDir, ['people', 'jobs'])
  t.same(names, ['jobs', 'people'])
  t.same(problems, [])
  await t.rejects(store.get('mentors'), { code: 'corpus_not_found' })
})

t.test('a corpus that is named and not there is refused with the file that it lacks, and the others are served', async t => {
  const dataDir = await dataDirOf(t, CORPORA)
  const { store, names, problems } = await loadedStore(dataDir, ['people', 'stories'])
  const sentence = `The corpus "stories" cannot be served: there is no ${join(dataDir, 'stories.jsonl')}. Put its items there, or take the name out of CORPORA.`
  t.same(names, ['people'])
  t.same(problems, [sentence])
  await t.rejects(store.get('stories'), unavailable(sentence))
})

t.test('vectors that are cut off, of another shape, or none at all are refused, and the others are served', async t => {
  const dataDir = await dataDirOf(t, CORPORA)
  const path = (name: string) => join(dataDir, `${name}.safetensors`)
  await truncate(path('mentors'), (await readFile(path('mentors'))).length - 70)
  await writeFile(path('jobs'), 'These are no vectors.')
  const { names, problems } = await loadedStore(dataDir)
  t.same(names, ['people'])
  t.match(problems.toSorted(), [
    /^The corpus "jobs" cannot be served: .*jobs\.safetensors is not a safetensors file\.$/,
    /^The corpus "mentors" cannot be served: .*mentors\.safetensors is cut off: it ends \d+ bytes too early\.$/
  ])
})

t.test('vectors of another number of rows or dimensions, or of another type, are refused', async t => {
  const path = join(t.testdir({}), 'x.safetensors')
  const write = async (name: string, dtype: 'F32' | 'U8', shape: number[]) => await writeSafetensors(path, { [name]: { dtype, shape, data: new Uint8Array(Float32Array.of(1, 0, 0, 1).buffer) } }, {})
  await write('embeddings', 'F32', [2, 2])
  t.same((await readVectors(path, 2, 2)).data, Float32Array.of(1, 0, 0, 1))
  await t.rejects(readVectors(path, 4, 1), { message: `the tensor "embeddings" of ${path} is F32 2 × 2, not F32 4 × 1.` })
  await t.rejects(readVectors(path, 2, 3), { message: /is F32 2 × 2, not F32 2 × 3\.$/ })
  await write('embeddings', 'U8', [4, 4])
  await t.rejects(readVectors(path, 4, 4), { message: /is U8 4 × 4, not F32 4 × 4\.$/ })
  await write('vectors', 'F32', [2, 2])
  await t.rejects(readVectors(path, 2, 2), { message: /is missing , not F32 2 × 2\.$/ })
})

t.test('items that are wrong are refused by their line', async t => {
  const dataDir = await dataDirOf(t, { mentors: MENTORS })
  await writeFile(join(dataDir, 'mentors.jsonl'), jsonl([{ id: 'a' }, { id: 'a' }]))
  const { problems } = await loadedStore(dataDir)
  t.match(problems, [/^The corpus "mentors" cannot be served: .*mentors\.jsonl, line 2: the id "a" stands in line 1 already\.$/])
})

t.test('vectors of another version of kindred are refused', async t => {
  const dataDir = await dataDirOf(t, { mentors: MENTORS })
  const manifest = { model: MODEL.id, modelSha256: MODEL.sha256, pooling: 'mean', maxTokens: 256, template: ['{text}'], itemsSha256: '' }
  await writeSafetensors(join(dataDir, 'mentors.safetensors'), {}, { ...encodeManifest(manifest), format_version: '9' })
  const { wanted, problems } = await loadedStore(dataDir)
  t.same(wanted, [])
  t.match(problems, [/^The corpus "mentors" cannot be served: .* was not written by this version of kindred: its format is kindred-corpus 9\.$/])
})

t.test('a folder without corpora serves none, other files in it are no corpora', async t => {
  const { names, problems } = await loadedStore(t.testdir({ 'readme.md': 'x', 'x.safetensors': 'x' }))
  t.same(names, [])
  t.same(problems, [])
})

t.test('a folder that is not there is named with its setting', async t => {
  await t.rejects(createFileStore(join(t.testdir({}), 'none'), undefined).discover(), { message: /^There is no folder .*none to read corpora from \(the setting DATA_DIR\)\.$/ })
})

t.test('vectors that are damaged are refused by their row', async t => {
  for (const damaged of [[9, 0], [0, 0], [NaN, 0]]) {
    const path = join(t.testdir({}), 'x.safetensors')
    await writeSafetensors(path, { embeddings: { dtype: 'F32', shape: [2, 2], data: new Uint8Array(Float32Array.of(0, 1, ...damaged).buffer) } }, {})
    await t.rejects(readVectors(path, 2, 2), { message: `row 2 of ${path} is no unit vector: the file is damaged. Run: npm run embed -- x` })
  }
})
