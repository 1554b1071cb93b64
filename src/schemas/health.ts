import Type from 'typebox'

export const HealthResponse = Type.Object({
  status: Type.Enum(['ok', 'starting', 'degraded']),
  reasons: Type.Array(Type.String(), { description: 'Sentences: what is being waited for, or what is wrong' }),
  matcher_ready: Type.Boolean({ description: 'A match can be answered now' }),
  model_loaded: Type.Boolean({ description: 'The embedding worker is ready' }),
  num_posts: Type.Integer({ description: 'Items of the mentors corpus' }),
  total_jobs_with_embeddings: Type.Integer({ description: 'Items of the jobs corpus' }),
  using_database_embeddings: Type.Boolean({ description: 'A corpus is answered by Postgres' }),
  memory_optimized: Type.Boolean({ description: 'The weights of the model are held in 8 bits' }),
  version: Type.String(),
  uptime_s: Type.Number(),
  model: Type.Union([Type.String(), Type.Null()], { description: 'Model of the default corpus; null until it is known' }),
  corpora: Type.Array(Type.Object({
    name: Type.String(),
    items: Type.Integer(),
    dimensions: Type.Integer(),
    served_by: Type.Enum(['memory', 'postgres']),
    stale: Type.Boolean()
  }, { additionalProperties: false }))
}, { additionalProperties: false })

export type HealthResponse = Type.Static<typeof HealthResponse>

export const ProbeResponse = Type.Object({ status: Type.Literal('ok') }, { additionalProperties: false })

export type InfoResponse = Type.Static<typeof InfoResponse>

export const InfoResponse = Type.Object({
  name: Type.String(),
  version: Type.String(),
  privacy: Type.String(),
  settings: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, description: 'Settings that are not secret' }),
  inference_threads: Type.Integer(),
  models: Type.Array(Type.Object({
    id: Type.String(),
    dimensions: Type.Integer(),
    max_tokens: Type.Integer(),
    pooling: Type.Enum(['mean', 'cls']),
    dtype: Type.String(),
    sha256: Type.String({ description: 'Of the model file' })
  }, { additionalProperties: false })),
  database: Type.Optional(Type.Object({
    transport: Type.Union([Type.Enum(['tcp', 'websocket']), Type.Null()], { description: 'How the database is reached; null until it was' }),
    pgvector: Type.Union([Type.String(), Type.Null()], { description: 'Version of the extension' }),
    trouble: Type.Union([Type.String(), Type.Null()], { description: 'Why it does not answer at the moment' })
  }, { additionalProperties: false, description: 'Left out where the files hold the corpora' })),
  limits: Type.Unsafe<Record<string, number>>({ type: 'object', additionalProperties: { type: 'number' } })
}, { additionalProperties: false })
