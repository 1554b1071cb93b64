import type { Linear, LinearLayer } from './linear.ts'
import { dequantize } from './linear.ts'
import type { Value } from './onnx.ts'
import { GraphBuilder, ONNXRUNTIME_DOMAIN } from './onnx.ts'
import type { QuantizedWeight } from './tfjs-weights.ts'

/** The sizes of a BERT encoder (Devlin et al. 2018, https://arxiv.org/abs/1810.04805), named as in the Hugging Face `config.json`. */
export interface BertConfig {
  hidden_size: number
  num_hidden_layers: number
  num_attention_heads: number
  intermediate_size: number
  vocab_size: number
  max_position_embeddings: number
  type_vocab_size: number
  layer_norm_eps: number
}

export interface LayerNorm { gamma: Float32Array, beta: Float32Array }

/** The weights of one transformer layer. */
export interface BertLayer {
  query: LinearLayer
  key: LinearLayer
  value: LinearLayer
  attentionOutput: LinearLayer
  attentionNorm: LayerNorm
  intermediate: LinearLayer
  output: LinearLayer
  outputNorm: LayerNorm
}

export interface BertWeights {
  /** [vocab, hidden], [positions, hidden] and [types, hidden]. */
  embeddings: { words: QuantizedWeight, positions: QuantizedWeight, types: QuantizedWeight, norm: LayerNorm }
  layers: BertLayer[]
}

/** The feed-forward block of a layer: two dense layers with a GELU between. Adds it and returns its output, [batch, sequence, hidden], as summands. */
export type FeedForward = (graph: GraphBuilder, name: string, x: Value, layer: BertLayer, index: number) => Value[]

/** How the dense layers are computed: the architecture below stays the same. */
export interface Arithmetic {
  linear: Linear
  feedForward: FeedForward
  /** By what each channel is divided before it enters a part of a layer, whose weights are multiplied by it: [hidden]. Nothing where it stays as it is. */
  divisors?: { attention: Float32Array[], feedForward: Float32Array[] }
}

/** What a norm puts out: divided for the dense layers that follow, and as it is for the sum behind them. */
interface Normed { divided: Value, whole: Value, divisors: Float32Array | undefined }

/** What the graph puts out: token vectors, [batch, sequence, hidden], and, if pooled in the graph, unit sentence vectors, [batch, hidden]; and values within, by their names. */
export interface Outputs { pooled: boolean, within?: readonly Value[] }

/** The encoder as the bytes of an `.onnx` file with the inputs `input_ids`, `attention_mask`, `token_type_ids`, all int64 [batch, sequence]. */
export function bertGraph (config: BertConfig, weights: BertWeights, arithmetic: Arithmetic, outputs: Outputs): Uint8Array {
  const graph = new GraphBuilder()
  const sequence = ['batch', 'sequence']
  const ids = graph.input('input_ids', 'int64', sequence)
  const mask = graph.input('attention_mask', 'int64', sequence)
  const types = graph.input('token_type_ids', 'int64', sequence)
  const attend = graph.node('attend', 'Cast', [mask], { to: 6 })

  const embedded = embeddings(graph, config, arithmetic, weights.embeddings, ids, types)
  const encoded = weights.layers.reduce((x, layer, index) => encoderLayer(graph, config, arithmetic, layer, index, x, attend), embedded).whole

  const last = graph.node('last_hidden_state', 'Identity', [encoded])
  graph.output(last, 'float32', [...sequence, config.hidden_size])
  if (outputs.pooled) graph.output(meanPooled(graph, encoded, mask), 'float32', ['batch', config.hidden_size])
  for (const value of outputs.within ?? []) graph.output(value, 'float32', [...sequence, config.hidden_size])
  return graph.encode('bert', 'A BERT encoder for sentence embeddings, written by the converter of kindred.')
}

function embeddings (graph: GraphBuilder, config: BertConfig, { divisors }: Arithmetic, weights: BertWeights['embeddings'], ids: Value, types: Value): Normed {
  const words = look(graph, 'embeddings/words', weights.words, ids)
  const kinds = look(graph, 'embeddings/types', weights.types, types)
  const length = graph.node('embeddings/length', 'Shape', [ids], { start: 1, end: 2 })
  const table = graph.constant('embeddings/positions/weight', dequantize(weights.positions), weights.positions.shape)
  const first = graph.constant('embeddings/first', BigInt64Array.of(0n))
  const positions = graph.node('embeddings/positions', 'Slice', [table, first, length, graph.constant('embeddings/axis', BigInt64Array.of(0n))])
  return sumAndNorm(graph, config, 'embeddings', [words, kinds, positions], weights.norm, divisors?.attention[0])
}

/** Rows of an 8-bit table: gathered in 8 bits, then made floats. */
function look (graph: GraphBuilder, name: string, table: QuantizedWeight, rows: Value): Value {
  const gathered = graph.node(`${name}/rows`, 'Gather', [graph.constant(`${name}/weight`, table.q, table.shape), rows], { axis: 0 })
  const scale = graph.constant(`${name}/scale`, Float32Array.of(table.scale), [])
  return graph.node(name, 'DequantizeLinear', [gathered, scale, graph.constant(`${name}/zero_point`, Uint8Array.of(table.zeroPoint), [])])
}

function encoderLayer (graph: GraphBuilder, config: BertConfig, { linear, feedForward, divisors }: Arithmetic, layer: BertLayer, index: number, x: Normed, attend: Value): Normed {
  const name = `layer${index}`
  const project = (part: string, projection: LinearLayer) => linear(graph, `${name}/${part}`, x.divided, { ...projection, factors: x.divisors })
  const projected = [project('query', layer.query), project('key', layer.key), project('value', layer.value)]
  const attended = graph.node(`${name}/attention`, 'MultiHeadAttention', [...projected, '', attend], { num_heads: config.num_attention_heads }, ONNXRUNTIME_DOMAIN)
  const attention = linear(graph, `${name}/attention_output`, attended, layer.attentionOutput)
  const middle = sumAndNorm(graph, config, `${name}/middle`, [attention, x.whole], layer.attentionNorm, divisors?.feedForward[index])
  const fed = feedForward(graph, name, middle.divided, { ...layer, intermediate: { ...layer.intermediate, factors: middle.divisors } }, index)
  return sumAndNorm(graph, config, name, [...fed, middle.whole], layer.outputNorm, divisors?.attention[index + 1])
}

/**
 * The norm of a sum, in two operators: the one that onnxruntime has for both, `SkipLayerNormalization`, takes four to six times as long on a
 * processor (1.30). The divisors are part of the norm's weights.
 */
function sumAndNorm (graph: GraphBuilder, config: BertConfig, name: string, summands: Value[], { gamma, beta }: LayerNorm, divisors?: Float32Array): Normed {
  const sum = graph.node(`${name}/sum`, 'Sum', summands)
  const norm = (output: string, weights: LayerNorm): Value => graph.node(output, 'LayerNormalization', [
    sum, graph.constant(`${name}/norm/gamma`, weights.gamma), graph.constant(`${name}/norm/beta`, weights.beta)
  ], { axis: -1, epsilon: { float: config.layer_norm_eps } })
  if (divisors === undefined) {
    const whole = norm(name, { gamma, beta })
    return { divided: whole, whole, divisors }
  }
  const divided = norm(`${name}/divided`, { gamma: gamma.map((value, channel) => value / divisors[channel]!), beta: beta.map((value, channel) => value / divisors[channel]!) })
  return { divided, whole: graph.node(name, 'Mul', [divided, graph.constant(`${name}/divisors`, divisors)]), divisors }
}

/** Mean over the tokens that the mask keeps, as a product with it, then L2 norm; the division by their number is lost in the norm and left out. */
function meanPooled (graph: GraphBuilder, encoded: Value, mask: Value): Value {
  const axis = graph.constant('pooling/axis', BigInt64Array.of(1n))
  const weights = graph.node('pooling/weights', 'Unsqueeze', [graph.node('pooling/kept', 'Cast', [mask], { to: 1 }), axis])
  const total = graph.node('pooling/total', 'Squeeze', [graph.node('pooling', 'MatMul', [weights, encoded]), axis])
  return graph.node('sentence_embedding', 'LpNormalization', [total], { axis: -1, p: 2 })
}
