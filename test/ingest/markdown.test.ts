import t from 'tap'
import { passagesIn, snippetsIn } from './pages.ts'

t.test('headings make sections, and a passage has their names, their anchor and its number', async t => {
  const page = '# The *Guide*\n\nHello.\n\n## Set `up`\n\nOne.\n\n### On Windows & Mac\n\nTwo.\n\n## Set up\n\nThree.\n'
  t.same(await passagesIn(t, page), [
    { id: 'docs/page#the-guide:1', slug: 'docs/page#the-guide', title: 'The Guide', source_path: 'docs/page.md', snippet: 'Hello.' },
    { id: 'docs/page#set-up:1', slug: 'docs/page#set-up', title: 'The Guide: Set up', source_path: 'docs/page.md', snippet: 'One.' },
    { id: 'docs/page#on-windows--mac:1', slug: 'docs/page#on-windows--mac', title: 'The Guide: Set up: On Windows & Mac', source_path: 'docs/page.md', snippet: 'Two.' },
    { id: 'docs/page#set-up-1:1', slug: 'docs/page#set-up-1', title: 'The Guide: Set up', source_path: 'docs/page.md', snippet: 'Three.' }
  ])
})

t.test('headings inside quotes and lists make no section, and count where GitHub numbers anchors', async t => {
  t.match(await passagesIn(t, '> ## A\n\n- # A\n\n## A\n\nx\n'), [{ slug: 'docs/page', snippet: 'A\n\n• A' }, { slug: 'docs/page#a-2' }])
})

t.test('what stands above the first heading belongs to the page; headings without text make no passage', async t => {
  t.match(await passagesIn(t, 'Hello.\n\n## A\n\n### B\n\nWorld.\n'), [
    { id: 'docs/page:1', slug: 'docs/page', title: 'page', snippet: 'Hello.' },
    { id: 'docs/page#b:1', title: 'page: A: B', snippet: 'World.' }
  ])
})

t.test('a page is called by its heading, else by its front matter, else by its file', async t => {
  const titleOf = async (markdown: string) => (await passagesIn(t, markdown))[0]!.title
  t.equal(await titleOf('---\ntitle: Front\n---\n\n# Own\n\nx'), 'Own')
  t.equal(await titleOf('---\r\nlayout: x\r\ntitle: "Front: it\'s"\r\n---\r\nx'), 'Front: it\'s')
  t.equal(await titleOf('+++\ntitle = \'Front\'\n+++\nx'), 'Front')
  t.equal(await titleOf('## Page\n\nx'), 'page', 'a name is not said twice')
  t.equal(await titleOf('---\n\nA rule: no front matter.\n\n---\n'), 'page')
})

t.test('marks, comments and front matter are left out, and the text stays', async t => {
  t.same(await snippetsIn(t, '---\ntitle: x\n---\n<!-- a\n\ncomment -->\n**Bold**, _italic_, `a < b`, ~~old~~ &amp; \\*star\\*,\n[a link](https://example.org "title"), [a reference][r]<!-- c --> and ![a picture](x.png).[^1]\n\n[r]: https://example.org\n\n---\n\n[^1]: A note.\n'), [
    'Bold, italic, a < b, old & *star*, a link, a reference and a picture.\n\nA note.'
  ])
  t.same(await snippetsIn(t, '<p align="center">\n  <b>Fast</b> &amp; small<br>on <i>any</i> machine\n</p>\n\n<details><summary>More</summary>\n\nInside **it**.\n\n</details>\n<script>\nlet x\n</script>\n'), ['Fast & small on any machine\n\nMore\n\nInside it.'])
  t.same(await snippetsIn(t, '> [!NOTE]\n> Mind the gap.\n>\n> ## Deep\n'), ['Mind the gap.\nDeep'])
})

t.test('lists keep their marks, by depth, and tasks lose their boxes', async t => {
  t.same(await snippetsIn(t, '- one\n  - deep\n    1. deeper\n- [x] two\n\n  more of two\n'), ['• one\n◦ deep\n1. deeper\n• two\nmore of two'])
  t.same(await snippetsIn(t, '3. three\n4. four\n'), ['3. three\n4. four'])
})

t.test('tables become lines, with the names of the columns where there are more than two', async t => {
  t.same(await snippetsIn(t, '| Name | Meaning |\n|---|---|\n| `a\\|b` | **both** |\n| d | |\n'), ['a|b: both\nd'])
  t.same(await snippetsIn(t, '| Name | Default | Meaning |\n|---|---|---|\n| `PORT` | 80 | where<br>to listen |\n| `HOST` | | whom |\n| | | |\n'), ['PORT: Default: 80; Meaning: where to listen\nHOST: Meaning: whom'])
})

t.test('code is kept, and long code as far as its first lines', async t => {
  t.same(await snippetsIn(t, 'Run:\n\n```sh\nnpm ci\n\nnpm start\n```\n'), ['Run:\n\nnpm ci\nnpm start'])
  const [snippet] = await snippetsIn(t, `\`\`\`\n${'const x = 1234567890\n'.repeat(50)}\`\`\`\n\nAfter.\n`)
  t.equal(snippet, `${'const x = 1234567890\n'.repeat(10)}…\n\nAfter.`)
})

t.test('an id stays when other sections change', async t => {
  const ids = async (markdown: string) => (await passagesIn(t, markdown)).map(({ id }) => id)
  const before = await ids('# P\n\nx\n\n## A\n\none\n\n## B\n\ntwo\n')
  const after = await ids(`# P\n\nnew ${'word '.repeat(500)}\n\n## New\n\nnew\n\n## B\n\ntwo changed\n`)
  t.equal(before.at(-1), 'docs/page#b:1')
  t.equal(after.at(-1), 'docs/page#b:1')
})

t.test('a heading of a thousand letters makes a title and an id that can be used', async t => {
  const [first, second] = await passagesIn(t, `## ${'long '.repeat(200)}\n\nx\n\n## ${'long '.repeat(201)}\n\ny\n`)
  t.ok(first!.id.length <= 200 && first!.title.length <= 201)
  t.not(first!.id, second!.id)
})
