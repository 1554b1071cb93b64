import type { Item } from '../../src/matching/ports.ts'

const WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const ADDRESS = `https://example.org/${'a-very-long-path-without-a-break-'.repeat(6)}end?and=a&query=string`
const PARAGRAPH = 'The kettle had been on since six, and nobody had said what all of us were thinking. '

const list = (count: number, item: (i: number) => Item): Item[] => Array.from({ length: count }, (_, i) => item(i))

/** What people may bring that looks like nothing that ships: every corpus here is a shape the page has to stand. */
export const ODD: Record<string, Item[]> = {
  texts: list(8, i => ({ id: `t${i}`, text: i % 2 === 0 ? PARAGRAPH.repeat(i + 1).trim() : `Line ${i}` })),
  numbers: list(8, i => ({ id: `n${i}`, year: 1980 + i, price: 12.5 * i, rating: i / 7, big: 1234567 * (i + 1), on_sale: i % 2 === 0 })),
  nested: list(8, i => ({ id: `o${i}`, name: `Place ${i}`, address: { city: i % 2 === 0 ? 'Berlin' : 'Zürich', geo: { lat: 47 + i, lon: 8.5 } }, opening: [{ day: 'Mon', from: 9 }, { day: 'Tue', from: 10 }], tags: ['a', 'b'], none: null, nothing: [] })),
  long: list(8, i => ({ id: `${'x'.repeat(190)}${i}`, title: `${WORD}${WORD}${WORD}${i}`, company: `${WORD}${WORD}`, body: `${ADDRESS} ${PARAGRAPH.repeat(9)}`, link: ADDRESS, tags: [WORD, `${WORD}${WORD}`, 'short'], [`${WORD}_${WORD}`]: i })),
  markup: list(8, i => ({ id: `h${i}`, title: `<img src=x onerror=alert(${i})> & <b>bold</b>`, text: '<script>alert(1)</script> <p style="color:red">5 &lt; 6</p>\n<a href="javascript:alert(1)">here</a>', tags: ['<i>tag</i>', '"quoted"'] })),
  arabic: list(8, i => ({ id: `r${i}`, title: `فقدت عملي وأخاف من المقابلات ${i}`, text: `كان الصباح باردا، ولم يقل أحد ما كنا نفكر فيه جميعا. ${'ثم جاءت الرسالة. '.repeat(20)}`, city: i % 2 === 0 ? 'عمّان' : 'بيروت', tags: ['عمل', 'قلق', 'work'] })),
  one: [{ id: 'only', title: 'The only item there is', text: 'It stands alone.' }],
  none: [],
  spaced: list(8, i => ({ id: `s${i}`, 'Job Role': `Baker ${i}`, 'Min Salary (EUR)': 20000 + i, 'Where it is': i % 2 === 0 ? 'Graz' : 'Linz', 'e-mail?': 'yes', 'a.b': 'dotted', 'Ünï çödé': 'x' }))
}

export const THIRTY: Record<string, Item[]> = Object.fromEntries(Array.from({ length: 30 }, (_, i) =>
  [i === 7 ? `${'a-name-as-long-as-names-may-be-'.repeat(2)}z` : `corpus-${i + 1}`, list(i * 37 + 1, row => ({ id: `${i}-${row}`, title: `Item ${row} of ${i}` }))]))
