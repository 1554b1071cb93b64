import t from 'tap'
import type { Arithmetic, BertWeights } from '../../src/conversion/bert.ts'
import { floatArithmetic, int8Arithmetic, smoothArithmetic } from '../../src/conversion/arithmetic.ts'
import { bertGraph } from '../../src/conversion/bert.ts'
import { measureDivisors } from '../../src/conversion/calibrate.ts'
import { openGraph as open } from '../../src/embedding/model.ts'
import { cosine, distance, openGraph, runGraph } from '../fixtures/run-graph.ts'
import { randomWeights, TINY_CONFIG, TINY_VOCABULARY } from '../fixtures/tiny-model.ts'

/** Indices that are neither at an end nor in order, so that a mixed-up order of rows shows. */
const OUTLIERS = { channels: [[17, 4], [9]], neurons: [[50, 13], []] }
const TEXTS = Array.from({ length: 8 }, (_, text) => Array.from({ length: 12 }, (_, i) => (text * 31 + i * i * 7 + 5) % TINY_VOCABULARY.length))

/** Makes activations 50 to 200 times larger than the others (in all-MiniLM-L6-v2 they are 20 to 30 times larger); the layer's last norm makes them small again. */
function withOutliers (weights: BertWeights): BertWeights {
  weights.layers.forEach((layer, index) => {
    for (const channel of OUTLIERS.channels[index]!) {
      layer.attentionNorm.beta[channel] = 60
      layer.outputNorm.gamma[channel] = 0.02
      layer.outputNorm.beta[channel] = 0
      // They have no say in the neurons: a real model is trained so that they balance each other.
      layer.intermediate.weight.q.fill(layer.intermediate.weight.zeroPoint + 1, channel * TINY_CONFIG.intermediate_size, (channel + 1) * TINY_CONFIG.intermediate_size)
    }
    for (const neuron of OUTLIERS.neurons[index]!) {
      layer.intermediate.bias[neuron] = 200
      // Nor have these much of a say in what leaves the block, where they would drown all others.
      for (let output = 0; output < TINY_CONFIG.hidden_size; output++) layer.output.weight.q[neuron * TINY_CONFIG.hidden_size + output] = layer.output.weight.zeroPoint + output % 2
    }
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

/** What the shipped model has, for these weights. */
async function smoothed (weights: BertWeights, neurons = OUTLIERS.neurons): Promise<Arithmetic> {
  const { attention, feedForward } = await measureDivisors(TINY_CONFIG, weights, open, TEXTS)
  return smoothArithmetic({ divisors: { attention: attention.map(each => Float32Array.from(each)), feedForward: feedForward.map(each => Float32Array.from(each)) }, neurons })
}

t.test('where there are outliers, smooth arithmetic nearly gives the vectors of floats, and plain 8 bits do not', async t => {
  const weights = withOutliers(randomWeights(TINY_CONFIG, 3))
  const smooth = await lossOf(weights, await smoothed(weights))
  const plain = await lossOf(weights, int8Arithmetic)
  t.ok(smooth < 1e-5, `smooth loses ${smooth}`)
  t.ok(plain > 10 * smooth, `plain 8 bits lose ${plain}`)
})

t.test('the divisors and the neurons in floats are both part of that', async t => {
  const sum = (values: number[]) => values.reduce((a, b) => a + b)
  const losses = async (arithmetic: (weights: BertWeights) => Promise<Arithmetic>) => sum(await Promise.all([3, 4, 5, 6].map(async seed => {
    const weights = withOutliers(randomWeights(TINY_CONFIG, seed))
    return await lossOf(weights, await arithmetic(weights))
  })))
  const smooth = await losses(smoothed)
  const withoutDivisors = await losses(async weights => ({ ...await smoothed(weights), divisors: { attention: [], feedForward: [] } }))
  const withoutNeurons = await losses(async weights => await smoothed(weights, [[], []]))
  t.ok(withoutDivisors > 3 * smooth, `${withoutDivisors} instead of ${smooth}`)
  t.ok(withoutNeurons > 3 * smooth, `${withoutNeurons} instead of ${smooth}`)
})

t.test('in floats, divided channels and silent neurons change nothing', async t => {
  const weights = withOutliers(randomWeights(TINY_CONFIG, 3))
  const { divisors } = await smoothed(weights)
  const [plain, divided] = await Promise.all([sentences(weights, floatArithmetic), sentences(weights, { ...floatArithmetic, divisors: divisors! })])
  t.ok(Math.max(...plain.map((vector, i) => distance(vector, divided[i]!))) < 1e-5)
})

t.test('channels that reach as far as the median are divided by 1, larger ones by more, to three digits', async t => {
  const weights = withOutliers(randomWeights(TINY_CONFIG, 3))
  const { attention, feedForward } = await measureDivisors(TINY_CONFIG, weights, open, TEXTS)
  t.equal(attention.length, TINY_CONFIG.num_hidden_layers)
  feedForward.forEach((channels, layer) => {
    t.equal(channels.length, TINY_CONFIG.hidden_size)
    const largest = channels.map((_, channel) => channel).sort((a, b) => channels[b]! - channels[a]!).slice(0, OUTLIERS.channels[layer]!.length)
    t.strictSame(new Set(largest), new Set(OUTLIERS.channels[layer]!), `layer ${layer}`)
    t.equal(channels.toSorted((a, b) => a - b)[channels.length >> 1], 1)
    t.ok(channels.every(value => Number(value.toPrecision(3)) === value))
  })
})

t.test('without outliers both nearly give the vectors of floats', async t => {
  const weights = randomWeights(TINY_CONFIG, 3)
  t.ok(await lossOf(weights, await smoothed(weights, [])) < 3e-4)
  t.ok(await lossOf(weights, int8Arithmetic) < 3e-4)
})

t.test('a text alone gets the same vector each time', async t => {
  const weights = withOutliers(randomWeights(TINY_CONFIG, 3))
  const arithmetic = await smoothed(weights)
  const [first, second] = [await sentences(weights, arithmetic), await sentences(weights, arithmetic)]
  t.equal(Math.max(...first.map((vector, i) => distance(vector, second[i]!))), 0)
})
