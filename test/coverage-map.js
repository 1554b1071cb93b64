import { readdirSync } from 'node:fs'

/** Coverage is of the sources: what a test starts from dist/ is the same code once more. */
const sources = readdirSync(new URL('../src', import.meta.url), { recursive: true })
  .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .map(file => `src/${file}`)

export default () => sources
