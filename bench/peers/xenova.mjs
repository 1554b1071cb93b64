// The pipelines of @xenova/transformers 2.17.2 on the runtime that the service has. The library copies the fields of the runtime's tensors,
// and since onnxruntime 1.16 `data` and `location` are none: here they are fields again. With 1.14, its own choice, the graphs do not load, and with
// 1.15 they give wrong vectors.
import { createRequire } from 'node:module'

const require = createRequire(createRequire(import.meta.url).resolve('@xenova/transformers'))
const { InferenceSession, Tensor } = require('onnxruntime-node')

Object.defineProperty(Tensor.prototype, 'cpuData', {
  get: () => undefined,
  set (data) {
    const field = value => ({ value, enumerable: true, writable: true, configurable: true })
    Object.defineProperties(this, { cpuData: field(data), data: field(data), location: field('cpu') })
  }
})

/** Sessions get so many threads; the library has no option for it. */
export function limitThreads (threads) {
  const create = InferenceSession.create
  InferenceSession.create = async (model, options) => await create.call(InferenceSession, model, { ...options, intraOpNumThreads: threads, interOpNumThreads: 1 })
}

export const { env, pipeline } = await import('@xenova/transformers')
