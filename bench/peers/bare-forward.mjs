// Preloaded into the service: a second session on the same graph in a thread of the same process, with nothing around it, which is asked by
// messages to the process. Tells what a forward pass costs there and then.
import { fileURLToPath } from 'node:url'
import { isMainThread, Worker } from 'node:worker_threads'

// A worker of the service is preloaded as well.
if (isMainThread) {
  process.env.ORT_DISABLE_TELEMETRY = '1'
  const worker = new Worker(fileURLToPath(new URL('bare-worker.mjs', import.meta.url)), { execArgv: [] })
  worker.unref()
  worker.on('message', answer => process.send(answer))
  process.on('message', message => worker.postMessage(message))
  process.channel.unref()
}
