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
const search = latest((signal, text) => kindred.match({ query: text, corpus: 'mentors', limit: 5 }, { signal, onWait: tellWait }))

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
function storyOf ({ item, match_percent: percent, strength }) {
  const story = element('li', '')
  story.append(element('h2', item.title), ...strength === undefined ? [] : [strengthOf(strength, percent)], element('p', item.content))
  return story
}

const strengthOf = (strength, percent) => Object.assign(element('p', `${STRENGTHS[strength]} · ${percent} %`), { className: `strength ${strength}` })

const element = (tag, textContent) => Object.assign(document.createElement(tag), { textContent })

query.addEventListener('input', () => answer(search))
again.addEventListener('click', () => answer(search.now))

// A service that sleeps begins to wake while the visitor still looks for words. Whether it does is told once they are written.
kindred.ready().catch(() => {})
if (query.value !== '') answer(search.now)
