import type { Test } from 'tap'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { App, Dependencies } from '../src/app.ts'
import { buildApp } from '../src/app.ts'
import type { Environment } from '../src/config.ts'
import { loadConfig } from '../src/config.ts'
import type { FileStore } from '../src/corpus/file-store.ts'
import { memoryCorpus } from '../src/corpus/memory-corpus.ts'
import type { WorkerEmbedder } from '../src/embedding/embedder.ts'
import { CorpusNotFoundError } from '../src/errors.ts'
import type { Background } from '../src/matching/background.ts'
import type { Corpus, Item } from '../src/matching/ports.ts'
import { FAKE_DIMENSIONS, fakeVector } from './fake-vector.ts'
import { checkAgainstDocument } from './openapi.ts'

export { fakeVector }

/** Limits that would hide what a test looks for are raised; a test that is about one sets it. */
const QUIET = { LOG_LEVEL: 'silent', RATE_LIMIT_PER_MINUTE: '0' }

/**
 * The whole app with the real model and the shipped corpora, loaded; closed when the test ends.
 * Every answer to `inject` is validated against `/openapi.json`.
 */
export async function build (t: Test, environment: Environment = {}, dependencies: Dependencies = {}): Promise<App> {
  const app = await buildApp(loadConfig({ ...QUIET, ...environment }), dependencies)
  t.teardown(async () => await app.close())
  await app.load()
  return checked(app)
}

/** The same with a fake embedder and corpora made of these items: for what does not depend on the model. */
export async function buildSmall (t: Test, items: Record<string, Item[]>, environment: Environment = {}): Promise<App> {
  return await build(t, environment, { embedder: fakeEmbedder(), corpora: storeOf(items) })
}

/** Replaces `inject` by one that checks every answer against the document. */
export function checked (app: App): App {
  const inject = app.inject.bind(app) as (options: InjectOptions | string) => Promise<LightMyRequestResponse>
  const checkedInject = async (options: InjectOptions | string): Promise<LightMyRequestResponse> => {
    const response = await inject(options)
    const { method = 'GET', url = options } = typeof options === 'string' ? {} : options
    checkAgainstDocument(app, { method, url: String(url), status: response.statusCode, contentType: String(response.headers['content-type']), body: response.body })
    return response
  }
  return Object.assign(app, { inject: checkedInject })
}

export const FAKE_MODEL = 'test/fake'
export function fakeEmbedder (overrides: Partial<WorkerEmbedder> = {}): WorkerEmbedder {
  return {
    begin: async () => {},
    load: async () => [],
    start: async () => {},
    close: async () => {},
    state: () => ({ status: 'ready', waiting: 0 }),
    models: () => [{ id: FAKE_MODEL, dimensions: FAKE_DIMENSIONS, maxTokens: 256, pooling: 'mean', sha256: '0'.repeat(64), dtype: 'q8' }],
    embed: async texts => texts.map(text => ({ vector: fakeVector(text), tokens: 3, tokensOfText: 3, timings: { tokenize: 0, queue: 0, infer: 0 } })),
    ...overrides
  }
}

/** About what eight dimensions have; given, so that nothing is measured. */
const FAKE_SCALE = { median: 0, upperQuartile: 0.25 }
const fakeBackground = (measured: number): Background => ({ measured, texts: FAKE_SCALE, items: FAKE_SCALE })

/** Corpora in memory; an item's vector is the fake one of its `text`, or of its id. */
export function storeOf (items: Record<string, Item[]>): FileStore {
  const corpora = new Map(Object.entries(items).map(([name, list]) => [name, corpusOf(name, list)]))
  return {
    discover: async () => [FAKE_MODEL],
    load: async () => {},
    problems: () => [],
    list: () => [...corpora.values()],
    get: async name => {
      const corpus = corpora.get(name)
      if (corpus === undefined) throw new CorpusNotFoundError(name, [...corpora.keys()])
      return corpus
    }
  }
}

function corpusOf (name: string, items: Item[]): Corpus {
  const vectors = new Float32Array(items.length * FAKE_DIMENSIONS)
  items.forEach((item, row) => vectors.set(fakeVector(String(item['text'] ?? item.id)), row * FAKE_DIMENSIONS))
  const updatedAt = new Date('2026-01-01T00:00:00Z')
  return memoryCorpus({ items, vectors, background: fakeBackground(items.length), info: { name, dimensions: FAKE_DIMENSIONS, model: FAKE_MODEL, template: ['{text}'], source: 'file', stale: false, version: 'test', updatedAt } })
}
