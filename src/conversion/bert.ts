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

/** The feed-forward block of a layer: two dense layers with a GELU between. Adds it and returns its output, [batch, sequence, hidden]. */
export type FeedForward = (graph: GraphBuilder, name: string, x: Value, layer: BertLayer, index: number) => Value

/** How the dense layers are computed: the architecture below stays the same. */
export interface Arithmetic {
  linear: Linear
  valueLinear: Linear
  feedForward: FeedForward
}

/** What the graph puts out: token vectors, [batch, sequence, hidden], and, if pooled in the graph, unit sentence vectors, [batch, hidden]. */
export interface Outputs { pooled: boolean }

/** The encoder as the bytes of an `.onnx` file with the inputs `input_ids`, `attention_mask`, `token_type_ids`, all int64 [batch, sequence]. */
export function bertGraph (config: BertConfig, weights: BertWeights, arithmetic: Arithmetic, outputs: Outputs): Uint8Array {
  const graph = new GraphBuilder()
  const sequence = ['batch', 'sequence']
  const ids = graph.input('input_ids', 'int64', sequence)
  const mask = graph.input('attention_mask', 'int64', sequence)
  const types = graph.input('token_type_ids', 'int64', sequence)
  const attend = graph.node('attend', 'Cast', [mask], { to: 6 })

  const embedded = embeddings(graph, config, weights.embeddings, ids, types)
  const encoded = weights.layers.reduce((x, layer, index) => encoderLayer(graph, config, arithmetic, layer, index, x, attend), embedded)

  const last = graph.node('last_hidden_state', 'Identity', [encoded])
  graph.output(last, 'float32', [...sequence, config.hidden_size])
  if (outputs.pooled) graph.output(meanPooled(graph, encoded, mask), 'float32', ['batch', config.hidden_size])
  return graph.encode('bert', 'A BERT encoder for sentence embeddings, written by the converter of kindred.')
}

function embeddings (graph: GraphBuilder, config: BertConfig, weights: BertWeights['embeddings'], ids: Value, types: Value): Value {
  const words = look(graph, 'embeddings/words', weights.words, ids)
  const kinds = look(graph, 'embeddings/types', weights.types, types)
  const length = graph.node('embeddings/length', 'Shape', [ids], { start: 1, end: 2 })
  const table = graph.constant('embeddings/positions/weight', dequantize(weights.positions), weights.positions.shape)
  const first = graph.constant('embeddings/first', BigInt64Array.of(0n))
  const positions = graph.node('embeddings/positions', 'Slice', [table, first, length, graph.constant('embeddings/axis', BigInt64Array.of(0n))])
  const sum = graph.node('embeddings/sum', 'Add', [graph.node('embeddings/words_and_types', 'Add', [words, kinds]), positions])
  return graph.node('embeddings', 'LayerNormalization', [sum, ...normWeights(graph, 'embeddings', weights.norm)], { axis: -1, epsilon: { float: config.layer_norm_eps } })
}

/** Rows of an 8-bit table: gathered in 8 bits, then made floats. */
function look (graph: GraphBuilder, name: string, table: QuantizedWeight, rows: Value): Value {
  const gathered = graph.node(`${name}/rows`, 'Gather', [graph.constant(`${name}/weight`, table.q, table.shape), rows], { axis: 0 })
  const scale = graph.constant(`${name}/scale`, Float32Array.of(table.scale), [])
  return graph.node(name, 'DequantizeLinear', [gathered, scale, graph.constant(`${name}/zero_point`, Uint8Array.of(table.zeroPoint), [])])
}

function encoderLayer (graph: GraphBuilder, config: BertConfig, arithmetic: Arithmetic, layer: BertLayer, index: number, x: Value, attend: Value): Value {
  const name = `layer${index}`
  const query = arithmetic.linear(graph, `${name}/query`, x, layer.query)
  const key = arithmetic.linear(graph, `${name}/key`, x, layer.key)
  const value = arithmetic.valueLinear(graph, `${name}/value`, x, layer.value)
  const heads = { num_heads: config.num_attention_heads }
  const attended = graph.node(`${name}/attention`, 'MultiHeadAttention', [query, key, value, '', attend], heads, ONNXRUNTIME_DOMAIN)
  const attention = arithmetic.linear(graph, `${name}/attention_output`, attended, layer.attentionOutput)
  const middle = addAndNorm(graph, config, `${name}/middle`, attention, x, layer.attentionNorm)
  const fed = arithmetic.feedForward(graph, name, middle, layer, index)
  return addAndNorm(graph, config, name, fed, middle, layer.outputNorm)
}

function addAndNorm (graph: GraphBuilder, config: BertConfig, name: string, x: Value, skip: Value, norm: LayerNorm): Value {
  return graph.node(name, 'SkipLayerNormalization', [x, skip, ...normWeights(graph, name, norm)], { epsilon: { float: config.layer_norm_eps } }, ONNXRUNTIME_DOMAIN)
}

function normWeights (graph: GraphBuilder, name: string, { gamma, beta }: LayerNorm): [Value, Value] {
  return [graph.constant(`${name}/norm/gamma`, gamma), graph.constant(`${name}/norm/beta`, beta)]
}

/** Mean over the tokens that the mask keeps, then L2 norm; the division by their number is lost in the norm and left out. */
function meanPooled (graph: GraphBuilder, encoded: Value, mask: Value): Value {
  const weight = graph.node('pooling/mask', 'Unsqueeze', [graph.node('pooling/kept', 'Cast', [mask], { to: 1 }), graph.constant('pooling/last', BigInt64Array.of(-1n))])
  const kept = graph.node('pooling/tokens', 'Mul', [encoded, weight])
  const sum = graph.node('pooling/sum', 'ReduceSum', [kept, graph.constant('pooling/axis', BigInt64Array.of(1n))], { keepdims: 0 })
  return graph.node('sentence_embedding', 'LpNormalization', [sum], { axis: -1, p: 2 })
}
