import t from 'tap'
import type { Manifest } from '../../src/corpus/manifest.ts'
import { decodeManifest, encodeManifest, modelMismatch } from '../../src/corpus/manifest.ts'
import type { ModelInfo } from '../../src/matching/ports.ts'

const MANIFEST: Manifest = { model: 'org/name', modelSha256: 'a'.repeat(64), pooling: 'mean', maxTokens: 256, template: ['{title}', '{title}. {"x"}'], itemsSha256: 'b'.repeat(64) }
const MODEL: ModelInfo = { id: 'org/name', sha256: 'a'.repeat(64), pooling: 'mean', maxTokens: 256, dimensions: 8, dtype: 'q8' }
const decode = (changes: Record<string, string | undefined>) => () => {
  const metadata = Object.entries({ ...encodeManifest(MANIFEST), ...changes }).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return decodeManifest(Object.fromEntries(metadata), 'x.safetensors')
}

t.test('a manifest comes back as it was written', async t => {
  t.strictSame(decode({})(), MANIFEST)
})

t.test('metadata are texts, as the format demands', async t => {
  for (const value of Object.values(encodeManifest(MANIFEST))) t.type(value, 'string')
})

t.test('a file of another format or version is refused', async t => {
  t.throws(() => decodeManifest({}, 'x.safetensors'), { message: 'x.safetensors was not written by this version of kindred: its format is unknown .' })
  t.throws(decode({ format: 'pt' }), { message: 'x.safetensors was not written by this version of kindred: its format is pt 1.' })
  t.throws(decode({ format_version: '2' }), { message: 'x.safetensors was not written by this version of kindred: its format is kindred-corpus 2.' })
})

t.test('a manifest that lacks something is refused', async t => {
  for (const name of ['model', 'model_sha256', 'pooling', 'max_tokens', 'template', 'items_sha256']) {
    t.throws(decode({ [name]: undefined }), { message: 'The manifest in x.safetensors is not complete.' }, name)
  }
})

t.test('vectors fit the model that made them', async t => {
  t.equal(modelMismatch(MANIFEST, MODEL), undefined)
})

t.test('vectors of another model, file, pooling or length do not fit, and it is said why', async t => {
  t.equal(modelMismatch(MANIFEST, { ...MODEL, id: 'org/other' }), 'were made by the model org/name, not by org/other')
  t.equal(modelMismatch(MANIFEST, { ...MODEL, sha256: 'c'.repeat(64) }), 'were made by another file of the model org/name (SHA-256 aaaaaaaaaaaa…, the one here is cccccccccccc…)')
  t.equal(modelMismatch(MANIFEST, { ...MODEL, pooling: 'cls' }), 'were pooled by mean, the model here pools by cls')
  t.equal(modelMismatch(MANIFEST, { ...MODEL, maxTokens: 512 }), 'were made from at most 256 tokens, the model here reads 512')
})
