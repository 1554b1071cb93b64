import { button, element, isDate, words } from './dom.js'

const TITLES = ['title', 'role', 'name', 'headline', 'question']
const TEXTS = ['content', 'description', 'summary', 'snippet', 'text', 'body', 'answer']
/** What is said without its name, in the line below the heading. */
const PLACES = ['company', 'location', 'category', 'source_path', 'timestamp', 'date', 'published_at']
const HIDDEN = /^(id|slug|user_id)$|(^|_)(uu)?id$/
const LONG = 360

const isText = value => typeof value === 'string' && value.trim() !== ''
const firstOf = (item, names) => names.find(name => isText(item[name]))
const number = value => value.toLocaleString('en')

/** Which field of an item is its heading, which its text; the rest goes into the small print. */
function partsOf (item) {
  const strings = Object.keys(item).filter(name => name !== 'id' && isText(item[name]))
  const title = firstOf(item, TITLES) ?? strings.find(name => item[name].length <= 80 && !isDate(item[name]))
  const text = firstOf(item, TEXTS) ?? strings.find(name => name !== title && item[name].length > 80)
  return { title, text }
}

export const titleOf = ({ id, item }) => item[partsOf(item).title] ?? id

export function matchElement (match, corpus) {
  const { id, score, item } = match
  const { text } = partsOf(item)
  const href = `corpora/${encodeURIComponent(corpus)}/items/${encodeURIComponent(id)}`
  const heading = element('h3', {}, element('a', { href, target: '_blank', rel: 'noopener', textContent: titleOf(match) }))
  return element('li', { className: 'match' },
    element('div', { className: 'match-head' }, heading, scoreElement(score)),
    placeLine(item),
    ...text === undefined ? [] : textElements(item[text]),
    smallPrint(item))
}

function scoreElement (score) {
  const bar = element('span', { className: 'score-bar', 'aria-hidden': 'true' })
  bar.style.setProperty('--score', String(Math.max(0, score)))
  return element('p', { className: 'score', title: `Cosine ${score}` }, element('span', { className: 'hidden', textContent: 'Score ' }), score.toFixed(2).replace('-', '−'), bar)
}

function placeLine (item) {
  const line = PLACES.filter(name => isText(item[name])).map(name => readable(item[name])).join(' · ')
  return line === '' ? '' : element('p', { className: 'soft', textContent: line })
}

function textElements (text) {
  const paragraph = element('p', { className: 'text', textContent: text })
  if (text.length <= LONG) return [paragraph]
  paragraph.classList.add('short')
  const toggle = button('Read on', () => {
    const short = paragraph.classList.toggle('short')
    toggle.textContent = short ? 'Read on' : 'Show less'
    toggle.setAttribute('aria-expanded', String(!short))
  }, { className: 'link', 'aria-expanded': 'false' })
  return [paragraph, toggle]
}

function smallPrint (item) {
  const { title, text } = partsOf(item)
  const shown = new Set([title, text, ...PLACES])
  const salary = salaryOf(item)
  if (salary !== undefined) for (const name of ['min_salary', 'max_salary', 'currency']) shown.add(name)
  const rest = Object.entries(item).filter(([name, value]) => !shown.has(name) && !HIDDEN.test(name) && value !== null && value !== '' && typeof value !== 'object')
  const lists = Object.entries(item).filter(([name, value]) => !shown.has(name) && Array.isArray(value) && value.length > 0 && value.every(entry => typeof entry !== 'object'))
  const rows = [...salary === undefined ? [] : [['salary', salary]], ...rest.map(([name, value]) => [words(name), readable(value)])]
  return element('div', { className: 'small' },
    ...lists.map(([name, values]) => element('ul', { className: 'tags', 'aria-label': words(name) }, ...values.map(value => element('li', { textContent: String(value) })))),
    rows.length === 0 ? '' : element('dl', { className: 'facts' }, ...rows.map(([name, value]) => element('div', {}, element('dt', { textContent: name }), element('dd', { textContent: value })))))
}

function salaryOf ({ min_salary: min, max_salary: max, currency }) {
  const [from, to] = [min, max].map(value => typeof value === 'number' ? number(value) : undefined)
  const range = from === undefined ? to && `up to ${to}` : to === undefined ? `from ${from}` : from === to ? from : `${from} – ${to}`
  return range && [range, currency].filter(isText).join(' ')
}

function readable (value) {
  if (isDate(value)) return new Date(value).toLocaleDateString('en', { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' })
  return typeof value === 'number' ? number(value) : String(value)
}
