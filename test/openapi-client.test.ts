import { execFile } from 'node:child_process'
import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build as bundle } from 'esbuild'
import openapiTS, { astToString } from 'openapi-typescript'
import t from 'tap'
import { temporaryFolder } from './fixtures/tiny-model.ts'
import { buildSmall } from './helper.ts'
import type { Document } from './openapi-document.ts'
import { operationsOf } from './openapi-document.ts'

/**
 * Clients that others generate from the document: openapi-typescript makes types of it that openapi-fetch calls by. It installs without scripts, runs on
 * Node 20, leaves nothing at run time, and prints `unknown` where a document is vague. (@hey-api/openapi-ts asks for Node 22.)
 */

const ROOT = new URL('../', import.meta.url).pathname
const ITEMS = { mentors: [{ id: 'a', title: 'One', text: 'one' }, { id: 'b', title: 'Two', text: 'two' }] }

const app = await buildSmall(t, ITEMS)
const url = await app.listen({ port: 0, host: '127.0.0.1' })
const document = await (await fetch(`${url}/openapi.json`)).json() as Document
const types = astToString(await openapiTS(document as never))

/** What a generated client looks like to whoever writes with it. */
const CONSUMER = `import createClient from 'openapi-fetch'
import type { components, operations, paths } from './api.js'

type Schemas = components['schemas']
type MatchRequest = operations['match']['requestBody']['content']['application/json']
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false
const same = <A, B>(_: Equal<A, B>): void => {}

const titlesOf = ({ matches }: Schemas['MatchResponse']): unknown[] => matches.map(({ item }) => item['title'])

export async function use (baseUrl: string): Promise<unknown> {
  const { GET, POST } = createClient<paths>({ baseUrl })
  const request: MatchRequest = { query: 'one', corpus: 'mentors', limit: 2 }
  const { data: found, error, response } = await POST('/match', { body: request })
  if (found === undefined) throw new Error(error.message)
  // Both answers of one route are told apart by what they have.
  if ('results' in found) throw new Error('one text was asked')
  same<typeof found, Schemas['MatchResponse']>(true)
  same<typeof found.total_is, 'exact' | 'at_least'>(true)

  const { data: several } = await POST('/match', { body: { queries: ['one', 'two'], limit: 1 } })
  const results = several !== undefined && 'results' in several ? several.results : []
  const { data: text } = await GET('/match', { params: { query: { q: 'two', limit: 1 } } })
  const { data: vectors } = await POST('/embed', { body: { texts: ['one'] } })
  const { data: near } = await POST('/compare', { body: { a: 'one', b: [1, 0, 0, 0, 0, 0, 0, 0] } })
  const { data: openai } = await POST('/v1/embeddings', { body: { input: 'one', encoding_format: 'base64' } })
  const { data: corpora } = await GET('/corpora')
  const { data: corpus } = await GET('/corpora/{name}', { params: { path: { name: 'mentors' } } })
  const { data: page } = await GET('/corpora/{name}/items', { params: { path: { name: 'mentors' }, query: { limit: 1 } } })
  const { data: item } = await GET('/corpora/{name}/items/{id}', { params: { path: { name: 'mentors', id: 'a' } } })
  const { data: health } = await GET('/health')
  const { error: refused } = await POST('/match', { body: { query: 'one', corpus: 'mentor' } })
  same<operations['getHealth']['responses'][200]['content']['application/json']['status'], 'ok' | 'starting' | 'degraded'>(true)

  // @ts-expect-error a text is a text
  await POST('/match', { body: { query: 3 } })
  // @ts-expect-error a text has to be there
  await GET('/match', { params: { query: {} } })
  return {
    titles: titlesOf(found),
    timed: response.headers.has('server-timing'),
    results: results.map(titlesOf),
    text: text?.matches.length,
    dimensions: vectors?.dimensions,
    similarity: typeof near?.similarity,
    openai: typeof openai?.data[0]?.embedding,
    corpora: corpora?.corpora.map(({ name }) => name),
    fields: corpus?.fields.map(({ name }) => name),
    total: page?.total,
    item: item?.['title'],
    status: health?.status,
    refused: refused?.error
  }
}
`

t.test('every operation has a name of its own that is a verb in camelCase', async t => {
  const names = operationsOf(document).map(({ operation }) => operation.operationId ?? '')
  for (const name of names) t.match(name, /^(?:get|list|put|create|add|delete|cancel|match|embed|compare|search|recommend|find|declare|replace|import)(?:[A-Z][a-z]+)*$/)
  t.equal(new Set(names).size, names.length)
})

t.test('the generated types leave open only what the service does: headers, items, filters and settings', async t => {
  const lines = types.split('\n').map(line => line.trim()).filter(line => !/^(?:\/\*\*|\*)/.test(line))
  t.same(lines.filter(line => /\bany\b/.test(line)), [])
  t.same([...new Set(lines.filter(line => /\bunknown\b/.test(line)))], ['[key: string]: unknown;', '[name: string]: unknown;'])
  for (const name of ['Error', 'MatchResponse', 'BatchResponse', 'Corpus']) t.match(types, `\n        ${name}: {`)
})

t.test('a client made from the document compiles in a strict project, and its calls are answered', async t => {
  const folder = await temporaryFolder(t)
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  const compilerOptions = { noEmit: true, strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: true, types: [], target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], module: 'nodenext' }
  const files = { 'package.json': '{ "type": "module" }', 'tsconfig.json': JSON.stringify({ compilerOptions, files: ['use.ts'] }), 'api.d.ts': types, 'use.ts': CONSUMER }
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text)
  const compiled = await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc')], { cwd: folder }).then(({ stdout }) => stdout, ({ stdout }) => stdout as string)
  t.equal(compiled, '')

  await bundle({ absWorkingDir: folder, entryPoints: ['use.ts'], bundle: true, format: 'esm', platform: 'node', outfile: join(folder, 'use.mjs'), logLevel: 'silent' })
  const { use } = await import(pathToFileURL(join(folder, 'use.mjs')).href) as { use: (url: string) => Promise<unknown> }
  t.same(await use(url), {
    titles: ['One', 'Two'],
    timed: true,
    results: [['One'], ['Two']],
    text: 1,
    dimensions: 8,
    similarity: 'number',
    openai: 'string',
    corpora: ['mentors'],
    fields: ['id', 'title', 'text'],
    total: 2,
    item: 'One',
    status: 'ok',
    refused: 'corpus_not_found'
  })
})
