import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import t from 'tap'
import type { App, Dependencies } from '../../src/app.ts'
import { buildApp } from '../../src/app.ts'
import type { Environment } from '../../src/config.ts'
import { loadConfig } from '../../src/config.ts'
import { build, buildSmall, checked, fakeEmbedder, storeOf } from '../helper.ts'

const ITEMS = { mentors: [{ id: 'a', text: 'one' }, { id: 'b', text: 'two' }], jobs: [{ id: 'c', text: 'three' }] }

/** An app that is built and has not loaded anything. */
async function unloaded (t: Test, environment: Environment = {}, dependencies: Dependencies = {}): Promise<App> {
  const app = await buildApp(loadConfig({ LOG_LEVEL: 'silent', ...environment }), dependencies)
  t.teardown(async () => await app.close())
  return checked(app)
}

t.test('the shipped service is ok, and /health says so in the fields that the replaced systems have', async t => {
  const app = await build(t)
  const response = await app.inject('/health')
  const health = response.json()
  t.equal(response.statusCode, 200)
  t.equal(response.headers['cache-control'], 'no-store')
  t.match(health, {
    status: 'ok',
    reasons: [],
    matcher_ready: true,
    model_loaded: true,
    using_database_embeddings: false,
    memory_optimized: true,
    version: /^\d+\.\d+\.\d+$/,
    model: 'Xenova/all-MiniLM-L6-v2'
  })
  const sizes = Object.fromEntries(health.corpora.map(({ name, items }: { name: string, items: number }) => [name, items]))
  t.ok(sizes.mentors > 0 && sizes.jobs > 0)
  t.match(health, { num_posts: sizes.mentors, total_jobs_with_embeddings: sizes.jobs })
  for (const url of ['/livez', '/readyz']) t.match(await app.inject(url), { statusCode: 200, body: '{"status":"ok"}' })
})

t.test('/health counts the corpora that the settings name', async t => {
  const app = await buildSmall(t, ITEMS, { MENTORS_CORPUS: 'jobs', JOBS_CORPUS: 'nothing' })
  t.match((await app.inject('/health')).json(), { num_posts: 1, total_jobs_with_embeddings: 0 })
})

t.test('before anything is loaded', async t => {
  const app = await unloaded(t)

  t.test('/health is 200 and says what is being waited for', async t => {
    const response = await app.inject('/health')
    t.equal(response.statusCode, 200)
    t.match(response.json(), {
      status: 'starting',
      reasons: ['The corpora are being loaded.', 'The model is being loaded.'],
      matcher_ready: false,
      model_loaded: false,
      num_posts: 0,
      model: null,
      corpora: []
    })
  })

  t.test('/ and /livez are 200', async t => {
    for (const url of ['/', '/?logs=container', '/livez', '/metrics', '/openapi.json', '/docs', '/info']) t.equal((await app.inject(url)).statusCode, 200, url)
    t.equal((await app.inject({ method: 'HEAD', url: '/' })).statusCode, 200)
  })

  t.test('/readyz is a 503 that says what is being waited for', async t => {
    const response = await app.inject('/readyz')
    t.match(response, { statusCode: 503, headers: { 'retry-after': '1' } })
    t.match(response.json(), { error: 'starting', message: 'Not ready yet: The corpora are being loaded. The model is being loaded.' })
  })

  const WORK = [
    { method: 'POST', url: '/match', payload: { query: 'one' } },
    { method: 'GET', url: '/match?q=one' },
    { method: 'POST', url: '/embed', payload: { texts: ['one'] } },
    { method: 'POST', url: '/v1/embeddings', payload: { input: 'one' } },
    { method: 'POST', url: '/compare', payload: { a: 'one', b: 'two' } },
    { method: 'GET', url: '/corpora' },
    { method: 'GET', url: '/corpora/mentors/items' }
  ] as const
  for (const request of WORK) {
    t.test(`${request.method} ${request.url} is a 503 with retry-after`, async t => {
      const response = await app.inject(request)
      t.match(response, { statusCode: 503, headers: { 'retry-after': '1' } })
      t.match(response.json(), { error: 'starting', message: 'Not ready yet: The corpora are being loaded.' })
    })
  }
})

t.test('once loaded the same app answers', async t => {
  const app = await unloaded(t, {}, { embedder: fakeEmbedder(), corpora: storeOf(ITEMS) })
  t.equal((await app.inject('/match?q=one')).statusCode, 503)
  await app.load()
  t.equal((await app.inject('/match?q=one')).statusCode, 200)
  t.equal((await app.inject('/readyz')).statusCode, 200)
})

t.test('a corpus that cannot be served makes the service degraded, with the reason, and the others are served', async t => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'kindred-'))
  await writeFile(join(DATA_DIR, 'people.jsonl'), '{"id":"u1"}\n')
  const reason = 'The corpus "people" cannot be served: it has no vectors yet. Run: npm run embed -- people'
  const app = await unloaded(t, { DATA_DIR, DEFAULT_CORPUS: 'people' })
  await app.load()
  t.match((await app.inject('/health')).json(), { status: 'degraded', reasons: [reason, 'There is no corpus to match.'], matcher_ready: false, model_loaded: true })
  const response = await app.inject('/match?q=one')
  t.match(response, { statusCode: 503, headers: { 'retry-after': '60' } })
  t.match(response.json(), { error: 'corpus_unavailable', message: reason })
  t.match((await app.inject('/readyz')).json(), { status: 503, message: `Not ready yet: ${reason} There is no corpus to match.` })
  t.equal((await app.inject({ method: 'POST', url: '/embed', payload: { texts: ['one'] } })).statusCode, 200)

  const corpora = { ...storeOf(ITEMS), problems: () => [reason] }
  const other = await build(t, {}, { embedder: fakeEmbedder(), corpora })
  t.match((await other.inject('/health')).json(), { status: 'degraded', reasons: [reason], matcher_ready: true })
  t.equal((await other.inject('/match?q=one')).statusCode, 200)
  t.equal((await other.inject('/readyz')).statusCode, 200)
})

t.test('a model that is not there makes the service degraded, with the reason', async t => {
  const MODELS_DIR = await mkdtemp(join(tmpdir(), 'kindred-'))
  const app = await unloaded(t, { MODELS_DIR })
  await app.load()
  const health = (await app.inject('/health')).json()
  t.match(health, { status: 'degraded', matcher_ready: false, model_loaded: false })
  t.match(health.reasons[0], /^The model Xenova\/all-MiniLM-L6-v2 is not in /)
  t.match(await app.inject('/match?q=one'), { statusCode: 503, headers: { 'retry-after': /^\d+$/ } })
  t.equal((await app.inject('/livez')).statusCode, 200)
})

t.test('a hung embedder', async t => {
  const reason = 'A call to the embedding worker has not returned for 10000 ms.'
  const app = await build(t, {}, { embedder: fakeEmbedder({ state: () => ({ status: 'hung', waiting: 3, reason }) }), corpora: storeOf(ITEMS) })

  t.test('makes /livez a 503', async t => {
    const response = await app.inject('/livez')
    t.match(response, { statusCode: 503, headers: { 'retry-after': '10' } })
    t.match(response.json(), { error: 'embedder_hung', message: 'The embedding worker has not answered for 10000 ms. The service will be restarted.' })
  })

  t.test('makes /readyz a 503 with the reason', async t => {
    t.match((await app.inject('/readyz')).json(), { status: 503, message: `Not ready yet: ${reason}` })
  })

  t.test('leaves /health a 200 that tells the truth', async t => {
    const response = await app.inject('/health')
    t.equal(response.statusCode, 200)
    t.match(response.json(), { status: 'degraded', reasons: [reason], matcher_ready: false, model_loaded: false })
  })
})

t.test('/info tells the version, the limits, the model and its checksum, and no secret', async t => {
  const app = await build(t, { API_KEYS: 'secret-key', MAX_LIMIT: '50' })
  const response = await app.inject({ url: '/info', headers: { 'x-api-key': 'secret-key' } })
  const info = response.json()
  t.match(info, {
    name: 'kindred',
    privacy: /neither logged nor stored/,
    limits: { matches: 50, body_bytes: 1_048_576, text_characters: 10_000, texts_per_request: 64, offset: 10_000, filter_conditions: 50, filter_depth: 5 },
    models: [{ id: 'Xenova/all-MiniLM-L6-v2', dimensions: 384, max_tokens: 256, pooling: 'mean', dtype: 'q8', sha256: /^[0-9a-f]{64}$/ }]
  })
  t.equal(info.version, (await app.inject('/health')).json().version)
  t.ok(info.inference_threads >= 1)
  t.equal(info.settings.MAX_LIMIT, 50)
  t.notMatch(response.body, /secret-key|API_KEYS/)
})

t.test('the only corpus is the default one, whatever its name', async t => {
  const app = await buildSmall(t, { stories: [{ id: 'a' }] })
  t.equal((await app.inject('/match?q=x')).json().corpus, 'stories')
  t.match((await app.inject('/health')).json(), { status: 'ok', reasons: [] })
})
