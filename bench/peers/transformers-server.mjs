// What one would write by hand: Fastify around the pipeline of @xenova/transformers, as its documentation shows, with precomputed vectors in JSON.
import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { env, limitThreads, pipeline } from './xenova.mjs'

env.localModelPath = process.env.MODELS_DIR
env.allowRemoteModels = false
limitThreads(Number(process.env.THREADS))

const app = Fastify()
const jobs = JSON.parse(readFileSync(process.env.ITEMS, 'utf8'))
const extractor = await pipeline('feature-extraction', 'Xenova/all-MiniLM-L6-v2')

app.get('/health', async () => ({ status: 'ok' }))

app.post('/embed', async ({ body: { texts } }) => {
  const output = await extractor(texts, { pooling: 'mean', normalize: true })
  return { embeddings: output.tolist() }
})

app.post('/match', async ({ body: { query, limit = 5 } }) => {
  const output = await extractor(query, { pooling: 'mean', normalize: true })
  const vector = output.data
  const scored = jobs.map(({ embedding, ...item }) => ({ item, score: embedding.reduce((sum, value, i) => sum + value * vector[i], 0) }))
  return { matches: scored.sort((a, b) => b.score - a.score).slice(0, limit) }
})

const address = await app.listen({ port: 0, host: '127.0.0.1' })
console.log(JSON.stringify({ msg: `Server listening at ${address}` }))
