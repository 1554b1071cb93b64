import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import packageJson from '../package.json' with { type: 'json' }
import { readManifest } from '../src/corpus/load-corpus.ts'
import { readItems } from '../src/corpus/items.ts'
import { temporaryFolder } from './fixtures/tiny-model.ts'
import { build } from './helper.ts'
import { kindred } from './kindred.ts'

interface Label { q: string, rel: string[] }

const labels = (await readFile(new URL('fixtures/documents-queries.jsonl', import.meta.url), 'utf8')).trim().split('\n').map(line => JSON.parse(line) as Label)
const { items, sha256 } = await readItems('data/documents.jsonl')

/** Whether a passage stands in the page or the section of a label. */
const isOf = (slug: unknown, path: unknown, label: string): boolean => label === path || label === `${String(path)}#${String(slug).split('#')[1] ?? ''}`

t.test('data/documents.jsonl is made of the pages as they are', async t => {
  const DATA_DIR = await temporaryFolder(t)
  // Those of sentences are no part of what is compared, and take long to make.
  await cp('data/documents.sentences.safetensors', join(DATA_DIR, 'documents.sentences.safetensors'))
  const [, , ...args] = packageJson.scripts.documents.split(' ')
  t.match(await kindred(t, args, { DATA_DIR }), { code: 0 })
  const made = await readFile(join(DATA_DIR, 'documents.jsonl'), 'utf8')
  const isCurrent = made === await readFile('data/documents.jsonl', 'utf8') && (await readManifest('data', 'documents')).itemsSha256 === sha256
  t.ok(isCurrent, 'README.md or docs/ changed: run "npm run documents" and commit data/documents.*')
})

t.test('every question has a section that answers it', async t => {
  for (const { q, rel } of labels) t.ok(items.some(({ slug, source_path: path }) => rel.some(label => isOf(slug, path, label))), `${q}: ${rel.join(', ')}`)
})

/** How often when this was written. The labels know the sections of the first pages only, so that semantic search loses to newer ones that answer as well. */
const FOUND = { semantic: { first: 14, withinThree: 18 }, hybrid: { first: 16, withinThree: 24 } }
/** As many may be lost when pages change. */
const LOST = 2

for (const [mode, written] of Object.entries(FOUND)) {
  t.test(`the documentation answers what developers ask, with mode ${mode}: ${written.first} of 28 first, ${written.withinThree} within three`, async t => {
    const app = await build(t)
    let first = 0
    let withinThree = 0
    for (const { q, rel } of labels) {
      const response = await app.inject({ method: 'POST', url: '/match', payload: { query: q, corpus: 'documents', limit: 3, mode } })
      const hits = (response.json() as { matches: { item: Record<string, unknown> }[] }).matches.map(({ item }) => rel.some(label => isOf(item['slug'], item['source_path'], label)))
      if (hits[0]!) first++
      if (hits.includes(true)) withinThree++
    }
    t.ok(first >= written.first - LOST, `first: ${first} of ${labels.length}`)
    t.ok(withinThree >= written.withinThree - LOST, `within three: ${withinThree} of ${labels.length}`)
  })
}
