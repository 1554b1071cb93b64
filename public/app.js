import { get, match, Refused, Unreachable, useKey } from './api.js'
import { busy, showAbout, showAnswer, showEmpty, showRefused } from './answer.js'
import { query, requestOf, showCorpora, watchControls } from './controls.js'
import { byId } from './dom.js'
import { hideNotice, showCountdown, showNotice } from './notice.js'
import { hush } from './speech.js'

const PAUSE_MS = 250
const STARTING_POLL_MS = 500
const OFFLINE_POLL_MS = 2000
/** After so many refusals in a row the page waits for the visitor. */
const MOST_RETRIES = 5

let ready = false
let running
let pause
let poll
let retries = 0

/** Starts a match as soon as the visitor pauses; whatever ran before is given up at once. */
function soon () {
  stop()
  hush()
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
  showAbout()
  if (query() === '') return await showEmpty(begin)
  const controller = new AbortController()
  running = controller
  busy(true)
  const request = requestOf(offset)
  try {
    const result = await match(request, controller.signal)
    retries = 0
    if (running === controller) showAnswer(request, result, again)
  } catch (error) {
    if (running === controller) explain(error, request, () => run({ offset }))
  } finally {
    if (running === controller) busy(false)
  }
}

const again = options => options === undefined ? now() : run(options)

function begin (text) {
  byId('query').value = text
  byId('query').focus({ preventScroll: true })
  now()
}

function explain (error, request, retry) {
  if (error.name === 'AbortError') return
  if (!(error instanceof Refused || error instanceof Unreachable)) throw error
  showRefused(error instanceof Refused ? request : undefined)
  if (error instanceof Unreachable) return offline(error)
  if (error.code === 'starting') return watchHealth()
  if (error.passes && retries++ < MOST_RETRIES) return showCountdown(error.message, error.retryAfter, retry)
  if (error.status === 401) return showNotice('error', error.message, { withKey: true })
  showNotice('error', error.message, { actions: error.status >= 500 || error.passes ? { 'Try again': now } : {}, small: error.requestId === undefined ? '' : `Request ${error.requestId}` })
}

function offline (error) {
  ready = false
  const sentence = navigator.onLine ? `${error.message} The page goes on asking.` : 'You are offline. The page goes on when you are back.'
  showNotice('error', sentence, { actions: { 'Ask now': watchHealth }, small: 'What you wrote stays here.' })
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
  if (health.matcher_ready) return await proceed(health)
  ready = false
  const starting = health.status === 'starting'
  showNotice(starting ? 'wait' : 'error', `${starting ? 'Starting. ' : ''}${health.reasons.join(' ')}`, { small: starting ? 'You can write already.' : '' })
  poll = setTimeout(watchHealth, starting ? STARTING_POLL_MS : OFFLINE_POLL_MS)
}

async function proceed ({ corpora, status, reasons }) {
  const { settings, limits } = await get('info').catch(() => ({}))
  if (limits !== undefined) byId('query').maxLength = limits.text_characters
  await showCorpora(corpora, settings?.DEFAULT_CORPUS)
  ready = true
  await run()
  if (status === 'degraded' && byId('notice').hidden) showNotice('wait', reasons.join(' '))
}

byId('query').addEventListener('input', event => { if (!event.isComposing) soon() })
byId('query').addEventListener('compositionend', soon)
byId('query').addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  now()
})
byId('form').addEventListener('submit', event => { event.preventDefault(); now() })
byId('key').addEventListener('change', event => { useKey(event.target.value); watchHealth() })
window.addEventListener('online', watchHealth)

watchControls({ changed: soon, chosen: now })
watchHealth()
