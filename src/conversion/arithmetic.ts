import type { Arithmetic, BertLayer, FeedForward } from './bert.ts'
import type { Linear } from './linear.ts'
import { dequantize, floatLinear, int8Linear, takeOutputs, takeRows } from './linear.ts'
import type { GraphBuilder, Value } from './onnx.ts'
import { ONNXRUNTIME_DOMAIN } from './onnx.ts'

/** Features whose activations are 20 to 30 times larger than the others, for each layer: the channels that enter the feed-forward block, and the neurons after its GELU. */
export interface Outliers { channels: number[][], neurons: number[][] }

export const floatArithmetic: Arithmetic = { linear: floatLinear, valueLinear: floatLinear, feedForward: plainFeedForward(floatLinear) }

/** What dynamically quantised models on the hub do: every dense layer in 8 bits. */
export const int8Arithmetic: Arithmetic = { linear: int8Linear, valueLinear: int8Linear, feedForward: plainFeedForward(int8Linear) }

/**
 * 8 bits for the bulk and floats for the few outlier features, whose size would otherwise spend the one scale of a tensor on themselves.
 * The decomposition of LLM.int8() (Dettmers et al. 2022, https://arxiv.org/abs/2208.07339), with outliers that are known beforehand.
 * The value projection stays in floats, because its error reaches the output undamped by a softmax.
 */
export function mixedArithmetic ({ channels, neurons }: Outliers): Arithmetic {
  const feedForward: FeedForward = (graph, name, x, layer, index) => mixedFeedForward(graph, name, x, layer, channels[index] ?? [], neurons[index] ?? [])
  return { linear: int8Linear, valueLinear: floatLinear, feedForward }
}

function plainFeedForward (linear: Linear): FeedForward {
  return (graph, name, x, { intermediate, output }) => linear(graph, `${name}/output`, gelu(graph, `${name}/gelu`, linear(graph, `${name}/intermediate`, x, intermediate)), output)
}

/** The block as two: a wide one in 8 bits, and a narrow one in floats for the outlier neurons. Their outputs add up. */
function mixedFeedForward (graph: GraphBuilder, name: string, x: Value, { intermediate, output }: BertLayer, channels: number[], neurons: number[]): Value {
  const others = without(output.weight.shape[0]!, neurons)
  const wide = gelu(graph, `${name}/gelu`, mixedInput(graph, `${name}/intermediate`, x, takeOutputs(intermediate, others), channels))
  const bulk = int8Linear(graph, `${name}/output`, wide, { weight: takeRows(output.weight, others), bias: output.bias })
  if (neurons.length === 0) return bulk
  const narrow = gelu(graph, `${name}/outlier_gelu`, floatLinear(graph, `${name}/outlier_intermediate`, x, takeOutputs(intermediate, neurons)))
  const rows = takeRows(output.weight, neurons)
  const rest = graph.node(`${name}/outlier_output`, 'MatMul', [narrow, graph.constant(`${name}/outlier_output/weight`, dequantize(rows), rows.shape)])
  return graph.node(`${name}/feed_forward`, 'Add', [bulk, rest])
}

/** A dense layer whose outlier inputs are multiplied in floats and added to the 8-bit product of the others. */
function mixedInput (graph: GraphBuilder, name: string, x: Value, { weight, bias }: BertLayer['intermediate'], outliers: number[]): Value {
  if (outliers.length === 0) return int8Linear(graph, name, x, { weight, bias })
  const others = without(weight.shape[0]!, outliers)
  const bulk = int8Linear(graph, `${name}/bulk`, takeChannels(graph, `${name}/inputs`, x, others), { weight: takeRows(weight, others), bias })
  const rows = takeRows(weight, outliers)
  const rare = takeChannels(graph, `${name}/outlier_inputs`, x, outliers)
  const rest = graph.node(`${name}/outliers`, 'MatMul', [rare, graph.constant(`${name}/outliers/weight`, dequantize(rows), rows.shape)])
  return graph.node(name, 'Add', [bulk, rest])
}

function takeChannels (graph: GraphBuilder, name: string, x: Value, channels: number[]): Value {
  return graph.node(name, 'Gather', [x, graph.constant(`${name}/channels`, BigInt64Array.from(channels, BigInt))], { axis: -1 })
}

function gelu (graph: GraphBuilder, name: string, x: Value): Value {
  return graph.node(name, 'Gelu', [x], {}, ONNXRUNTIME_DOMAIN)
}

function without (count: number, left: number[]): number[] {
  return Array.from({ length: count }, (_, index) => index).filter(index => !left.includes(index))
}
