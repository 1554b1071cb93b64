import t from 'tap'
import { sentencesOf } from '../../src/matching/sentences.ts'

const cut = (text: string) => sentencesOf(text).map(sentence => sentence.text)

const CUTS: Record<string, string[]> = {
  'between sentences': ['I left.', 'Nobody asked why!', 'Then?', 'Then silence.'],
  'not after titles': ['Mr. Ferris and Dr. Adeyemi-Cole came to St. Mary with Prof. Lind.', 'They stayed.'],
  'not after initials': ['J. R. Baker signed it.', 'He was late.'],
  'but after the pronoun and a mark': ['Nobody knew it better than I.', 'I got an A.', 'They laughed.'],
  'not after a.m. in a sentence': ['It rang at 4 a.m. and at 5 p.m. again.', 'I woke at 6 a.m.', 'I let it ring.'],
  'not after e.g. and i.e.': ['Bring shoes, e.g. Clogs, i.e. what you have.', 'No boots.'],
  'not in degrees, decimals and addresses': ['An M.Tech. from Pune and a B.Sc. at 3.7 on kindred.example.org pay 1.5 times.', 'More is paid elsewhere.'],
  'not after No. before a number': ['We live at No. 5 now.', 'He said no.', 'She left.'],
  'not after a month before a day': ['It began on Jan. 5, 1970, and ended on Sept. 3.', 'We met in Dec.', 'It snowed.'],
  'with the closing quotation mark': ['"It is over."', 'She hung up.', '“Because!” he said.', "'Why now?' my wife asked.", 'I went home.'],
  'with the closing bracket': ['(I had been warned.)', 'I went.', 'It rained.'],
  'with the number of a list': ['1. Wash the rice.', '2. Boil it.'],
  'not where a line is wrapped': ['A line that\nis wrapped here.', 'The next.']
}

for (const [name, sentences] of Object.entries(CUTS)) {
  t.test(`a text is cut ${name}`, async t => t.same(cut(sentences.join(' ')), sentences))
}

t.test('a paragraph ends a sentence without a point', async t => {
  t.same(cut('the end\n\na new beginning'), ['the end', 'a new beginning'])
})

t.test('places are those of the text, in UTF-16 code units', async t => {
  const text = '  🙂 We won.\n\n  She cried.  '
  const sentences = sentencesOf(text)
  t.same(sentences, [{ text: '🙂 We won.', start: 2, end: 12 }, { text: 'She cried.', start: 16, end: 26 }])
  for (const { text: sentence, start, end } of sentences) t.equal(text.slice(start, end), sentence)
})

t.test('nothing has no sentences', async t => {
  t.same(sentencesOf(''), [])
  t.same(sentencesOf(' \n '), [])
})
