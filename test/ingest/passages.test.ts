import t from 'tap'
import { countWords, passagesIn, snippetsIn } from './pages.ts'

const SENTENCE = 'One two three four five six seven eight nine ten.'
const paragraph = (sentences: number) => Array(sentences).fill(SENTENCE).join(' ')

t.test('paragraphs stay whole as far as they fit', async t => {
  t.same(await snippetsIn(t, [paragraph(2), paragraph(2), paragraph(3)].join('\n\n'), 50), [`${paragraph(2)}\n\n${paragraph(2)}`, paragraph(3)])
})

t.test('a paragraph that is too long is cut between sentences, and never ends in the middle of one', async t => {
  const snippets = await snippetsIn(t, `Short.\n\n${paragraph(20)}`, 50)
  t.ok(snippets.length > 4)
  for (const snippet of snippets) t.match(snippet, /^(Short\.\n\n)?(One .*? ten\. ?)+$/s)
  t.equal(snippets.join(' ').replace('Short.\n\n', ''), paragraph(20))
})

t.test('lists are cut between items, tables between rows, code between lines', async t => {
  const items = Array.from({ length: 12 }, (_, i) => `item ${i} has six words altogether`)
  const lists = await snippetsIn(t, items.map(item => `- ${item}\n`).join(''), 40)
  t.same(lists.join('\n').split('\n'), items.map(item => `• ${item}`))
  t.ok(lists.length > 1)
  const rows = await snippetsIn(t, `| a | b |\n|---|---|\n${items.map(item => `| ${item} | x y z |\n`).join('')}`, 40)
  t.same(rows.join('\n').split('\n'), items.map(item => `${item}: x y z`))
  const code = Array.from({ length: 9 }, (_, i) => `a b c d e ${i}`)
  t.same((await snippetsIn(t, `~~~\n${code.join('\n')}\n~~~`, 24)).map(snippet => snippet.split('\n')), [code.slice(0, 3), code.slice(3, 6), code.slice(6)])
})

t.test('a sentence that is too long by itself is cut between words, a word between characters', async t => {
  const words = Array.from({ length: 100 }, (_, i) => `w${i}`)
  const snippets = await snippetsIn(t, words.join(' '), 30)
  t.same(snippets.join(' ').split(' '), words)
  const long = '😀'.repeat(2000)
  const pieces = await snippetsIn(t, long, 60)
  t.ok(pieces.length > 3 && pieces.every(piece => piece.isWellFormed()))
  t.equal(pieces.join('').replaceAll(' ', ''), long)
})

t.test('a passage fits the model together with its title, whatever stands in it', async t => {
  const markdown = `# A title of six words here\n\n${paragraph(9)}\n\n- ${paragraph(4)}\n- ${'x '.repeat(90)}\n\n| a | b | c |\n|---|---|---|\n| ${paragraph(5)} | y | z |\n`
  for (const maxTokens of [24, 40, 100]) {
    for (const { title, snippet } of await passagesIn(t, markdown, maxTokens)) t.ok(countWords(`${title} ${snippet}`) <= maxTokens, snippet)
  }
})

t.test('a title that takes up most of a passage leaves half of it to the text', async t => {
  const snippets = await snippetsIn(t, `# ${'word '.repeat(30)}\n\n${paragraph(4)}`, 30)
  t.same(snippets, Array(4).fill(SENTENCE))
})
