import t from 'tap'
import type { BertLayer } from '../../src/conversion/bert.ts'
import { tfjsBertWeights } from '../../src/conversion/tfjs-bert.ts'
import { TINY_CONFIG } from '../fixtures/tiny-model.ts'

const BERT = 'StatefulPartitionedCall/model/tf_bert_model/bert'

/** Weights that hold the number of characters of their own name, and remember who was asked for. */
function namedWeights () {
  const asked: string[] = []
  const note = (name: string) => {
    asked.push(name)
    return name.length
  }
  return {
    asked,
    quantized: (name: string) => ({ shape: [1, 1], q: new Uint8Array(1), scale: note(name), zeroPoint: 0 }),
    floats: (name: string) => Float32Array.of(note(name))
  }
}

t.test('every weight of a BERT is asked for once', async t => {
  const weights = namedWeights()
  t.equal(tfjsBertWeights(weights, TINY_CONFIG).layers.length, 2)
  t.equal(new Set(weights.asked).size, weights.asked.length)
  t.equal(weights.asked.length, 5 + 2 * 16, 'three tables and a norm, then six dense layers and two norms in each layer')
})

t.test('the parts of a layer carry the names that Keras gives them', async t => {
  const { embeddings, layers: [, second] } = tfjsBertWeights(namedWeights(), TINY_CONFIG)
  const lengthOf = (name: string) => `${BERT}/${name}`.length
  const dense: [keyof BertLayer, string][] = [
    ['query', 'attention/self/query'], ['value', 'attention/self/value'], ['attentionOutput', 'attention/output/dense'], ['intermediate', 'intermediate/dense'], ['output', 'output/dense']
  ]
  for (const [part, scope] of dense) {
    const { weight, bias } = second![part] as BertLayer['query']
    t.equal(weight.scale, lengthOf(`encoder/layer_._1/${scope}/Tensordot/ReadVariableOp`), `${part}: weight`)
    t.equal(bias[0], lengthOf(`encoder/layer_._1/${scope}/BiasAdd/ReadVariableOp`), `${part}: bias`)
  }
  t.equal(second!.attentionNorm.gamma[0], lengthOf('encoder/layer_._1/attention/output/LayerNorm/batchnorm/mul/ReadVariableOp'))
  t.equal(second!.outputNorm.beta[0], lengthOf('encoder/layer_._1/output/LayerNorm/batchnorm/ReadVariableOp'))
  t.equal(embeddings.norm.gamma[0], lengthOf('embeddings/LayerNorm/batchnorm/mul/ReadVariableOp'))
  t.same([embeddings.words, embeddings.positions, embeddings.types].map(table => table.scale), ['unknown', 'unknown_0', 'unknown_1'].map(name => name.length))
})
