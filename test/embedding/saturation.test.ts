import { readFile } from 'node:fs/promises'
import { InferenceSession } from 'onnxruntime-node'
import { join } from 'node:path'
import t from 'tap'
import { int8Linear } from '../../src/conversion/linear.ts'
import { GraphBuilder } from '../../src/conversion/onnx.ts'
import { loadModel } from '../../src/embedding/model.ts'
import { readModelFolder } from '../../src/embedding/model-folder.ts'
import { productsSaturate, UNSIGNED } from '../../src/embedding/saturation.ts'
import { temporaryFolder } from '../fixtures/tiny-model.ts'

t.test('the graph that is tried is one product of its inputs', async t => {
  const graph = new GraphBuilder()
  graph.output(graph.node('product', 'MatMulInteger', [graph.input('a', 'uint8', ['rows', 'depth']), graph.input('b', 'int8', ['depth', 'columns'])]), 'int32', ['rows', 'columns'])
  t.match(await readFile(new URL('../../src/embedding/saturation.ts', import.meta.url), 'utf8'), Buffer.from(graph.encode('product', '')).toString('base64'))
})

t.test('products are exact on processors with VNNI and on ARM', async t => {
  const processor = await readFile('/proc/cpuinfo', 'utf8').catch(() => '')
  if (process.arch !== 'arm64' && !/avx512_vnni|avx_vnni/.test(processor)) return t.pass('neither is here')
  t.equal(await productsSaturate(), false)
})

t.test('the option takes the sign from weights', { skip: process.arch === 'x64' ? false : 'only x64 needs it' }, async t => {
  const graph = new GraphBuilder()
  const layer = { weight: { q: Uint8Array.from({ length: 64 }, (_, i) => i * 4), shape: [8, 8], scale: 0.1, zeroPoint: 128 }, bias: new Float32Array(8) }
  graph.output(int8Linear(graph, 'y', graph.input('x', 'float32', ['rows', 8]), layer), 'float32', ['rows', 8])
  const folder = await temporaryFolder(t)
  const optimized = async (name: string, options: object): Promise<string> => {
    const optimizedModelFilePath = join(folder, name)
    await (await InferenceSession.create(graph.encode('test', ''), { optimizedModelFilePath, ...options })).release()
    return await readFile(optimizedModelFilePath, 'latin1')
  }
  t.notMatch(await optimized('signed', {}), /s8_2_u8/)
  t.match(await optimized('unsigned', { extra: UNSIGNED }), /s8_2_u8/)
})

const isInexact = await productsSaturate() && 'signed products overflow on this processor'

t.test('unsigned weights give the same vectors to the last bit', { skip: isInexact }, async t => {
  const folder = await readModelFolder('models', 'Xenova/all-MiniLM-L6-v2', 'q8')
  const [signed, unsigned] = await Promise.all([false, true].map(async isUnsigned => await loadModel(folder, 1, async () => isUnsigned)))
  for (const text of ['a nurse who works at night', 'I was laid off on a Tuesday, and nobody at home knows it yet. '.repeat(12)]) {
    t.same((await unsigned!(text)).vector, (await signed!(text)).vector)
  }
})
