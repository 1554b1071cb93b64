// One session of the runtime: token ids come in, milliseconds of each forward pass go out.
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'

// That of the service, not that of this folder: two versions do not get on in one process.
const { InferenceSession, Tensor } = createRequire(new URL('../../package.json', import.meta.url))('onnxruntime-node')
const session = await InferenceSession.create(process.env.BARE_GRAPH, { intraOpNumThreads: Number(process.env.INFERENCE_THREADS), interOpNumThreads: 1, executionMode: 'sequential', ...JSON.parse(process.env.BARE_OPTIONS) })

parentPort.on('message', async lists => {
  const times = []
  for (const ids of lists) {
    const tensor = values => new Tensor('int64', values, [1, ids.length])
    const feeds = { input_ids: tensor(BigInt64Array.from(ids, BigInt)), attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)), token_type_ids: tensor(new BigInt64Array(ids.length)) }
    const start = performance.now()
    await session.run(feeds, ['sentence_embedding'])
    times.push(performance.now() - start)
  }
  parentPort.postMessage(times)
})
