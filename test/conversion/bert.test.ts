import t from 'tap'
import { floatArithmetic, int8Arithmetic, smoothArithmetic } from '../../src/conversion/arithmetic.ts'
import { bertGraph } from '../../src/conversion/bert.ts'
import { naiveBert } from '../fixtures/naive-bert.ts'
import { distance, openGraph, runGraph } from '../fixtures/run-graph.ts'
import { randomWeights, TINY_CONFIG } from '../fixtures/tiny-model.ts'

const weights = randomWeights(TINY_CONFIG, 7)
const TEXTS = [[2, 3], [2, 7, 11, 9, 20, 31, 3], Array.from({ length: 64 }, (_, i) => i)]

t.test('the float graph puts out what a forward pass written by hand does', async t => {
  const graph = await openGraph(bertGraph(TINY_CONFIG, weights, floatArithmetic, { pooled: true }))
  for (const ids of TEXTS) {
    const expected = naiveBert(TINY_CONFIG, weights, ids)
    const found = await runGraph(graph, [ids])
    t.ok(distance(found['last_hidden_state']!, expected.tokens.flat()) < 1e-5, `token vectors of ${ids.length} tokens`)
    t.ok(distance(found['sentence_embedding']!, expected.sentence) < 1e-5, `sentence vector of ${ids.length} tokens`)
  }
})

t.test('masked tokens change neither the sentence nor the other texts of a batch', async t => {
  const graph = await openGraph(bertGraph(TINY_CONFIG, weights, floatArithmetic, { pooled: true }))
  const [short, long] = [[2, 7, 11, 3], [2, 40, 41, 42, 43, 44, 3]]
  const { sentence_embedding: batch } = await runGraph(graph, [[...short, 5, 6, 8], long], [3, 0])
  t.ok(distance(batch!.subarray(0, TINY_CONFIG.hidden_size), naiveBert(TINY_CONFIG, weights, short).sentence) < 1e-5)
  t.ok(distance(batch!.subarray(TINY_CONFIG.hidden_size), naiveBert(TINY_CONFIG, weights, long).sentence) < 1e-5)
})

t.test('a graph without pooling puts out token vectors only', async t => {
  const found = await runGraph(await openGraph(bertGraph(TINY_CONFIG, weights, floatArithmetic, { pooled: false })), [TEXTS[1]!])
  t.same(Object.keys(found), ['last_hidden_state'])
})

t.test('the same weights give the same bytes', async t => {
  const divisors = { attention: [Float32Array.from({ length: TINY_CONFIG.hidden_size }, (_, channel) => 1 + channel / 7)], feedForward: [] }
  for (const arithmetic of [floatArithmetic, int8Arithmetic, smoothArithmetic({ divisors, neurons: [[3], []] })]) {
    const [first, second] = [0, 1].map(() => Buffer.from(bertGraph(TINY_CONFIG, randomWeights(TINY_CONFIG, 7), arithmetic, { pooled: true })))
    t.ok(first!.equals(second!))
  }
})
