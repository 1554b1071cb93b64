import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Config } from '../config.ts'
import { EmbedderHungError, StartingError } from '../errors.ts'
import type { CorpusStore, Embedder } from '../matching/ports.ts'
import { errorResponses, FAILS, NoQuerystring } from '../schemas/common.ts'
import type { HealthResponse, InfoResponse } from '../schemas/health.ts'
import { HealthResponse as HealthSchema, InfoResponse as InfoSchema, ProbeResponse } from '../schemas/health.ts'
import type { Status } from '../status.ts'

export interface HealthRoutesOptions {
  config: Config
  version: string
  status: () => Status
  embedder: Embedder
  corpora: CorpusStore
  threads: number
  /** Undefined where the files hold the corpora. */
  database: () => InfoResponse['database'] | undefined
  /** Settings that may be shown. */
  settings: Record<string, unknown>
}

const PRIVACY = 'Texts are embedded in this process and forgotten: they are neither logged nor stored nor sent on. The vectors of the last texts are kept in memory under a keyed hash whose key dies with the process.'
const PRIVACY_WITH_DATABASE = `${PRIVACY} Where served_by is postgres, the vector of a text and the filter are sent to the database.`

export const healthRoutes: FastifyPluginAsyncTypebox<HealthRoutesOptions> = async (app, { config, version, status, embedder, corpora, threads, database, settings }) => {
  const tags = ['health']
  const open = { open: true }

  function health (): HealthResponse {
    const { status: name, reasons, matcherReady, modelLoaded, modelInMemory } = status()
    const infos = corpora.list().map(({ info }) => info)
    const itemsOf = (corpus: string) => infos.find(info => info.name === corpus)?.items ?? 0
    return {
      status: name,
      reasons,
      matcher_ready: matcherReady,
      model_loaded: modelLoaded,
      model_in_memory: modelInMemory,
      low_memory: config.LOW_MEMORY_MODE,
      num_posts: itemsOf(config.MENTORS_CORPUS),
      total_jobs_with_embeddings: itemsOf(config.JOBS_CORPUS),
      using_database_embeddings: infos.some(info => info.servedBy === 'postgres'),
      memory_optimized: embedder.models().length > 0 && embedder.models().every(model => model.dtype === 'q8'),
      version,
      uptime_s: Math.round(process.uptime() * 10) / 10,
      model: (infos.find(info => info.name === config.DEFAULT_CORPUS) ?? infos[0])?.model ?? null,
      corpora: infos.map(({ name, items, dimensions, servedBy, stale }) => ({ name, items, dimensions, served_by: servedBy, stale }))
    }
  }

  app.get('/health', {
    config: open,
    schema: { operationId: 'getHealth', summary: 'How the service is', description: '200 as long as the process answers, also while it starts or a part is missing: `status` and `reasons` say so. Needs no key.', tags, response: { 200: HealthSchema, ...errorResponses() } }
  }, async (_, reply) => {
    reply.header('cache-control', 'no-store')
    return health()
  })

  app.get('/api/health', {
    config: open,
    schema: { operationId: 'getHealthForPollers', summary: 'The same as `/health`', description: 'For pages that look whether the service is ready before they go on: `status` and `model_loaded`.', tags: ['replaced systems'], response: { 200: HealthSchema, ...errorResponses() } }
  }, async (_, reply) => {
    reply.header('cache-control', 'no-store')
    return health()
  })

  app.get('/livez', {
    config: open,
    schema: { operationId: 'getLiveness', summary: 'Whether it is alive', description: '200 while the event loop and what embeds the texts are alive; after a 503 the process should be started again. For a platform that asks.', tags, response: { 200: ProbeResponse, ...errorResponses('embedder_hung') } }
  }, async () => {
    if (!status().alive) throw new EmbedderHungError(config.INFERENCE_TIMEOUT_MS)
    return { status: 'ok' as const }
  })

  app.get('/readyz', {
    config: open,
    schema: { operationId: 'getReadiness', summary: 'Whether it can match', description: '200 once a match can be answered, until then 503 with what is being waited for.', tags, response: { 200: ProbeResponse, ...errorResponses('starting') } }
  }, async () => {
    const { matcherReady, reasons } = status()
    if (!matcherReady) throw new StartingError(reasons)
    return { status: 'ok' as const }
  })

  app.get('/info', {
    schema: { operationId: 'getInfo', summary: 'Version, settings, limits and models', tags, querystring: NoQuerystring, response: { 200: InfoSchema, ...errorResponses(...FAILS.asked) } }
  }, async () => ({
    name: 'kindred',
    version,
    privacy: database() === undefined ? PRIVACY : PRIVACY_WITH_DATABASE,
    settings,
    inference_threads: threads,
    ...databaseOrNothing(database()),
    models: embedder.models().map(({ maxTokens, ...model }) => ({ ...model, max_tokens: maxTokens })),
    limits: limitsOf(config)
  }))
}

const databaseOrNothing = (database: InfoResponse['database'] | undefined) => database === undefined ? {} : { database }

const limitsOf = (config: Config) => ({
  body_bytes: config.MAX_BODY_BYTES,
  text_characters: config.MAX_TEXT_LENGTH,
  texts_per_request: config.MAX_BATCH,
  matches: config.MAX_LIMIT,
  offset: config.MAX_OFFSET,
  filter_conditions: config.MAX_FILTER_CONDITIONS,
  filter_depth: config.MAX_FILTER_DEPTH,
  texts_per_minute: config.RATE_LIMIT_PER_MINUTE,
  texts_waiting: config.MAX_QUEUE
})
