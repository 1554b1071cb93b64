import { InferenceSession, Tensor } from 'onnxruntime-node'
import t from 'tap'
import { GraphBuilder } from '../../src/conversion/onnx.ts'

t.test('a graph can be run: inputs, constants of every type, attributes of every kind', async t => {
  const graph = new GraphBuilder()
  const x = graph.input('x', 'float32', ['rows', 2])
  const doubled = graph.node('doubled', 'Mul', [x, graph.constant('two', Float32Array.of(2), [])])
  const shifted = graph.node('shifted', 'Add', [doubled, graph.node('ones', 'Cast', [graph.constant('one', Int32Array.of(1, 1))], { to: 1 })])
  const leaky = graph.node('leaky', 'LeakyRelu', [shifted], { alpha: { float: 0.5 } })
  const turned = graph.node('turned', 'Transpose', [leaky], { perm: [1, 0] })
  graph.output(turned, 'float32', [2, 'rows'])
  const session = await InferenceSession.create(graph.encode('test', 'A test.'))
  const { turned: result } = await session.run({ x: new Tensor('float32', Float32Array.of(1, 2, -3, 0), [2, 2]) })
  t.same(result!.dims, [2, 2])
  t.same(Array.from(result!.data as Float32Array), [3, -2.5, 5, 1])
})

t.test('a name is given once, be it to an input, a constant or a node', async t => {
  const twice = [
    (graph: GraphBuilder) => graph.input('x', 'int64', ['n']),
    (graph: GraphBuilder) => graph.constant('x', Float32Array.of(1)),
    (graph: GraphBuilder) => graph.node('x', 'Identity', [])
  ]
  for (const first of twice) {
    for (const second of twice) {
      const graph = new GraphBuilder()
      first(graph)
      t.throws(() => second(graph), { message: 'The graph has two values named "x".' })
    }
  }
})

t.test('a constant fills its shape exactly', async t => {
  const graph = new GraphBuilder()
  t.throws(() => graph.constant('weight', new Float32Array(5), [2, 3]), { name: 'RangeError', message: 'weight: 5 values do not fill the shape 2 × 3.' })
  t.throws(() => graph.constant('scale', new Float32Array(2), []), RangeError)
  t.equal(graph.constant('weight', new Float32Array(6), [2, 3]), 'weight', 'a refused name is still free')
})

t.test('a view into a larger buffer is written as the view', async t => {
  const whole = Float32Array.of(1, 2, 3, 4)
  const bytesOf = (data: Float32Array) => {
    const graph = new GraphBuilder()
    graph.constant('c', data)
    return Buffer.from(graph.encode('test', ''))
  }
  t.ok(bytesOf(whole.subarray(1, 3)).equals(bytesOf(Float32Array.of(2, 3))))
})
