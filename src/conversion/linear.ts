import type { GraphBuilder, Value } from './onnx.ts'
import { ONNXRUNTIME_DOMAIN } from './onnx.ts'
import type { QuantizedWeight } from './tfjs-weights.ts'

/** A dense layer `y = x · weight + bias`; the weight has the shape [inputs, outputs]. Where its input comes divided, `factors` are what each row of the weight is multiplied by. */
export interface LinearLayer { weight: QuantizedWeight, bias: Float32Array, factors?: Float32Array | undefined }

/** Adds a dense layer to the graph and returns its output, [batch, sequence, outputs]. */
export type Linear = (graph: GraphBuilder, name: string, x: Value, layer: LinearLayer) => Value

/** Weights and arithmetic in 32-bit floats. */
export function floatLinear (graph: GraphBuilder, name: string, x: Value, { weight, bias, factors }: LinearLayer): Value {
  const product = graph.node(`${name}/matmul`, 'MatMul', [x, graph.constant(`${name}/weight`, dequantize(weight, factors), weight.shape)])
  return graph.node(name, 'Add', [product, graph.constant(`${name}/bias`, bias)])
}

/** Weights in 8 bits, as they are where nothing multiplies them; the input is quantised as it comes, with one scale for the whole tensor. */
export function int8Linear (graph: GraphBuilder, name: string, x: Value, { weight, bias, factors }: LinearLayer): Value {
  const { q, scales, zeroPoints, shape } = factors === undefined ? asSigned(weight) : quantizeColumns(dequantize(weight, factors), weight.shape)
  return graph.node(name, 'DynamicQuantizeMatMul', [
    x,
    graph.constant(`${name}/weight`, q, weight.shape),
    graph.constant(`${name}/scale`, scales, shape),
    graph.constant(`${name}/zero_point`, zeroPoints, shape),
    graph.constant(`${name}/bias`, bias)
  ], {}, ONNXRUNTIME_DOMAIN)
}

/** A signed 8-bit weight; its scales and zero points have the shape [] for the whole tensor or [outputs]. */
interface SignedWeight { q: Int8Array, scales: Float32Array, zeroPoints: Int8Array, shape: number[] }

function asSigned ({ q, scale, zeroPoint }: QuantizedWeight): SignedWeight {
  return { q: Int8Array.from(q, value => value - 128), scales: Float32Array.of(scale), zeroPoints: Int8Array.of(zeroPoint - 128), shape: [] }
}

/** Each column with a scale of its own, from its least to its largest value, 0 among them. */
export function quantizeColumns (values: Float32Array, [rows, columns]: number[]): SignedWeight {
  const [q, scales, zeroPoints] = [new Int8Array(values.length), new Float32Array(columns!), new Int8Array(columns!)]
  for (let column = 0; column < columns!; column++) {
    let [least, largest] = [0, 0]
    for (let row = 0; row < rows!; row++) {
      least = Math.min(least, values[row * columns! + column]!)
      largest = Math.max(largest, values[row * columns! + column]!)
    }
    const scale = Math.fround((largest - least) / 255) || 1
    const zeroPoint = Math.round(-128 - least / scale)
    for (let i = column; i < values.length; i += columns!) q[i] = Math.min(127, Math.max(-128, Math.round(values[i]! / scale) + zeroPoint))
    scales[column] = scale
    zeroPoints[column] = zeroPoint
  }
  return { q, scales, zeroPoints, shape: [columns!] }
}

/** The weight as floats, row-major, each row times its factor. */
export function dequantize ({ q, scale, zeroPoint, shape }: QuantizedWeight, factors?: Float32Array): Float32Array {
  if (factors === undefined) return Float32Array.from(q, value => (value - zeroPoint) * scale)
  return Float32Array.from(q, (value, i) => (value - zeroPoint) * scale * factors[Math.floor(i / shape[1]!)]!)
}

/** The rows of a weight, in the order given; a row may be taken more than once. */
export function takeRows (weight: QuantizedWeight, rows: readonly number[]): QuantizedWeight {
  const columns = weight.shape[1]!
  const q = new Uint8Array(rows.length * columns)
  rows.forEach((row, i) => q.set(weight.q.subarray(row * columns, (row + 1) * columns), i * columns))
  return { ...weight, q, shape: [rows.length, columns] }
}

/** The outputs of a layer, in the order given. */
export function takeOutputs ({ weight, bias, ...layer }: LinearLayer, outputs: readonly number[]): LinearLayer {
  const [rows, columns] = weight.shape as [number, number]
  const q = new Uint8Array(rows * outputs.length)
  for (let row = 0; row < rows; row++) outputs.forEach((output, i) => { q[row * outputs.length + i] = weight.q[row * columns + output]! })
  return { ...layer, weight: { ...weight, q, shape: [rows, outputs.length] }, bias: Float32Array.from(outputs, output => bias[output]!) }
}

/** The layer with outputs that are always 0. */
export function withoutOutputs ({ weight, bias, ...layer }: LinearLayer, outputs: readonly number[]): LinearLayer {
  const columns = weight.shape[1]!
  const q = weight.q.slice()
  for (let row = 0; row < q.length; row += columns) for (const output of outputs) q[row + output] = weight.zeroPoint
  return { ...layer, weight: { ...weight, q }, bias: bias.map((value, output) => outputs.includes(output) ? 0 : value) }
}
