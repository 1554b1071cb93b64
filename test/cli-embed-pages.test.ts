import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Test } from 'tap'
import t from 'tap'
import { temporaryFolder, TINY_MAX_TOKENS, writeFiles, writeTinyModel } from './fixtures/tiny-model.ts'
import { build } from './helper.ts'
import { kindred } from './kindred.ts'

const PAGES = { 'docs/cats.md': '# Cats\n\nThe cat sat on the mat.\n\n## At night\n\nA cat.\n', 'docs/empty.md': '', 'docs/deep/dogs.md': '# Dogs\n\nA dog sat.\n', 'my.csv': 'title\ncat\n' }

async function setup (t: Test) {
  const [folder, DATA_DIR, MODELS_DIR] = [await temporaryFolder(t), await temporaryFolder(t), await temporaryFolder(t)]
  const { id } = await writeTinyModel(MODELS_DIR)
  await writeFiles(folder, PAGES)
  const environment = { DATA_DIR, MODELS_DIR, DEFAULT_MODEL: id, INFERENCE_THREADS: '1' }
  const embed = async (...args: string[]) => await kindred(t, ['embed', ...args], environment)
  const items = async (name: string) => (await readFile(join(DATA_DIR, `${name}.jsonl`), 'utf8')).trim().split('\n').map(line => JSON.parse(line) as Record<string, string>)
  return { folder, docs: join(folder, 'docs'), DATA_DIR, environment, embed, items }
}

t.test('a folder of pages becomes a corpus that can be matched', async t => {
  const { docs, environment, embed, items } = await setup(t)
  const { code, stdout, stderr } = await embed(docs, '--name', 'documents')
  t.match({ code, stdout }, { code: 0, stdout: '' })
  t.match(stderr, /^docs\/empty\.md has no text\.\ndocuments: 3 items as "\{title\}\. \{snippet\}"; 3 embedded, 0 unchanged/)
  t.same((await items('documents')).map(({ id, source_path: path }) => [id, path]), [
    ['docs/cats#cats:1', 'docs/cats.md'], ['docs/cats#at-night:1', 'docs/cats.md'], ['docs/deep/dogs#dogs:1', 'docs/deep/dogs.md']
  ])
  const app = await build(t, environment)
  const answer = await app.inject({ method: 'POST', url: '/match', payload: { query: 'Dogs. A dog sat.', corpus: 'documents', limit: 1 } })
  t.match(answer.json(), { matches: [{ id: 'docs/deep/dogs#dogs:1', score: 1, item: { slug: 'docs/deep/dogs#dogs', title: 'Dogs', source_path: 'docs/deep/dogs.md', snippet: 'A dog sat.' } }] })
})

t.test('again it makes only what changed; other pages need another name or --force', async t => {
  const { docs, folder, embed } = await setup(t)
  await embed(docs, '--name', 'documents')
  await writeFiles(folder, { 'docs/deep/dogs.md': '# Dogs\n\nA dog sat on the cat.\n' })
  t.match(await embed(docs, '--name', 'documents', '--json'), { code: 0, stdout: /"embedded": 1,/ })
  const outcome = await embed(docs, '--name', 'documents', '--json')
  t.match(JSON.parse(outcome.stdout), { items: 3, embedded: 0, replaced: true, left_out: [{ file: 'docs/empty.md', message: 'docs/empty.md has no text.' }] })
  t.match(await embed(join(docs, 'cats.md'), '--name', 'documents'), { code: 1, stderr: /^There is a corpus "documents" already, made from docs\. --force replaces it/ })
  t.match(await embed(join(docs, 'cats.md'), '--name', 'documents', '--force'), { code: 0, stderr: /2 items/ })
  t.match(await embed(join(docs, 'cats.md'), join(docs, 'deep'), '--name', 'both', '--exclude', 'deep/dogs.md'), { code: 0, stderr: /2 items/ })
})

t.test('pages whose slugs are the same are told apart by the file that came first', async t => {
  const { docs, folder, embed } = await setup(t)
  await writeFiles(folder, { 'docs/cats.markdown': '# Cats\n\nOther cats.\n' })
  t.match(await embed(docs, '--name', 'documents'), { code: 0, stderr: /^docs\/cats\.md, line 1 has the id "docs\/cats#cats:1", which docs\/cats\.markdown, line 1 has already\.\n/ })
})

t.test('passages fit a model that reads less', async t => {
  const { docs, folder, embed, items } = await setup(t)
  await writeFiles(folder, { 'docs/long.md': `# Long\n\n${'The cat sat on the mat. '.repeat(40)}` })
  await embed(docs, '--name', 'documents')
  const passages = (await items('documents')).filter(({ source_path: path }) => path === 'docs/long.md')
  t.ok(passages.length >= 40 * 7 / TINY_MAX_TOKENS)
  for (const { snippet } of passages) t.match(snippet, /^(The cat sat on the mat\. ?)+$/)
})

t.test('what is asked wrongly is told, with exit code 2', async t => {
  const { docs, folder, DATA_DIR, embed } = await setup(t)
  await mkdir(join(folder, 'pets'))
  await writeFiles(DATA_DIR, { 'pets.jsonl': '{"id":"1","title":"cat"}\n' })
  const wrong: [args: string[], stderr: string | RegExp][] = [
    [[docs], 'What is the corpus to be called? Say it with --name, for example: --name docs\n'],
    [[docs, 'pets', '--name', 'x'], 'A corpus of pages is made from files that end in .md and from folders; "pets" is neither.\n'],
    [[docs, join(folder, 'my.csv'), '--name', 'x'], /^One file at a time makes a corpus/],
    [[join(docs, 'none.md'), '--name', 'x'], /^There is no file .*none\.md\.\n/],
    [[join(docs, 'none'), '--name', 'x'], /none" is none: it should end in \.jsonl, \.csv, \.tsv or \.md, or be a folder\.\n/],
    [[join(folder, 'my.csv'), '--name', 'x', '--template', '{title}', '--exclude', 'a'], /^--exclude belongs to pages/],
    [[docs, '--name', 'x', '--delimiter', ';'], /^--delimiter belongs to a CSV file/]
  ]
  for (const [args, stderr] of wrong) t.match(await embed(...args), { code: 2, stdout: '', stderr }, args.slice(1).join(' '))
  t.match(await embed(docs, '--name', 'x', '--exclude', 'docs/cat.md'), { code: 1, stderr: '--exclude names "docs/cat.md", which is none of the pages. Did you mean "docs/cats.md"?\n' })
  t.match(await embed(join(docs, 'empty.md'), '--name', 'x'), { code: 1, stderr: /empty\.md has no row that could be used; empty\.md has no text\.\n$/ })
})
