import { join } from 'node:path'
import type { Test } from 'tap'
import t from 'tap'
import { loadConfig, readEnvironment, Settings } from '../src/config.ts'

const DEFAULTS = {
  PORT: 7860,
  HOST: '0.0.0.0',
  LOG_LEVEL: 'info',
  DATA_DIR: 'data',
  MODELS_DIR: 'models',
  DEFAULT_CORPUS: 'mentors',
  MENTORS_CORPUS: 'mentors',
  JOBS_CORPUS: 'jobs',
  MODEL_DTYPE: 'q8',
  QUERY_CACHE_MB: 8,
  KEYWORD_MAX_MB: 64,
  MAX_QUEUE: 1024,
  TRUST_PROXY: ['loopback', 'uniquelocal'],
  RATE_LIMIT_PER_MINUTE: 600,
  MAX_BODY_BYTES: 1_048_576,
  MAX_TEXT_LENGTH: 10_000,
  MAX_BATCH: 64,
  MAX_LIMIT: 100,
  MAX_OFFSET: 10_000,
  MAX_FILTER_CONDITIONS: 50,
  MAX_FILTER_DEPTH: 5,
  SHUTDOWN_GRACE_MS: 10_000
}
const UNSET = ['CORPORA', 'INFERENCE_THREADS', 'CORS_ORIGINS', 'API_KEYS'] as const

t.test('without an environment the defaults of the contract hold', async t => {
  const config = loadConfig({})
  t.match(config, DEFAULTS)
  for (const name of UNSET) t.notOk(name in config, `${name} is unset`)
})

t.test('blank is unset, for every setting', async t => {
  const blank = Object.keys(Settings.properties).map((name, i) => [name, ['', ' ', '\t'][i % 3]])
  t.strictSame(loadConfig(Object.fromEntries(blank)), loadConfig({}))
})

t.test('texts become numbers and lists, spaces around them are dropped', async t => {
  const config = loadConfig({ PORT: ' 8080 ', QUERY_CACHE_MB: '0.5', CORPORA: 'mentors, jobs ,', INFERENCE_THREADS: '2', HOST: ' ::1 ', CORS_ORIGINS: 'https://*.example.org', RATE_LIMIT_PER_MINUTE: '0' })
  t.match(config, { PORT: 8080, QUERY_CACHE_MB: 0.5, CORPORA: ['mentors', 'jobs'], INFERENCE_THREADS: 2, HOST: '::1', CORS_ORIGINS: ['https://*.example.org'], RATE_LIMIT_PER_MINUTE: 0 })
})

t.test('what is not a setting is passed over', async t => {
  t.strictSame(loadConfig({ PATH: '/bin', PROT: '1' }), loadConfig({}))
})

const WRONG: Record<string, [value: string, must: string]> = {
  PORT: ['seven', 'must be a whole number'],
  INFERENCE_TIMEOUT_MS: ['99', 'must be 100 or more'],
  INFERENCE_THREADS: ['0', 'must be 1 or more'],
  RATE_LIMIT_PER_MINUTE: ['true', 'must be a whole number'],
  MAX_BATCH: ['3.7', 'must be a whole number'],
  API_KEYS: [',', 'is an empty list'],
  QUERY_CACHE_MB: ['much', 'must be a number'],
  LOG_LEVEL: ['loud', 'must be one of fatal, error, warn, info, debug, trace, silent'],
  MODEL_DTYPE: ['Q8', 'must be one of q8, fp32'],
  MAX_LIMIT: ['-1', 'must be 1 or more'],
  SHUTDOWN_GRACE_MS: ['-5', 'must be 0 or more']
}

for (const [name, [value, must]] of Object.entries(WRONG)) {
  t.test(`a wrong ${name} is refused by its name, with what it must be and what it is`, async t => {
    t.throws(() => loadConfig({ [name]: value }), { message: `The setting ${name} ${must}, not "${value}".` })
  })
}

t.test('a port beyond 65535 is refused', async t => {
  t.throws(() => loadConfig({ PORT: '65536' }), { message: 'The setting PORT must be 65535 or less, not "65536".' })
  t.equal(loadConfig({ PORT: '65535' }).PORT, 65535)
})

t.test('every wrong setting has its sentence', async t => {
  t.throws(() => loadConfig({ PORT: 'x', MAX_BATCH: '0' }), { message: 'The setting PORT must be a whole number, not "x".\nThe setting MAX_BATCH must be 1 or more, not "0".' })
})

t.test('every setting has a description', async t => {
  for (const [name, schema] of Object.entries(Settings.properties)) t.match((schema as { description?: string }).description, /^\S.{10,}[^.]$/, name)
})

const envFile = (t: Test, content: string): string => join(t.testdir({ '.env': content }), '.env')

t.test('a .env file adds to the environment, which comes first', async t => {
  const path = envFile(t, 'PORT=9000\nHOST="127.0.0.1" # only here\n\n# LOG_LEVEL=debug\nCORPORA=jobs\n')
  const { environment, warnings } = readEnvironment({ PORT: '8000', HOME: '/root' }, path)
  t.strictSame(environment, { PORT: '8000', HOST: '127.0.0.1', CORPORA: 'jobs', HOME: '/root' })
  t.same(warnings, [])
  t.match(loadConfig(environment), { PORT: 8000, HOST: '127.0.0.1', CORPORA: ['jobs'], LOG_LEVEL: 'info' })
})

t.test('a name in the .env file that is nearly a setting is warned of, others are not', async t => {
  const path = envFile(t, 'LOG_LEVL=debug\nDATABASE_PASSWORD=x\nPORT=1\n')
  t.same(readEnvironment({}, path).warnings, [`${path} sets LOG_LEVL, which is no setting. Did you mean LOG_LEVEL?`])
})

t.test('without a .env file there is only the environment', async t => {
  const environment = { PORT: '8000' }
  t.strictSame(readEnvironment(environment, join(t.testdir({}), '.env')), { environment, warnings: [] })
})

t.test('a .env that cannot be read is an error that names it', async t => {
  const path = join(t.testdir({ '.env': {} }), '.env')
  t.throws(() => readEnvironment({}, path), { message: new RegExp(`^${path} cannot be read: EISDIR`) })
})

t.test('a batch is never larger than what may wait or be asked in a minute', async t => {
  t.equal(loadConfig({ MAX_QUEUE: '10' }).MAX_BATCH, 10)
  t.equal(loadConfig({ RATE_LIMIT_PER_MINUTE: '7' }).MAX_BATCH, 7)
  t.equal(loadConfig({ RATE_LIMIT_PER_MINUTE: '0' }).MAX_BATCH, 64)
})

t.test('a proxy is an address, a range or a name for one', async t => {
  t.same(loadConfig({ TRUST_PROXY: '10.0.0.0/8, ::1, linklocal' }).TRUST_PROXY, ['10.0.0.0/8', '::1', 'linklocal'])
  t.throws(() => loadConfig({ TRUST_PROXY: 'true' }), { message: /^The setting TRUST_PROXY must hold addresses/ })
})
