import type { FastifyServerOptions } from 'fastify'
import fastify, { LogController } from 'fastify'
import { maxHeaderSize } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import packageJson from '../package.json' with { type: 'json' }
import type { Config } from './config.ts'
import { Settings } from './config.ts'
import type { FileStore } from './corpus/file-store.ts'
import { createFileStore } from './corpus/file-store.ts'
import { availableCores } from './cpu-quota.ts'
import type { WorkerEmbedder } from './embedding/embedder.ts'
import { createEmbedder } from './embedding/embedder.ts'
import { StartingError } from './errors.ts'
import { createMatcher } from './matching/matcher.ts'
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
import { validationPlugin } from './plugins/validation.ts'
import { corporaRoutes } from './routes/corpora.ts'
import { healthRoutes } from './routes/health.ts'
import { matchRoutes } from './routes/match.ts'
import { vectorRoutes } from './routes/vectors.ts'
import { ErrorResponse } from './schemas/common.ts'
import type { Loading } from './status.ts'
import { assertLoaded, statusOf } from './status.ts'

export interface Dependencies {
  embedder?: WorkerEmbedder
  corpora?: FileStore
  logger?: FastifyServerOptions['logger']
  /** Called with a sentence when only ending the process helps. */
  onFatal?: (reason: string) => void
}

/** Wires everything together. Does not listen, and loads nothing until `load` is called. */
export async function buildApp (config: Config, dependencies: Dependencies = {}) {
  const app = fastify({
    logger: dependencies.logger ?? { level: config.LOG_LEVEL },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    requestIdHeader: false,
    trustProxy: config.TRUST_PROXY,
    bodyLimit: config.MAX_BODY_BYTES,
    forceCloseConnections: 'idle',
    rewriteUrl: readableUrl,
    clientErrorHandler,
    routerOptions: { maxParamLength: maxHeaderSize }
  }).withTypeProvider<TypeBoxTypeProvider>()

  const threads = config.INFERENCE_THREADS ?? availableCores()
  const corpora = dependencies.corpora ?? createFileStore(config.DATA_DIR, config.CORPORA)
  const embedder = dependencies.embedder ?? createEmbedder({
    modelsDir: config.MODELS_DIR,
    dtype: config.MODEL_DTYPE,
    threads,
    cacheBytes: config.QUERY_CACHE_MB * 2 ** 20,
    maxQueue: config.MAX_QUEUE,
    timeoutMs: config.INFERENCE_TIMEOUT_MS,
    onReplaced: reason => app.log.error(reason),
    onHung: reason => {
      app.log.fatal(reason)
      dependencies.onFatal?.(reason)
    }
  })
  const loading: Loading = { done: false }
  const status = () => statusOf({ embedder, corpora, loading })
  const filterLimits = { conditions: config.MAX_FILTER_CONDITIONS, depth: config.MAX_FILTER_DEPTH }
  const matcher = createMatcher({ embedder, corpora, defaultCorpus: config.DEFAULT_CORPUS, filterLimits })
  const { version } = packageJson

  function defaultModel (): string {
    const model = corpora.list().find(({ info }) => info.name === config.DEFAULT_CORPUS)?.info.model ?? embedder.models()[0]?.id
    if (model === undefined) throw new StartingError(status().reasons)
    return model
  }

  /** Loads the corpora and the models that they name. What cannot be loaded is told by `/health`, and everything else is served. */
  async function load (): Promise<void> {
    try {
      const models = await corpora.discover()
      await embedder.load(models.length > 0 ? models : [config.DEFAULT_MODEL])
      await Promise.all([embedder.start(), corpora.load(embedder.models())])
      loading.done = true
    } catch (error) {
      loading.error = error as Error
      app.log.error((error as Error).message)
    }
    for (const problem of corpora.problems()) app.log.error(problem)
  }

  requestLogPlugin(app)
  shutdownPlugin(app)
  await corsPlugin(app, { origins: config.CORS_ORIGINS ?? (config.API_KEYS === undefined ? undefined : []) })
  await securityHeadersPlugin(app)
  validationPlugin(app)
  jsonBodyPlugin(app)
  errorsPlugin(app)
  authPlugin(app, { apiKeys: config.API_KEYS ?? [] })
  rateLimitPlugin(app, { perMinute: config.RATE_LIMIT_PER_MINUTE })
  app.addSchema(ErrorResponse)
  await docsPlugin(app, { version })
  metricsPlugin(app, { waiting: () => embedder.state().waiting, corpora })
  await playgroundPlugin(app, { publicDir: new URL('../public/', import.meta.url) })
  await app.register(healthRoutes, { config, version, status, embedder, corpora, threads, settings: shown(config) })
  await app.register(async loaded => {
    loaded.addHook('preHandler', async () => assertLoaded({ loading }))
    await loaded.register(matchRoutes, { matcher, limits: config })
    await loaded.register(vectorRoutes, { embedder, limits: config, defaultModel })
    await loaded.register(corporaRoutes, { corpora })
  })
  app.addHook('onClose', async () => await embedder.close())

  return Object.assign(app, { load, status })
}

export type App = Awaited<ReturnType<typeof buildApp>>

/** The settings without the secret ones. */
function shown (config: Config): Record<string, unknown> {
  const secret = Object.entries(Settings.properties).filter(([, schema]) => 'secret' in schema).map(([name]) => name)
  return Object.fromEntries(Object.entries(config).filter(([name]) => !secret.includes(name)))
}
