import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { CorpusStore } from '../matching/ports.ts'

export interface MetricsOptions { waiting: () => number, corpora: CorpusStore }

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** `GET /metrics` in the format of Prometheus. */
export function metricsPlugin (app: FastifyInstance, { waiting, corpora }: MetricsOptions): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const durations = new Histogram({ name: 'http_request_duration_seconds', help: 'Time to answer a request', labelNames: ['method', 'route', 'status'], buckets: SECONDS, registers: [registry] })
  registry.registerMetric(new Gauge({ name: 'kindred_texts_waiting', help: 'Texts that wait to be embedded', registers: [], collect () { this.set(waiting()) } }))
  registry.registerMetric(new Gauge({
    name: 'kindred_corpus_items',
    help: 'Items of each corpus',
    labelNames: ['corpus'],
    registers: [],
    collect () { for (const { info } of corpora.list()) this.set({ corpus: info.name }, info.items) }
  }))

  app.addHook('onResponse', async (request, reply) => {
    durations.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000)
  })
  const schema = { operationId: 'getMetrics', summary: 'Metrics for Prometheus', description: 'Times of requests by route and status, texts that wait, items of each corpus, and the process itself. Needs no key.', tags: ['health'], produces: ['text/plain'], response: { 200: { type: 'string', description: 'Prometheus text format' } } }
  app.get('/metrics', { config: { open: true }, schema }, async (_, reply) => reply.type(registry.contentType).serializer(String).send(await registry.metrics()))
}
