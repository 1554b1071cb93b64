import { addressOf, get, hasKey, match, Refused, Unreachable, useKey } from './api.js'
import { button, byId, element } from './dom.js'
import { createFilters } from './filters.js'
import { matchElement, titleOf } from './matches.js'
import { hideNotice, showCountdown, showNotice } from './notice.js'
import { showRequest } from './request.js'
import { showTiming } from './timing.js'

const PAUSE_MS = 250
const STARTING_POLL_MS = 500
const OFFLINE_POLL_MS = 2000
/** After so many refusals in a row the page waits for the visitor. */
const MOST_RETRIES = 5
const FEWEST_OF_A_PAGE = 5

const EXAMPLES = {
  mentors: ['I got laid off and dread interviews', 'My father is getting old and lives far away', 'I feel like a fraud at my new job'],
  jobs: ['I like working outside with my hands', 'Night shifts are fine, I want to care for people', 'Numbers, quiet, and a window'],
  people: ['Someone who can explain databases patiently', 'Knows gardens and bees'],
  documents: ['How do I bring my own data?', 'What happens to what people type?']
}

let ready = false
let running
let pause
let poll
let retries = 0
let filters
let filtersOf

const query = () => byId('query').value.trim()
const corpus = () => document.querySelector('#corpora input:checked')?.value
const threshold = () => Number(byId('threshold').value)

function requestOf (offset) {
  const filter = filtersOf === corpus() ? filters?.filter() : undefined
  return {
    query: query(),
    ...corpus() !== undefined && { corpus: corpus() },
    ...threshold() > 0 && { threshold: threshold() },
    ...filter !== undefined && { filter },
    ...offset > 0 && { offset }
  }
}

/** Starts a match as soon as the visitor pauses; whatever ran before is given up at once. */
function soon () {
  stop()
  retries = 0
  pause = setTimeout(run, PAUSE_MS)
}

function now () {
  stop()
  retries = 0
  run()
}

function stop () {
  clearTimeout(pause)
  running?.abort()
  running = undefined
}

async function run ({ offset = 0 } = {}) {
  stop()
  if (!ready) return
  hideNotice()
  if (query() === '') return showEmpty()
  const controller = new AbortController()
  running = controller
  busy(true)
  try {
    const request = requestOf(offset)
    const result = await match(request, controller.signal)
    retries = 0
    if (running === controller) show(request, result)
  } catch (error) {
    if (running === controller) explain(error, () => run({ offset }))
  } finally {
    if (running === controller) busy(false)
  }
}

/** What is shown belongs to an earlier request. */
function stale (is) {
  byId('matches').classList.toggle('stale', is)
}

function busy (is) {
  byId('results').setAttribute('aria-busy', String(is))
}

function show (request, { answer, serverTiming, tripMs }) {
  const { matches, total, corpus, warnings } = answer
  const offset = request.offset ?? 0
  const nodes = matches.map(match => matchElement(match, corpus))
  if (offset > 0) byId('matches').append(...nodes)
  else byId('matches').replaceChildren(...nodes)
  const shown = offset + matches.length
  const left = shown < total && matches.length > 0 && (request.threshold === undefined || matches.length >= FEWEST_OF_A_PAGE)
  byId('examples').hidden = true
  byId('more').hidden = !left
  byId('more').onclick = () => run({ offset: shown })
  byId('about-scores').hidden = shown === 0
  byId('behind').hidden = false
  byId('how').hidden = true
  stale(false)
  showTiming(byId('timing'), serverTiming, tripMs)
  showRequest(byId('request'), addressOf('match'), request, hasKey())
  if (shown === 0) return showNone(request, total)
  summarise(`The ${shown} nearest of ${total}${answer.total_is === 'at_least' ? ' or more' : ''}`, offset === 0 ? `: first ${titleOf(matches[0])}` : '')
  if (warnings.length > 0) showNotice('wait', warnings.map(({ message }) => message).join(' '))
  if (offset > 0) nodes[0]?.querySelector('a').focus()
}

/** What is seen, and what a screen reader says in addition. */
function summarise (text, spoken = '') {
  byId('summary').replaceChildren(...text === '' ? [] : [text, element('span', { className: 'hidden', textContent: spoken })])
}

function showNone ({ threshold, filter }, total) {
  summarise('')
  const clear = filter === undefined ? {} : { 'Clear the filters': async () => { await resetFilters(); now() } }
  const lower = threshold === undefined ? {} : { 'Show any score': () => { byId('threshold').value = '0'; showThreshold(); now() } }
  if (total === 0) return showNotice('wait', filter === undefined ? 'This corpus has no items.' : 'No item passes the filters.', { actions: clear })
  showNotice('wait', `None of the ${total} items${filter === undefined ? '' : ' that pass the filters'} is as close as ${threshold?.toFixed(2)}.`, { actions: { ...lower, ...clear } })
}

function showEmpty () {
  busy(false)
  byId('matches').replaceChildren()
  byId('more').hidden = true
  byId('about-scores').hidden = true
  byId('behind').hidden = true
  byId('how').hidden = false
  const examples = EXAMPLES[corpus()] ?? []
  summarise(examples.length > 0 ? 'Nothing written yet. For example:' : 'Nothing written yet.')
  byId('examples').replaceChildren(...examples.map(text => button(text, () => {
    byId('query').value = text
    byId('query').focus()
    now()
  })))
  byId('examples').hidden = false
}

function explain (error, again) {
  if (error.name === 'AbortError') return
  stale(true)
  byId('examples').hidden = true
  summarise(byId('matches').hasChildNodes() ? 'Of an earlier request:' : '')
  if (error instanceof Unreachable) return offline(error)
  if (!(error instanceof Refused)) throw error
  if (error.code === 'starting') return watchHealth()
  if (error.passes && retries++ < MOST_RETRIES) return showCountdown(error.message, error.retryAfter, again)
  if (error.status === 401) return showNotice('error', error.message, { withKey: true })
  showNotice('error', error.message, { actions: error.status >= 500 || error.passes ? { 'Try again': now } : {}, small: error.requestId === undefined ? '' : `Request ${error.requestId}` })
}

function offline (error) {
  ready = false
  const sentence = navigator.onLine ? `${error.message} The page goes on asking.` : 'You are offline. The page goes on when you are back.'
  showNotice('error', sentence, { actions: { 'Ask now': watchHealth } })
  clearTimeout(poll)
  poll = setTimeout(watchHealth, OFFLINE_POLL_MS)
}

/** Asks for the health until a match can be answered, then answers what stands in the field. */
async function watchHealth () {
  clearTimeout(poll)
  let health
  try {
    health = await get('health')
  } catch (error) {
    return offline(error)
  }
  byId('version').textContent = `Kindred ${health.version}${health.model === null ? '' : `, ${health.model}`}`
  if (health.matcher_ready) return await begin(health)
  ready = false
  const starting = health.status === 'starting'
  showNotice(starting ? 'wait' : 'error', `${starting ? 'Starting. ' : ''}${health.reasons.join(' ')}`, { small: starting ? 'You can write already.' : '' })
  poll = setTimeout(watchHealth, starting ? STARTING_POLL_MS : OFFLINE_POLL_MS)
}

async function begin ({ corpora, status, reasons }) {
  await showCorpora(corpora)
  ready = true
  await run()
  if (status === 'degraded' && byId('notice').hidden) showNotice('wait', reasons.join(' '))
}

async function showCorpora (corpora) {
  const before = corpus()
  const { settings, limits } = await get('info').catch(() => ({}))
  if (limits !== undefined) byId('query').maxLength = limits.text_characters
  const names = corpora.map(({ name }) => name)
  const usual = settings?.DEFAULT_CORPUS
  const checked = [before, usual, names[0]].find(name => names.includes(name))
  const ordered = [...corpora].sort((a, b) => Number(b.name === usual) - Number(a.name === usual))
  const legend = byId('corpora').querySelector('legend')
  byId('corpora').replaceChildren(legend, ...ordered.map(({ name, items }) => element('label', {},
    element('input', { type: 'radio', name: 'corpus', value: name, checked: name === checked }),
    element('span', {}, name, ' ', element('small', { textContent: items.toLocaleString('en') })))))
  byId('corpora').hidden = false
  byId('filters').hidden = false
  if (checked !== before) await resetFilters()
}

/** Reads the values only once somebody wants to see them: they are as large as the corpus. */
async function resetFilters () {
  filters = filtersOf = undefined
  showFilterCount()
  byId('filter-fields').replaceChildren()
  if (byId('filters').open) await loadFilters()
}

async function loadFilters () {
  const name = corpus()
  if (name === undefined || filtersOf === name) return
  filtersOf = name
  byId('filter-fields').replaceChildren(element('p', { className: 'soft', textContent: 'Reading the fields …' }))
  try {
    const created = await createFilters(name, () => { showFilterCount(); soon() })
    if (filtersOf !== name) return
    filters = created
    byId('filter-fields').replaceChildren(...created.nodes)
  } catch (error) {
    if (filtersOf !== name) return
    filtersOf = undefined
    byId('filter-fields').replaceChildren(element('p', { textContent: `The fields could not be read: ${error.message}` }), button('Try again', loadFilters))
  }
}

function showFilterCount () {
  const count = filters?.count() ?? 0
  byId('filter-count').textContent = count === 0 ? '' : String(count)
}

function showThreshold () {
  const value = threshold()
  byId('threshold-value').textContent = value === 0 ? 'any' : value.toFixed(2)
  byId('threshold').setAttribute('aria-valuetext', value === 0 ? 'any' : value.toFixed(2))
}

byId('query').addEventListener('input', event => { if (!event.isComposing) soon() })
byId('query').addEventListener('compositionend', soon)
byId('query').addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  now()
})
byId('form').addEventListener('submit', event => { event.preventDefault(); now() })
byId('corpora').addEventListener('change', async () => { await resetFilters(); now() })
byId('threshold').addEventListener('input', () => { showThreshold(); soon() })
byId('filters').addEventListener('toggle', () => { if (byId('filters').open) loadFilters() })
byId('key').addEventListener('change', event => { useKey(event.target.value); watchHealth() })
window.addEventListener('online', watchHealth)

showThreshold()
watchHealth()
