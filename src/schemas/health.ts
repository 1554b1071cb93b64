import * as Type from 'typebox'
import { ServedBy } from './common.ts'

export const HealthResponse = Type.Object({
  status: Type.Enum(['ok', 'starting', 'degraded'], { description: '`degraded`: a part is missing and the rest is served' }),
  reasons: Type.Array(Type.String(), { description: 'Sentences: what is being waited for, or what is wrong' }),
  matcher_ready: Type.Boolean({ description: 'Whether a match can be answered now' }),
  model_loaded: Type.Boolean({ description: 'Whether what embeds the texts is ready; with `LOW_MEMORY_MODE` also while the model waits on the disk for the next text' }),
  model_in_memory: Type.Boolean({ description: 'Whether the next text finds the model in memory' }),
  low_memory: Type.Boolean({ description: 'Whether `LOW_MEMORY_MODE` is set: nothing is cached, and the model is in memory only while texts come' }),
  num_posts: Type.Integer({ description: 'Items of the corpus `MENTORS_CORPUS`' }),
  total_jobs_with_embeddings: Type.Integer({ description: 'Items of the corpus `JOBS_CORPUS`' }),
  using_database_embeddings: Type.Boolean({ description: 'Whether a corpus is answered by Postgres' }),
  memory_optimized: Type.Boolean({ description: 'Whether the weights of the model are held in 8 bits' }),
  version: Type.String({ description: 'Of the service' }),
  uptime_s: Type.Number({ description: 'Seconds since the process began' }),
  model: Type.Union([Type.String(), Type.Null()], { description: 'Model of the default corpus; null until it is known' }),
  corpora: Type.Array(Type.Object({
    name: Type.String({ description: 'Name of the corpus' }),
    items: Type.Integer({ description: 'How many items it has' }),
    dimensions: Type.Integer({ description: 'Numbers of one vector' }),
    served_by: ServedBy,
    stale: Type.Boolean({ description: 'Whether newer items wait to be read' })
  }, { additionalProperties: false }), { description: 'What is served' })
}, { additionalProperties: false, description: 'How the service is' })

export type HealthResponse = Type.Static<typeof HealthResponse>

export const ProbeResponse = Type.Object({ status: Type.Literal('ok', { description: 'Always `ok`' }) }, { additionalProperties: false, description: 'Yes; anything else is a 503' })

const Model = Type.Object({
  id: Type.String({ description: 'Its name' }),
  dimensions: Type.Integer({ description: 'Numbers of one vector' }),
  max_tokens: Type.Integer({ description: 'Tokens that it reads of a text at once' }),
  pooling: Type.Enum(['mean', 'cls'], { description: 'How the vectors of the tokens become one' }),
  dtype: Type.String({ description: 'Its arithmetic: `q8` or `fp32`' }),
  sha256: Type.String({ description: 'Of the model file' })
}, { additionalProperties: false })

export type InfoResponse = Type.Static<typeof InfoResponse>

export const InfoResponse = Type.Object({
  name: Type.String({ description: 'Always `kindred`' }),
  version: Type.String({ description: 'Of the service' }),
  privacy: Type.String({ description: 'What is done with texts, as a sentence' }),
  settings: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, description: 'The settings that are not secret' }),
  inference_threads: Type.Integer({ description: 'Threads of one forward pass' }),
  models: Type.Array(Model, { description: 'The models that are loaded' }),
  database: Type.Optional(Type.Object({
    transport: Type.Union([Type.Enum(['tcp', 'websocket']), Type.Null()], { description: 'How the database is reached; null until it was' }),
    pgvector: Type.Union([Type.String(), Type.Null()], { description: 'Version of the extension' }),
    trouble: Type.Union([Type.String(), Type.Null()], { description: 'Why it does not answer at the moment' })
  }, { additionalProperties: false, description: 'Left out where the files hold the corpora' })),
  limits: Type.Unsafe<Record<string, number>>({ type: 'object', additionalProperties: { type: 'number' }, description: 'The limits of requests, by name' })
}, { additionalProperties: false, description: 'What the service is made of' })
