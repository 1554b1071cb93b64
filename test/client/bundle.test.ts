import { brotliCompressSync, gzipSync } from 'node:zlib'
import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { Test } from 'tap'
import t from 'tap'
import { build } from 'esbuild'
import type * as client from '../../src/client/index.ts'
import { temporaryFolder } from '../fixtures/tiny-model.ts'

const MOST_BYTES = 4096
const ROOT = new URL('../../', import.meta.url).pathname

t.test('the bundle is small: 4 KB compressed at most', async t => {
  const code = await readFile(join(ROOT, 'dist/client.js'))
  const gzipped = gzipSync(code, { level: 9 }).length
  t.comment(`${code.length} bytes, ${gzipped} with gzip -9, ${brotliCompressSync(code).length} with brotli`)
  t.ok(gzipped <= MOST_BYTES, String(gzipped))
})

t.test('nothing but the sources of the client is in it, and it imports nothing', async t => {
  const { metafile } = await build({ absWorkingDir: ROOT, entryPoints: ['src/client/index.ts'], bundle: true, write: false, metafile: true, format: 'esm', logLevel: 'silent' })
  t.same(Object.keys(metafile.inputs).filter(path => !path.startsWith('src/client/')), [])
  t.same(Object.values(metafile.outputs).flatMap(({ imports }) => imports), [])
})

/** A project that has the package as npm would install it: its package.json and what `exports` names. */
async function project (t: Test, files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder(t)
  const installed = join(folder, 'node_modules/kindred')
  await mkdir(join(installed, 'dist'), { recursive: true })
  for (const file of ['package.json', 'dist/client.js', 'dist/client.d.ts']) await cp(join(ROOT, file), join(installed, file))
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text)
  return folder
}

/** What tsc finds in a file; the declarations of the client are checked as well, unless they are to be skipped. */
async function compile (folder: string, file: string, options: Record<string, unknown>): Promise<string> {
  const compilerOptions = { noEmit: true, strict: true, exactOptionalPropertyTypes: true, types: [], target: 'es2022', lib: ['es2022', 'dom'], ...options }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }))
  return await promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc')], { cwd: folder }).then(({ stdout }) => stdout, ({ stdout }) => stdout as string)
}

const CONSUMER = `import type { Batch, Match, Matches, Wait } from 'kindred/client'
// @ts-expect-error what is inside stays there
import type { Wire } from 'kindred/client'
import { createClient, KindredError, latest, NetworkError, TimeoutError } from 'kindred/client'

interface Story { id: string, title: string, topic_tags: string[] }
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false
const same = <A, B>(_: Equal<A, B>): void => {}

const kindred = createClient({ url: 'https://x', key: 'k', timeoutMs: 1, retries: 2, onWait: ({ why, seconds }: Wait) => { const text: string = why; const wait: number = seconds } })

export async function use (signal: AbortSignal): Promise<void> {
  const one = await kindred.match<Story>({ query: 'x', corpus: 'mentors', limit: 3, filter: { topic_tags: { any: ['a'] } } }, { signal })
  same<typeof one, Matches<Story>>(true)
  same<typeof one.matches, Match<Story>[]>(true)
  same<typeof one.total_is, 'exact' | 'at_least'>(true)
  const several = await kindred.match<Story>({ queries: ['x', 'y'] })
  same<typeof several, Batch<Story>>(true)
  const bare = await kindred.match({ like: { corpus: 'people', id: 'u' } })
  same<typeof bare.matches[0]['item'], Record<string, unknown>>(true)
  const search = latest((signal: AbortSignal, query: string) => kindred.match<Story>({ query }, { signal }))
  const found = await search('x')
  same<typeof found, Matches<Story> | undefined>(true)
  same<Awaited<ReturnType<typeof kindred.health>>['status'], 'ok' | 'starting' | 'degraded'>(true)

  // @ts-expect-error one of the four, not two
  await kindred.match({ query: 'x', queries: ['y'] })
  // @ts-expect-error one of the four
  await kindred.match({ corpus: 'jobs' })
  // @ts-expect-error an unknown field is refused, here as there
  await kindred.match({ query: 'x', top_k: 3 })
  // @ts-expect-error a field that an answer does not have
  one.results
}

export function explain (error: unknown): string {
  if (error instanceof TimeoutError || error instanceof NetworkError) return error.message
  if (error instanceof KindredError && error.code === 'corpus_not_found') return error.message
  // @ts-expect-error no such code
  if (error instanceof KindredError && error.code === 'corpus_lost') return ''
  return error instanceof KindredError && typeof error.detail !== 'string' ? error.detail.map(({ path, did_you_mean: meant }) => path + (meant ?? '')).join() : ''
}
`

const NAMES = ['MatchRequest', 'BatchRequest', 'Matches', 'Batch', 'Embeddings', 'Comparison', 'Corpora', 'Items', 'Health', 'Info', 'Problem', 'ErrorCode', 'Wait', 'CallOptions']
/** The printed types and those that the compiler derives, each way round: no field is missing and none is more. */
const SAME = `import type * as printed from 'kindred/client'
import type * as derived from ${JSON.stringify(join(ROOT, 'src/client/index.ts'))}
type Same<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false
const same = <A, B>(_: Same<A, B> & Same<Required<A>, Required<B>>): void => {}
${NAMES.map(name => `same<printed.${name}, derived.${name}>(true)`).join('\n')}
// @ts-expect-error what is not the same is seen
same<printed.Corpora, derived.Health>(true)
`

t.test('a strict project compiles with its types as installed, by either way to find modules', async t => {
  const folder = await project(t, { 'package.json': '{ "type": "module" }', 'consumer.ts': CONSUMER })
  t.equal(await compile(folder, 'consumer.ts', { module: 'nodenext' }), '')
  t.equal(await compile(folder, 'consumer.ts', { module: 'esnext', moduleResolution: 'bundler' }), '')
})

t.test('its types are those of the schemas', async t => {
  const folder = await project(t, { 'package.json': '{ "type": "module" }', 'same.ts': SAME })
  const typeRoots = [join(ROOT, 'node_modules/@types')]
  t.equal(await compile(folder, 'same.ts', { module: 'nodenext', lib: ['es2023', 'es2024.string', 'dom'], skipLibCheck: true, allowImportingTsExtensions: true, resolveJsonModule: true, typeRoots, types: ['node'] }), '')
})

t.test('it is imported by its name in Node, and names its errors', async t => {
  const folder = await project(t, { 'use.mjs': 'export * from "kindred/client"' })
  const { createClient, KindredError } = await import(pathToFileURL(join(folder, 'use.mjs')).href) as typeof client
  const fetch = async (): Promise<Response> => Response.json({ error: 'corpus_not_found', message: 'No.' }, { status: 404 })
  const error = await createClient({ url: 'http://x', fetch }).corpora().catch(error => error)
  t.ok(error instanceof KindredError)
  t.equal(String(error), 'KindredError: No.')
})
