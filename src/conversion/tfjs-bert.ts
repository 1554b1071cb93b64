import type { BertConfig, BertLayer, BertWeights, LayerNorm } from './bert.ts'
import type { LinearLayer } from './linear.ts'
import type { TfjsWeights } from './tfjs-weights.ts'

const ENCODER = 'StatefulPartitionedCall/model/tf_bert_model/bert'

/** Finds the weights of a Keras BERT (`TFBertModel` of the transformers library) in its TF.js graph by their names. */
export function tfjsBertWeights (weights: TfjsWeights, { num_hidden_layers: layers }: BertConfig): BertWeights {
  const linear = (scope: string): LinearLayer => ({
    weight: weights.quantized(`${ENCODER}/${scope}/Tensordot/ReadVariableOp`),
    bias: weights.floats(`${ENCODER}/${scope}/BiasAdd/ReadVariableOp`)
  })
  const norm = (scope: string): LayerNorm => ({
    gamma: weights.floats(`${ENCODER}/${scope}/LayerNorm/batchnorm/mul/ReadVariableOp`),
    beta: weights.floats(`${ENCODER}/${scope}/LayerNorm/batchnorm/ReadVariableOp`)
  })
  const layer = (index: number): BertLayer => {
    const scope = `encoder/layer_._${index}`
    return {
      query: linear(`${scope}/attention/self/query`),
      key: linear(`${scope}/attention/self/key`),
      value: linear(`${scope}/attention/self/value`),
      attentionOutput: linear(`${scope}/attention/output/dense`),
      attentionNorm: norm(`${scope}/attention/output`),
      intermediate: linear(`${scope}/intermediate/dense`),
      output: linear(`${scope}/output/dense`),
      outputNorm: norm(`${scope}/output`)
    }
  }
  return {
    // The export lost the names of the three tables; they are numbered in the order in which the graph adds them.
    embeddings: { words: weights.quantized('unknown'), positions: weights.quantized('unknown_0'), types: weights.quantized('unknown_1'), norm: norm('embeddings') },
    layers: Array.from({ length: layers }, (_, index) => layer(index))
  }
}
