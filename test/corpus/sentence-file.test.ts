import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { readSentences, writeSentences } from '../../src/corpus/sentence-file.ts'
import { compact, cosine, keyOf } from '../../src/matching/sentence-vectors.ts'
import { temporaryFolder } from '../fixtures/tiny-model.ts'

const DIMENSIONS = 8
const MODEL = { dimensions: DIMENSIONS, sha256: 'graph' }
const vector = (seed: number): Float32Array => {
  const values = Float32Array.from({ length: DIMENSIONS }, (_, i) => Math.sin(seed * (i + 1)))
  const length = Math.hypot(...values)
  return values.map(value => value / length)
}

t.test('vectors of sentences are read as they were written', async t => {
  const path = join(await temporaryFolder(t), 'x.sentences')
  const made = new Map([[keyOf('m', ['One.', 'Two.']), [compact(vector(1)), compact(vector(2))]], [keyOf('m', ['Three.']), [compact(vector(3))]]])
  await writeSentences(path, made, MODEL)
  t.same(await readSentences(path, 'graph'), made)
  t.ok(Math.abs(cosine((await readSentences(path, 'graph')).get(keyOf('m', ['Three.']))![0]!, vector(3)) - 1) < 0.001)
})

t.test('those of one item can be read alone', async t => {
  const path = join(await temporaryFolder(t), 'x.sentences')
  const made = new Map(Array.from({ length: 5 }, (_, i) => [keyOf('m', [`${i}.`]), Array.from({ length: i }, (_, j) => compact(vector(10 * i + j + 1)))]))
  await writeSentences(path, made, MODEL)
  for (const [key, vectors] of made) t.same(await readSentences(path, 'graph', key), new Map([[key, vectors]]))
  t.equal((await readSentences(path, 'graph', keyOf('m', ['none']))).size, 0)
})

t.test('a corpus without sentences has a file without any; without a file there are none', async t => {
  const path = join(await temporaryFolder(t), 'x.sentences')
  t.equal((await readSentences(path, 'graph')).size, 0)
  await writeSentences(path, new Map(), MODEL)
  t.equal((await readSentences(path, 'graph')).size, 0)
})

t.test('a file that is cut off is an error', async t => {
  const path = join(await temporaryFolder(t), 'x.sentences')
  await writeSentences(path, new Map([[keyOf('m', ['One.']), [compact(vector(1))]]]), MODEL)
  await writeFile(path, (await readFile(path)).subarray(0, -3))
  await t.rejects(readSentences(path, 'graph'), { message: /is cut off: it ends 3 bytes too early/ })
})

t.test('sentences of another model, or cut elsewhere, are others', async t => {
  t.equal(new Set([keyOf('m', ['a', 'b']), keyOf('n', ['a', 'b']), keyOf('m', ['ab']), keyOf('m', ['a,b'])]).size, 4)
})

t.test('what another graph of the same model made is not read', async t => {
  const path = join(await temporaryFolder(t), 'x.sentences')
  await writeSentences(path, new Map([[keyOf('m', ['One.']), [compact(vector(1))]]]), MODEL)
  t.equal((await readSentences(path, 'graph')).size, 1)
  t.equal((await readSentences(path, 'another')).size, 0)
})
