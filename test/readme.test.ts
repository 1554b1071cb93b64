import { readFile, writeFile } from 'node:fs/promises'
import t from 'tap'
import { Settings } from '../src/config.ts'

const README = new URL('../README.md', import.meta.url)
const BETWEEN = /(?<=<!-- settings -->\n)[\s\S]*?(?=<!-- \/settings -->)/

/** The settings as a Markdown table, from the schema that reads them. */
function settingsTable (): string {
  const rows = Object.entries(Settings.properties).map(([name, schema]) => {
    const { default: value, description } = schema as { default?: unknown, description?: string }
    return `| \`${name}\` | ${value === undefined ? '' : `\`${String(value)}\``} | ${description ?? ''} |\n`
  })
  return `| Name | Default | Meaning |\n|---|---|---|\n${rows.join('')}`
}

t.test('the README lists every setting with its default (UPDATE_DOCS=1 writes the table)', async t => {
  const text = await readFile(README, 'utf8')
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(README, text.replace(BETWEEN, settingsTable()))
  else t.equal(BETWEEN.exec(text)?.[0], settingsTable())
})
