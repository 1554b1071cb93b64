import { createClient, latest } from './client.js'

const [query, note, again, list] = ['query', 'note', 'again', 'matches'].map(id => document.getElementById(id))

/** What a visitor is told while the client waits, by its reason. */
const WAITS = {
  away: 'The stories are being woken up. This can take a minute.',
  starting: 'The stories are being laid out.',
  busy: 'Many people are asking at the moment.'
}

/** How strong a match is, as a visitor would say it. */
const STRENGTHS = { strong: 'Very close', good: 'Close', weak: 'Only loosely related' }
const NOTHING_CLOSE = 'Nothing comes close yet. Perhaps say a little more? These are the nearest.'

const kindred = createClient({ url: document.body.dataset.service })
const search = latest((signal, text) => kindred.match({ query: text, corpus: 'mentors', limit: 5, explain: true }, { signal, onWait: tellWait }))

/** Answers what stands in the field: after a pause while somebody types, or at once. */
async function answer (ask) {
  const text = query.value.trim()
  list.classList.add('earlier')
  again.hidden = true
  if (text === '') return clear()
  try {
    const found = await ask(text)
    if (found === undefined) return
    tell(found.warnings.some(({ code }) => code === 'weak_matches') ? NOTHING_CLOSE : '')
    list.replaceChildren(...found.matches.map(storyOf))
    list.classList.remove('earlier')
  } catch (error) {
    tell(error.message)
    again.hidden = false
  }
}

function clear () {
  search.cancel()
  tell('')
  list.replaceChildren()
}

function tell (sentence) {
  note.textContent = sentence
}

function tellWait ({ why, seconds }) {
  tell(navigator.onLine ? `${WAITS[why]} Asking again in ${Math.ceil(seconds)} s.` : 'You are offline. This goes on when you are back.')
}

/** Texts are set as text, not as HTML: items come from whoever wrote them. */
function storyOf ({ item, match_percent: percent, strength, explanation }) {
  const place = strength !== 'weak' && explanation?.field === 'content' ? explanation : undefined
  return element('li', {},
    element('h2', {}, item.title),
    ...strength === undefined ? [] : [element('p', { className: `strength ${strength}` }, `${STRENGTHS[strength]} · ${percent} %`)],
    ...place === undefined ? [] : [element('p', { className: 'why' }, element('mark', {}, place.sentence))],
    element('details', {}, element('summary', {}, 'Read the story'), element('p', {}, ...markedAt(item.content, place))))
}

/** The text with the sentence marked that comes closest to what was written. */
function markedAt (text, place) {
  if (place === undefined) return [text]
  return [text.slice(0, place.start), element('mark', {}, text.slice(place.start, place.end)), text.slice(place.end)]
}

function element (tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties)
  node.append(...children)
  return node
}

query.addEventListener('input', () => answer(search))
again.addEventListener('click', () => answer(search.now))

// A service that sleeps begins to wake while the visitor still looks for words. Whether it does is told once they are written.
kindred.ready().catch(() => {})
if (query.value !== '') answer(search.now)
