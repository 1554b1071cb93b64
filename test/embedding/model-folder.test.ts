import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { loadModel } from '../../src/embedding/model.ts'
import { readModelFolder } from '../../src/embedding/model-folder.ts'
import { temporaryFolder, TINY_CONFIG, TINY_MAX_TOKENS, writeFiles, writeTinyModel } from '../fixtures/tiny-model.ts'

t.test('a folder tells what its model is', async t => {
  const modelsDir = await temporaryFolder(t)
  const { id, folder } = await writeTinyModel(modelsDir, { pooling: 'cls' })
  const graphFile = join(folder, 'onnx/model_quantized.onnx')
  const sha256 = createHash('sha256').update(await readFile(graphFile)).digest('hex')
  t.same(await readModelFolder(modelsDir, id, 'q8'), { id, modelsDir, graphFile, dimensions: TINY_CONFIG.hidden_size, sha256, dtype: 'q8', maxTokens: TINY_MAX_TOKENS, pooling: 'cls' })
})

t.test('the arithmetic that is asked for is taken, and the other one where that is all there is', async t => {
  const modelsDir = await temporaryFolder(t)
  await writeTinyModel(modelsDir, { id: 'test/both', dtypes: ['q8', 'fp32'] })
  await writeTinyModel(modelsDir, { id: 'test/floats', dtypes: ['fp32'] })
  await writeTinyModel(modelsDir, { id: 'test/bits', dtypes: ['q8'] })
  const taken = async (id: string, dtype: 'q8' | 'fp32') => {
    const { dtype: found, graphFile } = await readModelFolder(modelsDir, id, dtype)
    return [found, graphFile.split('/').at(-1)]
  }
  t.same(await taken('test/both', 'q8'), ['q8', 'model_quantized.onnx'])
  t.same(await taken('test/both', 'fp32'), ['fp32', 'model.onnx'])
  t.same(await taken('test/floats', 'q8'), ['fp32', 'model.onnx'])
  t.same(await taken('test/bits', 'fp32'), ['q8', 'model_quantized.onnx'])
})

t.test('a file that is missing or broken is told in a sentence', async t => {
  const modelsDir = await temporaryFolder(t)
  const { id, folder } = await writeTinyModel(modelsDir)
  const read = async () => await readModelFolder(modelsDir, id, 'q8')
  await t.rejects(readModelFolder(modelsDir, 'test/none', 'q8'), { message: `The model test/none is not in ${join(modelsDir, 'test/none')} (no onnx/model_quantized.onnx). "npm run model" builds the one that ships with the project.` })

  await rm(join(folder, 'tokenizer.json'))
  await t.rejects(read(), { message: `The model ${id} has no tokenizer.json in ${folder}.` })
  await writeFiles(folder, { 'config.json': '{"hidden_size": "32"}', 'tokenizer.json': '{}', 'tokenizer_config.json': '{}' })
  await t.rejects(read(), { message: `${folder}/config.json has no hidden_size.` })
  await writeFiles(folder, { 'config.json': '{' })
  await t.rejects(read(), { message: new RegExp(`^${folder}/config\\.json cannot be read: .*JSON`) })
  await rm(join(folder, 'config.json'))
  await t.rejects(read(), { message: new RegExp(`^${folder}/config\\.json cannot be read: ENOENT`) })
})

t.test('the smallest of the limits that are stated counts', async t => {
  const modelsDir = await temporaryFolder(t)
  const { id, folder } = await writeTinyModel(modelsDir)
  const limit = async (sentence: object, tokenizer: object, config: object) => {
    await writeFiles(folder, { 'sentence_bert_config.json': JSON.stringify(sentence), 'tokenizer_config.json': JSON.stringify(tokenizer), 'config.json': JSON.stringify({ hidden_size: 32, ...config }) })
    return (await readModelFolder(modelsDir, id, 'q8')).maxTokens
  }
  t.equal(await limit({ max_seq_length: 256 }, { model_max_length: 512 }, { max_position_embeddings: 512 }), 256)
  t.equal(await limit({ max_seq_length: null }, { model_max_length: 1e30 }, { max_position_embeddings: 514 }), 514)
  t.equal(await limit({}, { model_max_length: 128 }, {}), 128)
  t.equal(await limit({}, { model_max_length: 1e30 }, {}), 100_000)
})

t.test('pooling is by mean unless the folder says otherwise, and a way that is not known is refused', async t => {
  const modelsDir = await temporaryFolder(t)
  const { id, folder } = await writeTinyModel(modelsDir)
  const pooling = async (config: object) => {
    await writeFiles(folder, { '1_Pooling/config.json': JSON.stringify({ word_embedding_dimension: 32, ...config }) })
    return (await readModelFolder(modelsDir, id, 'q8')).pooling
  }
  t.equal(await pooling({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }), 'cls')
  t.equal(await pooling({ pooling_mode_cls_token: false, pooling_mode_mean_tokens: true }), 'mean')
  t.equal(await pooling({ pooling_mode_mean_sqrt_len_tokens: true }), 'mean')
  t.equal(await pooling({}), 'mean')
  await t.rejects(pooling({ pooling_mode_max_tokens: true }), { message: `The model ${id} pools by pooling_mode_max_tokens, which is not known here.` })
  await t.rejects(pooling({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: true }), { message: /pools by pooling_mode_cls_token and pooling_mode_mean_tokens, which is not known here\.$/ })
  await rm(join(folder, '1_Pooling'), { recursive: true })
  await rm(join(folder, 'sentence_bert_config.json'))
  t.match(await readModelFolder(modelsDir, id, 'q8'), { pooling: 'mean', maxTokens: TINY_CONFIG.max_position_embeddings }, 'what sentence-transformers adds to a folder may be missing')
})

t.test('the four files that the hub shows first are enough', async t => {
  const modelsDir = await temporaryFolder(t)
  const { id, folder } = await writeTinyModel(modelsDir, { pooled: false, dtypes: ['fp32'] })
  for (const file of await readdir(folder)) if (!['config.json', 'tokenizer.json', '1_Pooling', 'onnx'].includes(file)) await rm(join(folder, file))
  const { vector } = await (await loadModel(await readModelFolder(modelsDir, id, 'q8'), 1))('the cat')
  t.equal(vector.length, 32)
  t.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-5)
})
