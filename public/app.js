import { ask, match, useKey } from './api.js'
import { busy, showAbout, showAnswer, showEmpty, showRefused } from './answer.js'
import { KindredError, latest } from './client.js'
import { query, requestOf, showCorpora, watchControls } from './controls.js'
import { byId } from './dom.js'
import { hideNotice, showCountdown, showNotice } from './notice.js'
import { hush } from './speech.js'

const STARTING_POLL_MS = 500
const OFFLINE_POLL_MS = 2000

let ready = false
let poll

/** Starts a match as soon as the visitor pauses; whatever ran before is given up at once. */
const search = latest(answer)
const now = () => search.now()

function soon () {
  hush()
  search()
}

async function answer (signal, { offset = 0 } = {}) {
  if (!ready) return
  hideNotice()
  showAbout()
  if (query() === '') return await showEmpty(begin)
  const request = requestOf(offset)
  try {
    const result = await match(request, { signal, onTry: () => busy(true), onWait: wait => showWait(wait, request) })
    if (signal.aborted) return
    hideNotice()
    showAnswer(request, result, again)
  } catch (error) {
    if (!signal.aborted) explain(error, request)
  } finally {
    if (!signal.aborted) busy(false)
  }
}

const again = options => search.now(options)

function begin (text) {
  byId('query').value = text
  byId('query').focus({ preventScroll: true })
  now()
}

/** A service that starts, or from which nothing comes, is watched until it is there again: its corpora may be others then. */
function showWait ({ why, message, seconds, error }, request) {
  busy(false)
  showRefused(error.status === 0 ? undefined : request)
  if (why !== 'starting' && error.status !== 0) return showCountdown(message, seconds, now)
  search.cancel()
  if (why === 'starting') watchHealth()
  else offline(error)
}

function explain (error, request) {
  if (!(error instanceof KindredError)) throw error
  const { status, message, requestId } = error
  showRefused(request)
  if (status === 401) return showNotice('error', message, { withKey: true })
  showNotice('error', message, { actions: status >= 500 || status === 429 ? { 'Try again': now } : {}, small: requestId === undefined ? '' : `Request ${requestId}` })
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
    health = await ask().health()
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
  const { settings, limits } = await ask().info().catch(() => ({}))
  if (limits !== undefined) byId('query').maxLength = limits.text_characters
  await showCorpora(corpora, settings?.DEFAULT_CORPUS)
  ready = true
  await search.now()
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
