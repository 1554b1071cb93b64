import type { FastifyBaseLogger } from 'fastify'
import fastify, { LogController } from 'fastify'
import { maxHeaderSize } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import pino from 'pino'
import packageJson from '../package.json' with { type: 'json' }
import type { Config } from './config.ts'
import { Settings } from './config.ts'
import { authPlugin } from './plugins/auth.ts'
import { clientErrorHandler } from './plugins/client-errors.ts'
import { corsPlugin } from './plugins/cors.ts'
import { docsPlugin } from './plugins/docs.ts'
import { errorsPlugin, readableUrl } from './plugins/errors.ts'
import { jsonBodyPlugin } from './plugins/json-body.ts'
import { metricsPlugin } from './plugins/metrics.ts'
import { playgroundPlugin } from './plugins/playground.ts'
import { rateLimitPlugin } from './plugins/rate-limit.ts'
import { requestId, requestLogPlugin } from './plugins/request-log.ts'
import { securityHeadersPlugin } from './plugins/security-headers.ts'
import { shutdownPlugin } from './plugins/shutdown.ts'
import { slowRequestsPlugin } from './plugins/slow-requests.ts'
import { createValidation, schemaErrorFormatter } from './plugins/validation.ts'
import { compatRoutes } from './routes/compat/index.ts'
import { corporaRoutes } from './routes/corpora.ts'
import { corporaAdminRoutes } from './routes/corpora-admin.ts'
import { healthRoutes } from './routes/health.ts'
import { itemsRoutes } from './routes/items.ts'
import { matchRoutes } from './routes/match.ts'
import { tasksRoutes } from './routes/tasks.ts'
import { vectorRoutes } from './routes/vectors.ts'
import { ErrorResponse } from './schemas/common.ts'
import { CorpusResponse } from './schemas/corpora.ts'
import { TaskResponse, UploadResponse } from './schemas/writing.ts'
import type { Service, ServiceDependencies } from './service.ts'
import { createService } from './service.ts'
import { assertLoaded } from './status.ts'

/** A request that has not come whole by then is given up. */
const SLOWEST_REQUEST_MS = 60_000

export interface Dependencies extends Omit<ServiceDependencies, 'log'> {
  /** What is served; default: one that is made of the others here. */
  service?: Service
  log?: FastifyBaseLogger
}

/** Wires everything together. Does not listen, and loads nothing until `load` is called. */
export async function buildApp (config: Config, { service: given, log = pino({ level: config.LOG_LEVEL }), ...dependencies }: Dependencies = {}) {
  const { schemaController, warmUp } = createValidation()
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    requestIdHeader: false,
    trustProxy: config.TRUST_PROXY,
    bodyLimit: config.MAX_BODY_BYTES,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    rewriteUrl: readableUrl,
    clientErrorHandler,
    schemaController,
    schemaErrorFormatter,
    routerOptions: { maxParamLength: maxHeaderSize }
  }).withTypeProvider<TypeBoxTypeProvider>()

  const { version } = packageJson
  const service = given ?? await createService(config, { ...dependencies, log })
  const { embedder, corpora, matcher, defaultModel, loading, threads, status, writing } = service

  async function load (): Promise<void> {
    // This thread waits for the one of the model, and the first visitor need not.
    if (!config.LOW_MEMORY_MODE) setImmediate(() => warmUp('POST /match'))
    await service.load()
  }

  requestLogPlugin(app)
  await corsPlugin(app, { origins: config.CORS_ORIGINS ?? (config.API_KEYS === undefined ? undefined : []) })
  securityHeadersPlugin(app)
  shutdownPlugin(app)
  jsonBodyPlugin(app)
  errorsPlugin(app)
  authPlugin(app, { apiKeys: config.API_KEYS ?? [], adminKeys: config.ADMIN_KEYS ?? [] })
  slowRequestsPlugin(app, { afterMs: SLOWEST_REQUEST_MS })
  rateLimitPlugin(app, { perMinute: config.RATE_LIMIT_PER_MINUTE })
  app.addSchema(ErrorResponse)
  await docsPlugin(app, { version, config })
  metricsPlugin(app, { waiting: () => embedder.state().waiting, corpora })
  await playgroundPlugin(app, { publicDir: new URL('../public/', import.meta.url), clientDir: new URL('../dist/', import.meta.url) })
  await app.register(healthRoutes, { config, version, status, embedder, corpora, threads, database: service.describeDatabase, settings: shown(config) })
  await app.register(async loaded => {
    loaded.addHook('onRequest', async () => assertLoaded({ loading }))
    for (const schema of [CorpusResponse, UploadResponse, TaskResponse]) loaded.addSchema(schema)
    await loaded.register(matchRoutes, { matcher, limits: config })
    await loaded.register(vectorRoutes, { embedder, limits: config, defaultModel })
    await loaded.register(compatRoutes, { matcher, corpora, embedder, config })
    await loaded.register(corporaRoutes, { corpora })
    if (writing === undefined) return
    await loaded.register(corporaAdminRoutes, { store: writing.store, embedder, defaultModel })
    await loaded.register(itemsRoutes, { ...writing, limits: config })
    await loaded.register(tasksRoutes, writing)
  })
  app.addHook('onClose', async () => await service.close())

  return Object.assign(app, { load, status, settled: service.settled })
}

export type App = Awaited<ReturnType<typeof buildApp>>

/** The settings without the secret ones. */
function shown (config: Config): Record<string, unknown> {
  const secret = Object.entries(Settings.properties).filter(([, schema]) => 'secret' in schema).map(([name]) => name)
  return Object.fromEntries(Object.entries(config).filter(([name]) => !secret.includes(name)))
}
