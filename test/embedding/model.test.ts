import type { Test } from 'tap'
import t from 'tap'
import { floatArithmetic } from '../../src/conversion/arithmetic.ts'
import { bertGraph } from '../../src/conversion/bert.ts'
import { GraphBuilder } from '../../src/conversion/onnx.ts'
import type { Model } from '../../src/embedding/model.ts'
import { loadModel } from '../../src/embedding/model.ts'
import { readModelFolder } from '../../src/embedding/model-folder.ts'
import { readGolden } from '../fixtures/golden.ts'
import { naiveBert } from '../fixtures/naive-bert.ts'
import { cosine, distance, openGraph, runGraph } from '../fixtures/run-graph.ts'
import type { TinyModelOptions } from '../fixtures/tiny-model.ts'
import { randomWeights, temporaryFolder, TINY_CONFIG, TINY_MAX_TOKENS, TINY_VOCABULARY, writeFiles, writeTinyModel } from '../fixtures/tiny-model.ts'

const TEXTS = ['The cat sat on the mat.', 'nurse', 'Burnout at night, boss!']
const IDS = [['[CLS]', 'the', 'cat', 'sat', 'on', 'the', 'mat', '.', '[SEP]'], ['[CLS]', 'nurse', '[SEP]'], ['[CLS]', 'burn', '##out', 'a', '##t', 'night', ',', 'boss', '!', '[SEP]']].map(tokens => tokens.map(token => TINY_VOCABULARY.indexOf(token)))
const WEIGHTS = randomWeights(TINY_CONFIG, 1)

async function tiny (t: Test, options: TinyModelOptions): Promise<Model> {
  const modelsDir = await temporaryFolder(t)
  const { id } = await writeTinyModel(modelsDir, options)
  return await loadModel(await readModelFolder(modelsDir, id, 'q8'), 1)
}

const lengthOf = (vector: Float32Array): number => Math.hypot(...vector)

t.test('a text goes through the tokenizer and the graph of its folder', async t => {
  const model = await tiny(t, { dtypes: ['fp32'] })
  for (const [i, text] of TEXTS.entries()) {
    const { vector, tokens, tokensOfText, tokenizeMs, inferMs } = await model(text)
    t.ok(distance(vector, naiveBert(TINY_CONFIG, WEIGHTS, IDS[i]!).sentence) < 1e-5, text)
    t.same([tokens, tokensOfText], [IDS[i]!.length, IDS[i]!.length])
    t.ok(tokenizeMs >= 0 && inferMs > 0)
  }
})

t.test('pooling outside the graph by mean gives what pooling in the graph does', async t => {
  const [inside, outside] = [await tiny(t, { pooled: true }), await tiny(t, { pooled: false })]
  for (const text of TEXTS) {
    const [a, b] = [(await inside(text)).vector, (await outside(text)).vector]
    t.ok(distance(a, b) < 1e-6, text)
    t.ok(Math.abs(lengthOf(b) - 1) < 1e-6)
  }
})

t.test('pooling by CLS takes the first token, to unit length', async t => {
  const model = await tiny(t, { pooled: false, pooling: 'cls', dtypes: ['fp32'] })
  const graph = await openGraph(bertGraph(TINY_CONFIG, WEIGHTS, floatArithmetic, { pooled: false }))
  for (const [i, text] of TEXTS.entries()) {
    const first = (await runGraph(graph, [IDS[i]!]))['last_hidden_state']!.subarray(0, TINY_CONFIG.hidden_size)
    const { vector } = await model(text)
    t.ok(distance(vector, first.map(value => value / lengthOf(first))) < 1e-6, text)
  }
})

t.test('a folder with model.onnx only is served', async t => {
  const model = await tiny(t, { dtypes: ['fp32'], pooled: false })
  t.ok(distance((await model(TEXTS[0]!)).vector, naiveBert(TINY_CONFIG, WEIGHTS, IDS[0]!).sentence) < 1e-5)
})

t.test('a graph that does not ask for token types gets none', async t => {
  const [with_, without] = [await tiny(t, {}), await tiny(t, { tokenTypes: false })]
  for (const text of TEXTS) t.equal(distance((await with_(text)).vector, (await without(text)).vector), 0, text)
})

t.test('a vector belongs to whom it was given', async t => {
  const model = await tiny(t, {})
  const first = (await model(TEXTS[0]!)).vector
  const kept = first.slice()
  await model(TEXTS[1]!)
  t.same(first, kept, 'the next text does not overwrite it')
  first.fill(0)
  t.same((await model(TEXTS[0]!)).vector, kept, 'and writing to it changes no other')
})

t.test('a text longer than the model reads tells how long it was', async t => {
  const model = await tiny(t, {})
  const long = Array.from({ length: 60 }, () => 'cat').join(' ')
  const { tokens, tokensOfText, vector } = await model(long)
  t.same([tokens, tokensOfText], [TINY_MAX_TOKENS, 62])
  t.equal(distance(vector, (await model(Array.from({ length: TINY_MAX_TOKENS - 2 }, () => 'cat').join(' '))).vector), 0)
})

/** A folder whose graph looks each token up in a table of ones and adds them up: sentence vectors that are not of unit length. */
async function withGraph (t: Test, change: (graph: GraphBuilder) => { dimensions: number }): Promise<Model> {
  const modelsDir = await temporaryFolder(t)
  const { id, folder } = await writeTinyModel(modelsDir)
  const graph = new GraphBuilder()
  const ids = graph.input('input_ids', 'int64', ['batch', 'sequence'])
  const { dimensions } = change(graph)
  const table = graph.constant('table', new Float32Array(TINY_CONFIG.vocab_size * dimensions).fill(1), [TINY_CONFIG.vocab_size, dimensions])
  const sum = graph.node('sentence_embedding', 'ReduceSum', [graph.node('rows', 'Gather', [table, ids]), graph.constant('axis', BigInt64Array.of(1n))], { keepdims: 0 })
  graph.output(sum, 'float32', ['batch', dimensions])
  await writeFiles(folder, { 'onnx/model_quantized.onnx': graph.encode('test', '') })
  return await loadModel(await readModelFolder(modelsDir, id, 'q8'), 1)
}

t.test('sentence vectors that a graph does not normalise are brought to unit length', async t => {
  const model = await withGraph(t, () => ({ dimensions: TINY_CONFIG.hidden_size }))
  t.ok(distance((await model('cat')).vector, new Float32Array(TINY_CONFIG.hidden_size).fill(1 / Math.sqrt(TINY_CONFIG.hidden_size))) < 1e-6)
})

t.test('a graph that does not fit its folder is told in a sentence when it is loaded', async t => {
  await t.rejects(withGraph(t, () => ({ dimensions: 8 })), { message: 'The graph of test/tiny puts out 8 dimensions, its config.json says 32.' })
  await t.rejects(withGraph(t, graph => {
    graph.input('pixel_values', 'int64', ['batch', 'sequence'])
    return { dimensions: 32 }
  }), { message: 'The model wants an input "pixel_values", which is not known.' })
})

t.test('all-MiniLM-L6-v2 in 8 bits gives the golden vectors to a cosine of 0.998', async t => {
  const model = await loadModel(await readModelFolder('models', 'Xenova/all-MiniLM-L6-v2', 'q8'), 1)
  let worst = 1
  let total = 0
  const golden = readGolden()
  for (const { text, embedding, input_ids: ids, token_count: count } of golden) {
    const { vector, tokens, tokensOfText } = await model(text)
    t.same([tokens, tokensOfText], [ids.length, count])
    const similarity = cosine(vector, embedding)
    worst = Math.min(worst, similarity)
    total += similarity
  }
  t.ok(worst > 0.998, `the worst is ${worst}`)
  t.ok(total / golden.length > 0.9992, `the mean is ${total / golden.length}`)
})
