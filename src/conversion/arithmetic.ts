import type { Arithmetic, BertLayer, FeedForward } from './bert.ts'
import type { Linear } from './linear.ts'
import { dequantize, floatLinear, int8Linear, takeOutputs, takeRows, withoutOutputs } from './linear.ts'
import type { GraphBuilder, Value } from './onnx.ts'
import { ONNXRUNTIME_DOMAIN } from './onnx.ts'

export const floatArithmetic: Arithmetic = { linear: floatLinear, feedForward: plainFeedForward(floatLinear) }

/** What dynamically quantised models on the hub do: every dense layer in 8 bits. */
export const int8Arithmetic: Arithmetic = { linear: int8Linear, feedForward: plainFeedForward(int8Linear) }

/**
 * 8 bits nearly as true as floats. Some activations are ten times as large as the rest of their tensor and would spend its one scale on themselves:
 * - Channels that come from a norm are divided by constants, by which the weights behind it are multiplied: SmoothQuant (Xiao et al. 2022, https://arxiv.org/abs/2211.10438).
 * - Neurons of the feed-forward block cannot be, for the GELU before them. They are computed in floats beside the others, as in LLM.int8()
 *   (Dettmers et al. 2022, https://arxiv.org/abs/2208.07339), with outliers that are known beforehand.
 *
 * @param neurons the outliers of each layer, after its GELU
 */
export function smoothArithmetic ({ divisors, neurons }: Required<Pick<Arithmetic, 'divisors'>> & { neurons: number[][] }): Arithmetic {
  return { linear: int8Linear, feedForward: (graph, name, x, layer, index) => dividedFeedForward(graph, name, x, layer, neurons[index] ?? []), divisors }
}

function plainFeedForward (linear: Linear): FeedForward {
  return (graph, name, x, { intermediate, output }) => [linear(graph, `${name}/output`, gelu(graph, `${name}/gelu`, linear(graph, `${name}/intermediate`, x, intermediate)), output)]
}

/** The block as two: a wide one in 8 bits, in which the outlier neurons are silent, and a narrow one in floats for them. */
function dividedFeedForward (graph: GraphBuilder, name: string, x: Value, layer: BertLayer, neurons: number[]): Value[] {
  const wide = plainFeedForward(int8Linear)(graph, name, x, { ...layer, intermediate: withoutOutputs(layer.intermediate, neurons) }, 0)
  if (neurons.length === 0) return wide
  const narrow = gelu(graph, `${name}/outlier_gelu`, floatLinear(graph, `${name}/outlier_intermediate`, x, takeOutputs(layer.intermediate, neurons)))
  const rows = takeRows(layer.output.weight, neurons)
  return [...wide, graph.node(`${name}/outlier_output`, 'MatMul', [narrow, graph.constant(`${name}/outlier_output/weight`, dequantize(rows), rows.shape)])]
}

function gelu (graph: GraphBuilder, name: string, x: Value): Value {
  return graph.node(name, 'Gelu', [x], {}, ONNXRUNTIME_DOMAIN)
}
