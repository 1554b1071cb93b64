import { readFile } from 'node:fs/promises'
import t from 'tap'
import { loadConfig } from '../src/config.ts'

/** The keys that a Space reads, https://huggingface.co/docs/hub/spaces-config-reference, and `license` of every repository on the hub. */
const KEYS = [
  'title', 'emoji', 'colorFrom', 'colorTo', 'sdk', 'python_version', 'sdk_version', 'suggested_hardware', 'suggested_storage', 'app_file', 'app_build_command',
  'app_port', 'base_path', 'fullWidth', 'header', 'short_description', 'models', 'datasets', 'tags', 'thumbnail', 'pinned', 'hf_oauth', 'hf_oauth_scopes',
  'hf_oauth_expiration_minutes', 'hf_oauth_authorized_org', 'disable_embedding', 'startup_duration_timeout', 'custom_headers', 'preload_from_hub', 'license'
]
const COLORS = ['red', 'yellow', 'green', 'blue', 'indigo', 'purple', 'pink', 'gray']

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
const block = /^---\n([\s\S]*?)\n---\n/.exec(readme)?.[1] ?? ''
const values = Object.fromEntries(block.split('\n').map(line => line.split(/: (.*)/, 2))) as Record<string, string>

t.test('the README begins with keys that a Space knows, each once', async t => {
  t.ok(block !== '')
  t.equal(Object.keys(values).length, block.split('\n').length)
  t.same(Object.keys(values).filter(key => !KEYS.includes(key)), [])
})

t.test('their values are allowed ones', async t => {
  t.match(values['emoji'], /^\p{Extended_Pictographic}\uFE0F?$/u)
  t.ok(COLORS.includes(values['colorFrom']!))
  t.ok(COLORS.includes(values['colorTo']!))
  t.equal(values['sdk'], 'docker')
  t.match(values['pinned'], /^(true|false)$/)
  t.ok([...values['short_description']!].length <= 60)
})

t.test('they say what the project says elsewhere', async t => {
  const [{ license }, dockerfile] = [JSON.parse(await readFile('package.json', 'utf8')) as { license: string }, await readFile('Dockerfile', 'utf8')]
  t.equal(values['license'], license.toLowerCase())
  t.equal(values['app_port'], String(loadConfig({}).PORT))
  t.match(dockerfile, new RegExp(`^EXPOSE ${values['app_port']!}$`, 'm'))
})
