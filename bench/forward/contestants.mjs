// Ways to a sentence vector. Each takes a models folder and a number of threads, and gives `embed`, from texts to their vectors, and `one`,
// what is timed: the way of a single text. `prepare` makes what `one` takes of a text and is not timed.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { MODEL, root } from '../lib.mjs'
import { parts, requireOfService } from '../parts.mjs'

/** The runtime and nothing else: from token ids to the vector, with products that are exact on this processor. */
async function bare (modelsDir, threads) {
  const { InferenceSession, Tensor } = requireOfService('onnxruntime-node')
  const { idsOf } = await import('../texts.mjs')
  const { exactProducts } = await parts("export { exactProducts } from './src/embedding/saturation.ts'")
  const session = await InferenceSession.create(graphIn(modelsDir), { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', ...await exactProducts() })
  const prepare = text => {
    const ids = idsOf(text)
    const tensor = values => new Tensor('int64', values, [1, ids.length])
    return { input_ids: tensor(BigInt64Array.from(ids, BigInt)), attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)), token_type_ids: tensor(new BigInt64Array(ids.length)) }
  }
  const one = async feeds => (await session.run(feeds, ['sentence_embedding'])).sentence_embedding.data
  return { prepare, one, embed: async texts => await inOrder(texts, async text => await one(prepare(text))) }
}

/** The service's embedder: tokenizer, queue and worker thread, without the cache. */
async function kindred (modelsDir, threads) {
  const { createEmbedder } = await parts("export { createEmbedder } from './src/embedding/embedder.ts'")
  const embedder = createEmbedder({ modelsDir, dtype: 'q8', threads, cacheBytes: 0, maxQueue: 1024, timeoutMs: 60_000, onReplaced: console.error, onHung: console.error })
  await embedder.load([MODEL])
  await embedder.start()
  const embed = async texts => (await embedder.embed(texts, { model: MODEL })).map(({ vector }) => vector)
  return { embed, one: async text => await embed([text]) }
}

/** https://huggingface.co/docs/transformers.js/v2.17.2/api/pipelines */
async function xenova (modelsDir, threads) {
  const { env, limitThreads, pipeline } = await import('../peers/xenova.mjs')
  limitThreads(threads)
  return await transformers({ env, pipeline }, modelsDir, { quantized: true })
}

/** https://huggingface.co/docs/transformers.js/api/pipelines */
async function huggingface (modelsDir, threads) {
  const { env, pipeline } = await import('@huggingface/transformers')
  return await transformers({ env, pipeline }, modelsDir, { dtype: 'q8', session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 } })
}

async function transformers ({ env, pipeline }, modelsDir, options) {
  env.localModelPath = modelsDir
  env.allowRemoteModels = false
  const extractor = await pipeline('feature-extraction', MODEL, options)
  const embed = async texts => (await extractor(texts, { pooling: 'mean', normalize: true })).tolist()
  return { embed, one: async text => await extractor(text, { pooling: 'mean', normalize: true }) }
}

/** https://github.com/Anush008/fastembed-js, with a model of one's own. It hands no options for threads to its own copy of the runtime. */
async function fastembed (modelsDir, threads) {
  const { InferenceSession } = createRequire(join(root, 'bench/node_modules/fastembed/package.json'))('onnxruntime-node')
  const create = InferenceSession.create
  InferenceSession.create = async (model, options) => await create.call(InferenceSession, model, { ...options, intraOpNumThreads: threads, interOpNumThreads: 1 })
  const { EmbeddingModel, FlagEmbedding } = await import('fastembed')
  const model = await FlagEmbedding.init({ model: EmbeddingModel.CUSTOM, modelAbsoluteDirPath: join(modelsDir, MODEL), modelName: 'onnx/model_quantized.onnx' })
  const embed = async texts => (await all(model.embed(texts))).flat()
  return { embed, one: async text => await embed([text]) }
}

export const CONTESTANTS = { 'onnxruntime alone': bare, kindred, '@xenova/transformers': xenova, '@huggingface/transformers': huggingface, fastembed }

const graphIn = modelsDir => join(modelsDir, MODEL, 'onnx/model_quantized.onnx')

async function inOrder (texts, work) {
  const results = []
  for (const text of texts) results.push(await work(text))
  return results
}

async function all (generator) {
  const list = []
  for await (const each of generator) list.push(each)
  return list
}
