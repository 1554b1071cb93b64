import { mkdir, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import t from 'tap'
import { findPages } from '../../src/ingest/markdown-pages.ts'
import { docsOf, rowsAt } from './pages.ts'

const TEXT = '# T\n\ntext\n'
const namesIn = async (paths: string[], exclude?: string[]) => (await findPages(paths, exclude)).pages.map(({ name }) => name)

t.test('a folder is read with its folders, in the order of the names; other files, hidden ones and packages are passed over', async t => {
  const docs = await docsOf(t, { 'b.md': TEXT, 'a/z.MD': TEXT, 'a/b/c.markdown': TEXT, 'a.md': TEXT, 'x.png': 'x', 'y.txt': TEXT, '.git/x.md': TEXT, 'node_modules/p/README.md': TEXT })
  t.same(await namesIn([docs]), ['docs/a.md', 'docs/a/b/c.markdown', 'docs/a/z.MD', 'docs/b.md'])
  t.same(await namesIn([join(docs, 'b.md'), join(docs, 'a')]), ['b.md', 'a/b/c.markdown', 'a/z.MD'], 'what lies elsewhere is called by its own name')
})

t.test('files of items among the pages are told', async t => {
  const docs = await docsOf(t, { 'a.md': TEXT, 'b.csv': 'x', 'deep/c.jsonl': '{}', 'y.txt': TEXT })
  t.same((await findPages([docs])).remarks, [`${join(docs, 'b.csv')}, ${join(docs, 'deep/c.jsonl')} are no pages and were left out; one CSV or JSONL file at a time makes a corpus of its own.`])
  const none = await docsOf(t, Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`${i}.csv`, 'x'])))
  await t.rejects(findPages([none]), { message: /^There are no pages in .*: no file that ends in \.md or \.markdown\. .*0\.csv, .*4\.csv and 2 more are no pages and were left out/ })
})

t.test('what lies in the working folder is called as it was named', async t => {
  const named = await namesIn(['./docs/', 'README.md'])
  t.ok(named.includes('docs/bad-input.md') && named.includes('README.md'))
  t.ok((await namesIn([join(process.cwd(), 'docs')])).includes('docs/design.md'))
  t.same(await namesIn([`../${relative(dirname(process.cwd()), process.cwd())}/README.md`]), ['README.md'])
  t.ok((await namesIn(['docs', 'docs/design.md'])).filter(name => name === 'docs/design.md').length === 1, 'a page named twice is read once')
})

t.test('a link to a page stands for it unless the page is there itself; links to folders and to nothing are told', async t => {
  const docs = await docsOf(t, { 'b.md': TEXT, 'deep/c.md': TEXT })
  const other = await docsOf(t, { 'README.md': TEXT })
  await symlink(join(docs, 'b.md'), join(docs, 'a.md'))
  await symlink(join(other, 'README.md'), join(docs, 'readme.md'))
  await symlink(docs, join(docs, 'deep', 'loop'))
  await symlink('nowhere.md', join(docs, 'lost.md'))
  const { pages, remarks } = await findPages([docs])
  t.same(pages.map(({ name }) => name), ['docs/b.md', 'docs/deep/c.md', 'docs/readme.md'])
  t.same(remarks, [`${join(docs, 'deep', 'loop')} is a link to a folder, and was left out.`, `${join(docs, 'lost.md')} is a link to nothing, and was left out.`])
})

t.test('pages and folders are left out by their names; one that is not there is told', async t => {
  const docs = await docsOf(t, { 'a.md': TEXT, 'drafts/b.md': TEXT, 'drafts-2.md': TEXT })
  t.same(await namesIn([docs], ['docs/drafts/']), ['docs/a.md', 'docs/drafts-2.md'])
  t.same(await namesIn([docs], ['docs/a.md', 'docs/drafts']), ['docs/drafts-2.md'])
  await t.rejects(namesIn([docs], ['docs/b.md']), { message: '--exclude names "docs/b.md", which is none of the pages. Did you mean "docs/a.md"?' })
  await t.rejects(namesIn([docs], ['elsewhere']), { message: /none of the pages\. They are called like docs\/a\.md\.$/ })
  await t.rejects(namesIn([docs], ['docs']), { message: /^All pages in .* are left out\.$/ })
})

t.test('a folder without pages is refused', async t => {
  const docs = await docsOf(t, { 'x.txt': TEXT })
  await mkdir(join(docs, 'folder.md'))
  await t.rejects(namesIn([docs]), { message: `There are no pages in ${docs}: no file that ends in .md or .markdown.` })
})

t.test('a page that cannot be read is told with its name, and the others are read', async t => {
  const docs = await docsOf(t, {
    'a.md': TEXT,
    'binary.md': 'a\0b',
    'deep.md': '> '.repeat(20_000) + 'x',
    'empty.md': '',
    'heading.md': '# Only a heading\n<!-- and a comment -->\n',
    'huge.md': 'x'.repeat(512 * 1024 + 1),
    'latin.md': Buffer.from('# Grüße\n\nschön\n', 'latin1'),
    'z.md': TEXT
  })
  const rows = await rowsAt([docs])
  t.same(rows.map(row => 'flaw' in row ? `${row.file} ${row.flaw}` : row.fields['id']), [
    'docs/a#t:1',
    'docs/binary.md is not text',
    'docs/deep.md has quotes or lists that are nested too deeply to be read',
    'docs/empty.md has no text',
    'docs/heading.md has no text',
    'docs/huge.md is larger than 512 KiB; split it',
    'docs/latin.md is not utf-8, as line 1 shows. Say what it is, for example --encoding windows-1252, or save it as UTF-8',
    'docs/z#t:1'
  ])
})

t.test('other encodings are read where they are named or have a mark', async t => {
  const latin = await docsOf(t, { 'a.md': Buffer.from('# Grüße\n\nschön\n', 'latin1') })
  t.match(await rowsAt([latin], { encoding: 'windows-1252' }), [{ fields: { id: 'docs/a#grüße:1', title: 'Grüße', snippet: 'schön' } }])
  const wide = await docsOf(t, { 'a.md': Buffer.from('\uFEFF# Grüße\n\nschön\n', 'utf16le') })
  t.match(await rowsAt([wide]), [{ fields: { snippet: 'schön' } }])
  await t.rejects(rowsAt([latin], { encoding: 'latin-99' }), { message: /^There is no encoding "latin-99"/ })
})
