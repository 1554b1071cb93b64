import type { GraphBuilder, Value } from './onnx.ts'
import { ONNXRUNTIME_DOMAIN } from './onnx.ts'
import type { QuantizedWeight } from './tfjs-weights.ts'

/** A dense layer `y = x · weight + bias`; the weight has the shape [inputs, outputs]. */
export interface LinearLayer { weight: QuantizedWeight, bias: Float32Array }

/** Adds a dense layer to the graph and returns its output, [batch, sequence, outputs]. */
export type Linear = (graph: GraphBuilder, name: string, x: Value, layer: LinearLayer) => Value

/** Weights and arithmetic in 32-bit floats. */
export function floatLinear (graph: GraphBuilder, name: string, x: Value, { weight, bias }: LinearLayer): Value {
  const product = graph.node(`${name}/matmul`, 'MatMul', [x, graph.constant(`${name}/weight`, dequantize(weight), weight.shape)])
  return graph.node(name, 'Add', [product, graph.constant(`${name}/bias`, bias)])
}

/** 8-bit weights as they are; the input is quantised as it comes, with one scale for the whole tensor. */
export function int8Linear (graph: GraphBuilder, name: string, x: Value, { weight, bias }: LinearLayer): Value {
  return graph.node(name, 'DynamicQuantizeMatMul', [
    x,
    graph.constant(`${name}/weight`, Int8Array.from(weight.q, q => q - 128), weight.shape),
    graph.constant(`${name}/scale`, Float32Array.of(weight.scale), []),
    graph.constant(`${name}/zero_point`, Int8Array.of(weight.zeroPoint - 128), []),
    graph.constant(`${name}/bias`, bias)
  ], {}, ONNXRUNTIME_DOMAIN)
}

/** The weight as floats, row-major. */
export function dequantize ({ q, scale, zeroPoint }: QuantizedWeight): Float32Array {
  return Float32Array.from(q, value => (value - zeroPoint) * scale)
}

/** The rows of a weight, in the order given; a row may be taken more than once. */
export function takeRows (weight: QuantizedWeight, rows: readonly number[]): QuantizedWeight {
  const columns = weight.shape[1]!
  const q = new Uint8Array(rows.length * columns)
  rows.forEach((row, i) => q.set(weight.q.subarray(row * columns, (row + 1) * columns), i * columns))
  return { ...weight, q, shape: [rows.length, columns] }
}

/** The outputs of a layer, in the order given. */
export function takeOutputs ({ weight, bias }: LinearLayer, outputs: readonly number[]): LinearLayer {
  const [rows, columns] = weight.shape as [number, number]
  const q = new Uint8Array(rows * outputs.length)
  for (let row = 0; row < rows; row++) outputs.forEach((output, i) => { q[row * outputs.length + i] = weight.q[row * columns + output]! })
  return { weight: { ...weight, q, shape: [rows, outputs.length] }, bias: Float32Array.from(outputs, output => bias[output]!) }
}
