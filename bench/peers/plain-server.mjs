// The least that answers by the model and leaves its own thread free: Fastify, and a thread with the graph for ids that come with the request. No
// tokenizer, no items, no search.
import Fastify from 'fastify'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

const worker = new Worker(fileURLToPath(new URL('bare-worker.mjs', import.meta.url)), { execArgv: [] })
const app = Fastify()
app.get('/livez', async () => ({ status: 'ok' }))
app.post('/match', async ({ body: { ids } }) => {
  worker.postMessage([ids])
  await once(worker, 'message')
  return { matches: [] }
})
const address = await app.listen({ port: 0, host: '127.0.0.1' })
console.log(JSON.stringify({ msg: `Server listening at ${address}` }))
