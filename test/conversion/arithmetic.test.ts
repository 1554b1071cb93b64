import t from 'tap'
import type { Arithmetic, BertWeights } from '../../src/conversion/bert.ts'
import { floatArithmetic, int8Arithmetic, mixedArithmetic } from '../../src/conversion/arithmetic.ts'
import { bertGraph } from '../../src/conversion/bert.ts'
import { int8Linear } from '../../src/conversion/linear.ts'
import { cosine, distance, openGraph, runGraph } from '../fixtures/run-graph.ts'
import { randomWeights, TINY_CONFIG, TINY_VOCABULARY } from '../fixtures/tiny-model.ts'

/** Indices that are neither at an end nor in order, so that a mixed-up order of rows shows. */
const OUTLIERS = { channels: [[17, 4], [9]], neurons: [[50, 13], []] }
const TEXTS = Array.from({ length: 8 }, (_, text) => Array.from({ length: 12 }, (_, i) => (text * 31 + i * i * 7 + 5) % TINY_VOCABULARY.length))

/** Makes activations 50 times larger than the others (in all-MiniLM-L6-v2 they are 20 to 30 times larger); the layer's last norm makes them small again. */
function withOutliers (weights: BertWeights): BertWeights {
  weights.layers.forEach((layer, index) => {
    for (const channel of OUTLIERS.channels[index]!) {
      layer.attentionNorm.beta[channel] = 60
      layer.outputNorm.gamma[channel] = 0.02
      layer.outputNorm.beta[channel] = 0
      // They have no say in the neurons: a real model is trained so that they balance each other.
      layer.intermediate.weight.q.fill(layer.intermediate.weight.zeroPoint + 1, channel * TINY_CONFIG.intermediate_size, (channel + 1) * TINY_CONFIG.intermediate_size)
    }
    for (const neuron of OUTLIERS.neurons[index]!) layer.intermediate.bias[neuron] = 50
  })
  return weights
}

async function sentences (weights: BertWeights, arithmetic: Arithmetic): Promise<Float32Array[]> {
  const graph = await openGraph(bertGraph(TINY_CONFIG, weights, arithmetic, { pooled: true }))
  return await Promise.all(TEXTS.map(async ids => (await runGraph(graph, [ids]))['sentence_embedding']!))
}

/** The mean of 1 − cosine. */
async function lossOf (weights: BertWeights, arithmetic: Arithmetic): Promise<number> {
  const [exact, rough] = await Promise.all([sentences(weights, floatArithmetic), sentences(weights, arithmetic)])
  return exact.reduce((total, vector, i) => total + 1 - cosine(vector, rough[i]!), 0) / exact.length
}

t.test('where there are outliers, mixed arithmetic nearly gives the vectors of floats, and plain 8 bits do not', async t => {
  const weights = withOutliers(randomWeights(TINY_CONFIG, 3))
  const mixed = await lossOf(weights, mixedArithmetic(OUTLIERS))
  const plain = await lossOf(weights, int8Arithmetic)
  t.ok(mixed < 1e-5, `mixed loses ${mixed}`)
  t.ok(plain > 10 * mixed, `plain 8 bits lose ${plain}`)
})

t.test('the value projection in floats is part of that', async t => {
  const losses = async (arithmetic: Arithmetic) => await Promise.all([3, 4, 5, 6].map(async seed => await lossOf(withOutliers(randomWeights(TINY_CONFIG, seed)), arithmetic)))
  const sum = (values: number[]) => values.reduce((a, b) => a + b)
  const mixed = sum(await losses(mixedArithmetic(OUTLIERS)))
  const withoutIt = sum(await losses({ ...mixedArithmetic(OUTLIERS), valueLinear: int8Linear }))
  t.ok(withoutIt > 1.1 * mixed, `${withoutIt} instead of ${mixed}`)
})

t.test('without outliers both nearly give the vectors of floats', async t => {
  const weights = randomWeights(TINY_CONFIG, 3)
  t.ok(await lossOf(weights, mixedArithmetic({ channels: [], neurons: [] })) < 3e-4)
  t.ok(await lossOf(weights, int8Arithmetic) < 3e-4)
})

t.test('a text alone gets the same vector each time', async t => {
  const weights = withOutliers(randomWeights(TINY_CONFIG, 3))
  const [first, second] = [await sentences(weights, mixedArithmetic(OUTLIERS)), await sentences(weights, mixedArithmetic(OUTLIERS))]
  t.equal(Math.max(...first.map((vector, i) => distance(vector, second[i]!))), 0)
})
