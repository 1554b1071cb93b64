import { InferenceSession, Tensor } from 'onnxruntime-node'
import t from 'tap'
import type { Linear, LinearLayer } from '../../src/conversion/linear.ts'
import { dequantize, floatLinear, int8Linear, quantizeColumns, takeOutputs, takeRows, withoutOutputs } from '../../src/conversion/linear.ts'
import { GraphBuilder } from '../../src/conversion/onnx.ts'
import { exactProducts } from '../../src/embedding/saturation.ts'

/** 3 inputs, 2 outputs; in floats [[-1, 0], [0.5, 1], [126.5, -0.5]]. */
const LAYER: LinearLayer = { weight: { shape: [3, 2], q: Uint8Array.of(0, 2, 3, 4, 255, 1), scale: 0.5, zeroPoint: 2 }, bias: Float32Array.of(10, 20) }

t.test('a quantised weight is (q − zero point) × scale', async t => {
  t.same(Array.from(dequantize(LAYER.weight)), [-1, 0, 0.5, 1, 126.5, -0.5])
})

t.test('rows are taken in the order given, also twice', async t => {
  const taken = takeRows(LAYER.weight, [2, 0, 2])
  t.same(taken.shape, [3, 2])
  t.same(Array.from(dequantize(taken)), [126.5, -0.5, -1, 0, 126.5, -0.5])
  t.same(takeRows(LAYER.weight, []).shape, [0, 2])
})

t.test('outputs are taken with their bias, in the order given', async t => {
  const { weight, bias } = takeOutputs(LAYER, [1, 0])
  t.same(weight.shape, [3, 2])
  t.same(Array.from(dequantize(weight)), [0, -1, 1, 0.5, -0.5, 126.5])
  t.same(Array.from(bias), [20, 10])
  const one = takeOutputs(LAYER, [1])
  t.same([one.weight.shape, Array.from(one.weight.q), Array.from(one.bias)], [[3, 1], [2, 4, 1], [20]])
})

t.test('taking leaves the original as it was', async t => {
  const before = structuredClone(LAYER)
  takeRows(LAYER.weight, [1]).q.fill(0)
  takeOutputs(LAYER, [1]).weight.q.fill(0)
  t.same(LAYER, before)
})

async function product (linear: Linear, x: number[], layer = LAYER): Promise<number[]> {
  const graph = new GraphBuilder()
  graph.output(linear(graph, 'y', graph.input('x', 'float32', ['rows', 3]), layer), 'float32', ['rows', 2])
  const session = await InferenceSession.create(graph.encode('test', ''), await exactProducts())
  const { y } = await session.run({ x: new Tensor('float32', Float32Array.from(x), [x.length / 3, 3]) })
  return Array.from(y!.data as Float32Array)
}

t.test('a dense layer in floats is x · weight + bias', async t => {
  t.same(await product(floatLinear, [1, 2, 0, 0, 0, 2]), [10, 22, 263, 19])
})

t.test('a dense layer in 8 bits is the same, to the step of its input', async t => {
  const found = await product(int8Linear, [1, 2, 0, 0, 0, 2])
  const step = 2 / 255
  t.ok([10, 22, 263, 19].every((value, i) => Math.abs(value - found[i]!) <= step * 128), found.join(', '))
})

t.test('columns are quantised with scales of their own, to half a step of them', async t => {
  const values = Float32Array.of(-1, 0, 100, 0.25, 0, 50, 0.5, 0, -27.5)
  const { q, scales, zeroPoints, shape } = quantizeColumns(values, [3, 3])
  t.same(shape, [3])
  t.same(Array.from(q.subarray(0, 3)), [-128, -128, 127], 'the least of a column and the largest reach the ends')
  values.forEach((value, i) => {
    const column = i % 3
    t.ok(Math.abs((q[i]! - zeroPoints[column]!) * scales[column]! - value) <= scales[column]! / 2 + 1e-6, `${value}`)
  })
})

t.test('a weight with factors multiplies its rows, in floats and in 8 bits', async t => {
  const factors = Float32Array.of(1, 4, 0.5)
  const expected = [-1 + 2 + 63.25 + 10, 4 - 0.25 + 20]
  t.same(Array.from(dequantize(LAYER.weight, factors)), [-1, 0, 2, 4, 63.25, -0.25])
  t.same(await product(floatLinear, [1, 1, 1], { ...LAYER, factors }), expected)
  const rough = await product(int8Linear, [1, 1, 1], { ...LAYER, factors })
  t.ok(rough.every((value, i) => Math.abs(value - expected[i]!) < 0.5), rough.join(', '))
})

t.test('silent outputs are 0 and the others as they were', async t => {
  const silent = withoutOutputs(LAYER, [0])
  t.same(await product(floatLinear, [1, 2, 3], silent), [0, 20 + 2 - 1.5])
  t.same(Array.from(LAYER.weight.q), [0, 2, 3, 4, 255, 1], 'the layer itself stays')
})
