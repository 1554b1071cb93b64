import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { parse as parseEnvFile } from 'dotenv'
import type { Static } from 'typebox'
import * as Type from 'typebox'
import * as Value from 'typebox/value'
import type { Problem } from './errors.ts'
import { suggest } from './suggest.ts'
import { problemsOf } from './problems.ts'

const list = (description: string, extra: object = {}) => Type.Optional(Type.Array(Type.String(), { minItems: 1, description, ...extra }))
const count = (value: number, description: string, minimum = 1) => Type.Integer({ default: value, minimum, maximum: 1_000_000_000, description })

const serving = {
  PORT: Type.Integer({ default: 7860, minimum: 0, maximum: 65535, description: 'Port to listen on; 0 takes a free one' }),
  HOST: Type.String({ default: '0.0.0.0', description: 'Address to listen on; `127.0.0.1` lets only this machine call', examples: ['127.0.0.1'] }),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { default: 'info', description: "pino's level of logging" }),
  SHUTDOWN_GRACE_MS: count(10_000, 'Time to finish what runs before the process ends', 0)
}

const corporaAndModels = {
  DATA_DIR: Type.String({ default: 'data', description: 'Folder of the corpora' }),
  CORPORA: list('Which corpora to serve; default: all in `DATA_DIR`', { examples: ['mentors,jobs'] }),
  DEFAULT_CORPUS: Type.String({ default: 'mentors', description: 'Corpus for a match that names none; where only one is served, that one' }),
  MENTORS_CORPUS: Type.String({ default: 'mentors', description: 'Corpus of `/api/match`, which `/health` counts as `num_posts`' }),
  JOBS_CORPUS: Type.String({ default: 'jobs', description: 'Corpus of `/api/recommend`, `/api/skill-gap` and `/api/stats`, which `/health` counts as `total_jobs_with_embeddings`' }),
  PEOPLE_CORPUS: Type.String({ default: 'people', description: 'Corpus of the people whom a `user_id` names' }),
  DOCUMENTS_CORPUS: Type.String({ default: 'documents', description: 'Corpus of `/search` and `/api/v1/search`' }),
  MODELS_DIR: Type.String({ default: 'models', description: 'Folder of the models' }),
  DEFAULT_MODEL: Type.String({ default: 'Xenova/all-MiniLM-L6-v2', description: 'Model to load where no corpus names one' }),
  MODEL_DTYPE: Type.Enum(['q8', 'fp32'], { default: 'q8', description: 'Arithmetic of the model: 8-bit weights or 32-bit floats' })
}

const access = {
  CORS_ORIGINS: list('Origins whose pages may call, separated by commas; a `*` stands for (part of) one host label; default: all while reading is open', { examples: ['https://my-site.com,https://my-site-*.vercel.app,localhost:3000', '*'] }),
  API_KEYS: list('Keys for reading; default: reading is open', { secret: true, examples: ['a-long-random-text,another-one'] }),
  ADMIN_KEYS: list('Keys for writing: they may read as well; default: nobody may write', { secret: true, examples: ['another-long-random-text'] }),
  TRUST_PROXY: Type.Array(Type.String(), { default: ['loopback', 'uniquelocal'], description: 'Proxies that may say where a request comes from', examples: ['loopback,10.0.0.0/8', '203.0.113.7'] })
}

const limits = {
  RATE_LIMIT_PER_MINUTE: count(600, 'Texts per minute that one address may send; 0 for no limit', 0),
  MAX_BODY_BYTES: count(1_048_576, 'Largest request body, and largest item of an upload'),
  MAX_UPLOAD_BYTES: count(32 * 2 ** 20, 'Largest list of items; items sent one a line are not limited'),
  MAX_SPOOL_BYTES: count(512 * 2 ** 20, 'Items of one upload that may wait in a temporary file; where it is full the sender waits', 0),
  MAX_TEXT_LENGTH: count(10_000, 'Characters of one text'),
  MAX_BATCH: count(64, 'Texts of one request; never more than `MAX_QUEUE` or `RATE_LIMIT_PER_MINUTE`'),
  MAX_LIMIT: count(100, 'Matches of one answer'),
  MAX_OFFSET: count(10_000, 'Matches that can be skipped', 0),
  MAX_FILTER_CONDITIONS: count(50, 'Conditions of one filter'),
  MAX_FILTER_DEPTH: count(5, 'Levels of one filter')
}

const embedding = {
  INFERENCE_THREADS: Type.Optional(Type.Integer({ minimum: 1, maximum: 64, description: "Threads of one forward pass; default: by the container's CPU quota" })),
  INFERENCE_TIMEOUT_MS: count(10_000, 'After this long without an answer from the model `/livez` and `/readyz` turn to 503; after twice as long the process ends', 100),
  QUERY_CACHE_MB: Type.Number({ default: 8, minimum: 0, maximum: 4096, description: 'Memory for the vectors of the last texts; 0 switches the cache off', examples: ['0.5'] }),
  LOW_MEMORY_MODE: Type.Boolean({ default: false, description: 'For the smallest hosts: nothing is cached, the model is loaded by the first text and dropped after a minute without one' }),
  MAX_QUEUE: count(1024, 'Texts that may wait to be embedded'),
  KEYWORD_MAX_MB: Type.Number({ default: 64, minimum: 0, maximum: 65_536, description: 'Memory for the words of the corpora that are searched with `mode` `hybrid` or `keyword`, built at the first such search; 0 switches those modes off', examples: ['256'] })
}

const database = {
  DATABASE_URL: Type.Optional(Type.String({ description: 'Postgres with pgvector that holds the corpora; default: the files in `DATA_DIR` hold them', secret: true })),
  DATABASE_TRANSPORT: Type.Enum(['auto', 'tcp', 'websocket'], { default: 'auto', description: 'How the database is reached: `auto` tries TCP and takes a WebSocket on port 443 where that is closed (Neon)' }),
  DATABASE_WEBSOCKET_URL: Type.Optional(Type.String({ description: "Proxy that takes the Postgres protocol through a WebSocket; default: Neon's", secret: true })),
  DATABASE_SCHEMA: Type.String({ default: 'kindred', description: 'Schema of the tables' }),
  DATABASE_MIGRATE: Type.Boolean({ default: true, description: 'Whether to bring the tables up to date at start' }),
  DATABASE_TIMEOUT_MS: count(10_000, 'After this long a statement is given up, here and on the server', 100),
  DATABASE_CONNECTIONS: count(8, 'Connections to the database'),
  DATABASE_CHECK_MS: count(2000, 'How long a change by another process may go unnoticed while requests come', 0),
  DATABASE_MAINTENANCE_MB: count(256, 'Memory that the database may take to build an index'),
  MEMORY_MAX_ITEMS: count(100_000, 'With a database, corpora of more items are answered by it and not from memory', 0),
  MEMORY_MAX_BYTES: count(256 * 2 ** 20, 'The same for the bytes of items and vectors', 0)
}

/** The settings by what they are about, as docs/settings.md lists them. */
export const SETTING_GROUPS = { Serving: serving, 'Corpora and models': corporaAndModels, Access: access, Limits: limits, Embedding: embedding, Database: database }

/** Every setting, its default and its meaning; `examples` are texts as they stand in the environment. docs/settings.md is checked against it. */
export const Settings = Type.Object({ ...serving, ...corporaAndModels, ...access, ...limits, ...embedding, ...database })

/** Names that Fastify knows for ranges of addresses (https://github.com/jshttp/proxy-addr). */
const PROXY_RANGES = ['loopback', 'linklocal', 'uniquelocal']

export type Config = Static<typeof Settings>
export type Environment = Record<string, string | undefined>

/**
 * Reads the settings. A blank one counts as unset.
 * @throws Error with a sentence for each setting that is not usable
 */
export function loadConfig (environment: Environment): Config {
  const given = Object.entries(Settings.properties).flatMap(([name, schema]) => {
    const text = environment[name]?.trim()
    if (text === undefined || text === '') return []
    return [[name, valueOf(text, schema)]]
  })
  const settings = Value.Default(Settings, Object.fromEntries(given)) as Config
  const problems: Problem[] = problemsOf(Value.Errors(Settings, settings) as Parameters<typeof problemsOf>[0], () => [])
  for (const proxy of settings.TRUST_PROXY ?? []) {
    if (!PROXY_RANGES.includes(proxy) && isIP(proxy.replace(/\/\d+$/, '')) === 0) problems.push({ path: 'TRUST_PROXY', message: `TRUST_PROXY must hold addresses, address ranges such as 10.0.0.0/8, or ${PROXY_RANGES.join(', ')}.` })
  }
  if (problems.length > 0) throw new Error(problems.map(problem => `The setting ${problem.message.replace(/\.$/, '')}, not ${JSON.stringify(environment[problem.path.split('.')[0]!])}.`).join('\n'))
  // A batch that could never be taken whole is refused for its size, not asked to come again.
  const most = Math.min(settings.MAX_BATCH, settings.MAX_QUEUE, settings.RATE_LIMIT_PER_MINUTE || Infinity)
  return { ...settings, MAX_BATCH: most }
}

/** The text of a setting as a list, or as a number where one is wanted and it is one: `3.7`, but not `true` or `0x10`. */
function valueOf (text: string, schema: object): string | number | boolean | string[] {
  if ('items' in schema) return text.split(',').map(part => part.trim()).filter(part => part !== '')
  if ('type' in schema && schema.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  const wantsNumber = 'type' in schema && (schema.type === 'integer' || schema.type === 'number')
  return wantsNumber && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

/**
 * The environment with what a `.env` file adds to it; the environment comes first where it is not blank.
 * @returns warnings for names in the file that are no setting but look like one
 */
export function readEnvironment (environment: Environment, path = '.env'): { environment: Environment, warnings: string[] } {
  let file: Environment
  try {
    file = parseEnvFile(readFileSync(path))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { environment, warnings: [] }
    throw new Error(`${path} cannot be read: ${(error as Error).message}`, { cause: error })
  }
  const names = Object.keys(Settings.properties)
  const warnings = Object.keys(file).filter(name => !names.includes(name)).flatMap(name => {
    const meant = suggest(name, names)
    return meant === undefined ? [] : [`${path} sets ${name}, which is no setting. Did you mean ${meant}?`]
  })
  const set = Object.entries(environment).filter(([, value]) => value?.trim() !== '')
  return { environment: { ...file, ...Object.fromEntries(set) }, warnings }
}
