import { button, element, spoken, words } from './dom.js'
import { beginning, headingOf, isAddress, partsOf, readable } from './parts.js'

const LONG = 360
/** What is seen of a long text on a phone before it is cut. */
const SEEN = 180

export const titleOf = ({ id, item }) => headingOf(item) ?? id

/** Every piece may be in a script that runs the other way. */
const own = (tag, text, properties = {}) => element(tag, { dir: 'auto', textContent: text, ...properties })

export function matchElement (match, corpus) {
  const { id, item, explanation } = match
  const { title, text, textName, places, lists, facts, left } = partsOf(item)
  const bare = title === undefined && text !== undefined
  // An item of nothing but text needs no heading to be seen by, only one to be found by.
  const heading = own('h3', bare ? beginning(text) : titleOf(match), { tabIndex: -1, className: bare ? 'hidden' : '' })
  const body = text === undefined ? [] : textElements(text, titleOf(match), placeIn(match, textName))
  return element('li', { className: 'match' },
    element('div', { className: 'match-head' }, heading, bare ? body.shift() : '', strengthElement(match)),
    places.length === 0 ? '' : own('p', places.join(' · '), { className: 'soft' }),
    ...body,
    element('div', { className: 'foot' }, smallPrint(lists, facts, left, explanation?.shared), jsonLink(id, corpus, titleOf(match))))
}

const STRENGTHS = { strong: 'Strong', good: 'Good', weak: 'Weak' }

/** A word and a percentage; the bare score where the corpus does not know how near unrelated things lie. */
function strengthElement ({ score, match_percent: percent, strength }) {
  const isRated = strength !== undefined
  const said = isRated ? [element('b', { textContent: STRENGTHS[strength] }), spoken(' match,'), ` ${percent} %`] : [spoken('Score '), score.toFixed(2).replace('-', '−')]
  const bar = element('span', { className: 'score-bar', 'aria-hidden': 'true' })
  bar.style.setProperty('--score', String(isRated ? percent / 100 : Math.max(0, score)))
  return element('p', { className: `score ${strength ?? ''}`, title: `Cosine ${score}` }, ...said, bar)
}

/** Where the sentence stands that carries the match, among others; a weak match has none that says why. */
function placeIn ({ item, explanation, strength }, field) {
  if (strength === 'weak' || explanation?.field !== field) return undefined
  return explanation.start === 0 && explanation.end === item[field].length ? undefined : explanation
}

// With a direction of its own, the first word of which does not give the text one.
const markOf = sentence => element('mark', {}, Object.assign(spoken('Closest to what you wrote: '), { dir: 'ltr' }), sentence)

/** A text in pieces, its sentence marked; an excerpt begins with the sentence where that would not be seen otherwise. */
function piecesOf (text, place, isExcerpt) {
  if (place === undefined) return [text]
  const { start, end } = place
  return [isExcerpt && end > SEEN ? '… ' : text.slice(0, start), markOf(text.slice(start, end)), text.slice(end)]
}

function textElements (text, title, place) {
  const isLong = text.length > LONG
  const paragraph = element('p', { dir: 'auto', className: isLong ? 'text short' : 'text' }, ...piecesOf(text, place, isLong))
  if (!isLong) return [paragraph]
  const label = document.createTextNode('Read on')
  const toggle = button('', () => {
    const short = paragraph.classList.toggle('short')
    paragraph.replaceChildren(...piecesOf(text, place, short))
    label.data = short ? 'Read on' : 'Show less'
    toggle.setAttribute('aria-expanded', String(!short))
  }, { className: 'link', 'aria-expanded': 'false' })
  toggle.append(label, spoken(`: ${title}`))
  return [paragraph, toggle]
}

function jsonLink (id, corpus, title) {
  const href = `corpora/${encodeURIComponent(corpus)}/items/${encodeURIComponent(id)}`
  return element('a', { className: 'json', href, target: '_blank', rel: 'noopener' }, 'JSON', spoken(` of ${title}, in a new tab`))
}

/** @param shared entries of lists that what was written names, by field */
function smallPrint (lists, facts, left, shared = {}) {
  const named = new Map(Object.entries(shared).map(([name, values]) => [words(name), values]))
  return element('div', { className: 'small' },
    ...lists.map(([name, values]) => element('ul', { className: 'tags', 'aria-label': name }, ...values.map(value => tagOf(value, named.get(name)?.includes(value))))),
    facts.length === 0 ? '' : element('dl', { className: 'facts' }, ...facts.map(([name, value]) => element('div', {}, own('dt', name), factElement(value)))),
    left === 0 ? '' : element('p', { className: 'soft', textContent: `and ${left} more field${left === 1 ? '' : 's'}` }))
}

function tagOf (value, isShared = false) {
  const tag = own('li', readable(value), { className: isShared ? 'shared' : '' })
  if (isShared) tag.append(spoken(', as you wrote'))
  return tag
}

function factElement (value) {
  if (!isAddress(value)) return own('dd', readable(value))
  return element('dd', {}, element('a', { href: value, target: '_blank', rel: 'noopener noreferrer', textContent: value }))
}
