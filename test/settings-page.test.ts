import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Test } from 'tap'
import t from 'tap'
import { buildApp } from '../src/app.ts'
import type { Environment } from '../src/config.ts'
import { loadConfig, readEnvironment, SETTING_GROUPS, Settings } from '../src/config.ts'
import { originPattern } from '../src/plugins/cors.ts'
import { table } from './field-rows.ts'

interface Setting { default?: unknown, description?: string, examples?: string[] }

const PAGE = new URL('../docs/settings.md', import.meta.url)
const README = new URL('../README.md', import.meta.url)
/** What most people set first. */
const FEW = ['PORT', 'CORPORA', 'DEFAULT_CORPUS', 'CORS_ORIGINS', 'API_KEYS', 'RATE_LIMIT_PER_MINUTE']
const WRONG: Environment = {
  PORT: 'seven',
  LOG_LEVEL: 'loud',
  MAX_LIMIT: '0',
  QUERY_CACHE_MB: '8 MB',
  TRUST_PROXY: 'true',
  CORS_ORIGINS: 'https://*.app'
}

const all = Settings.properties as Record<string, Setting>

function settingsTable (names: string[]): string {
  const rows = names.map(name => [name, all[name]!] as const).map(([name, { default: value, description = '', examples = [] }]) => {
    const shown = examples.length === 0 ? '' : `. Example: ${examples.map(example => `\`${example}\``).join(' or ')}`
    return [`\`${name}\``, value === undefined ? '' : `\`${String(value)}\``, description + shown]
  })
  return table(['Name', 'Default', 'Meaning'], rows)
}

/** The sentence with which a start ends. */
const sentenceFor = async (environment: Environment): Promise<string> =>
  await Promise.resolve().then(async () => await buildApp(loadConfig(environment))).then(async app => { await app.close(); return 'none' }, (error: Error) => error.message)

async function wrongTable (): Promise<string> {
  const rows = await Promise.all(Object.entries(WRONG).map(async ([name, value]) => [`\`${name}=${value}\``, await sentenceFor({ [name]: value, LOG_LEVEL: name === 'LOG_LEVEL' ? value : 'silent' })]))
  return table(['Setting', 'Sentence'], rows)
}

/** The file with what stands between two comments replaced. */
const between = (text: string, name: string, content: string): string => {
  const end = name.split(':')[0]!
  const marks = new RegExp(`(?<=<!-- ${name} -->\\n)[\\s\\S]*?(?=<!-- /${end} -->)`)
  if (!marks.test(text)) throw new Error(`There is no place for <!-- ${name} -->.`)
  return text.replace(marks, () => `${content}\n`)
}

async function check (t: Test, file: URL, write: (text: string) => string): Promise<void> {
  const text = await readFile(file, 'utf8')
  const wanted = write(text)
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, wanted)
  else t.equal(text, wanted, 'run UPDATE_DOCS=1 npx tap test/settings-page.test.ts')
}

t.test('docs/settings.md has every setting in its group, and what wrong values are answered (UPDATE_DOCS=1 writes it)', async t => {
  const wrong = await wrongTable()
  await check(t, PAGE, text => Object.entries(SETTING_GROUPS).reduce((page, [group, settings]) => between(page, `settings: ${group}`, settingsTable(Object.keys(settings))), between(text, 'wrong', wrong)))
  t.equal(wrong.match(/CORS_ORIGINS|must /g)!.length >= Object.keys(WRONG).length, true, 'all of them are refused')
})

t.test('the README has the few that most people set (UPDATE_DOCS=1 writes them)', async t => {
  await check(t, README, text => between(text, 'settings', settingsTable(FEW)))
})

t.test('every setting is in one group', async t => {
  const names = Object.values(SETTING_GROUPS).flatMap(group => Object.keys(group))
  t.same([...names].sort(), Object.keys(Settings.properties).sort())
})

t.test('the examples of values can be set', async t => {
  const examples = Object.entries(all).flatMap(([name, { examples = [] }]) => examples.map(example => ({ [name]: example })))
  t.ok(examples.length >= 8)
  for (const example of examples) t.equal(await sentenceFor({ LOG_LEVEL: 'silent', ...example }), 'none', JSON.stringify(example))
})

t.test('the .env file of the page is read as it says', async t => {
  const [, content] = /```ini\n([\s\S]*?)```/.exec(await readFile(PAGE, 'utf8'))!
  const { environment, warnings } = readEnvironment({}, join(t.testdir({ '.env': content! }), '.env'))
  t.same(warnings, [])
  t.match(loadConfig(environment), { PORT: 8080, CORPORA: ['mentors', 'jobs'], CORS_ORIGINS: ['https://my-site.com', 'https://my-site-*.vercel.app', 'localhost:3000'] })
})

t.test('the table of origins in the page is true', async t => {
  const lets = (entry: string, origin: string) => { const pattern = originPattern(entry); return pattern === '*' || pattern.test(origin) }
  const CASES: [entry: string, origin: string, may: boolean][] = [
    ['https://my-site.com', 'https://my-site.com', true], ['https://my-site.com', 'https://www.my-site.com', false], ['https://my-site.com', 'http://my-site.com', false],
    ['my-site.com', 'https://my-site.com', true], ['my-site.com', 'http://my-site.com', false],
    ['https://*.my-site.com', 'https://shop.my-site.com', true], ['https://*.my-site.com', 'https://my-site.com', false], ['https://*.my-site.com', 'https://a.b.my-site.com', false],
    ['https://my-site-*.vercel.app', 'https://my-site-git-main.vercel.app', true],
    ['localhost:3000', 'http://localhost:3000', true], ['localhost:3000', 'http://localhost:3001', false], ['localhost', 'http://localhost:3001', true]
  ]
  const page = await readFile(PAGE, 'utf8')
  for (const [entry, origin, may] of CASES) {
    t.equal(lets(entry, origin), may, `${entry} ${origin}`)
    t.ok(entry === 'localhost' || page.includes(`| \`${entry}\` |`))
  }
})
