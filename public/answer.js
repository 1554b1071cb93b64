import { addressOf, hasKey } from './api.js'
import { corpus, requestOf, resetFilters, resetThreshold } from './controls.js'
import { button, byId } from './dom.js'
import { aboutCorpus, examplesOf } from './examples.js'
import { matchElement, titleOf } from './matches.js'
import { number } from './parts.js'
import { showNotice } from './notice.js'
import { showRequest } from './request.js'
import { hush, sayAfterPause } from './speech.js'
import { showTiming } from './timing.js'

const FEWEST_OF_A_PAGE = 5

/** Warnings are written for whoever calls the service; this is what they mean to whoever writes into the page. The summary tells of weak matches. */
const WARNINGS = { query_truncated: message => `Your text is longer than the model reads. ${message}`, weak_matches: () => '' }

const ABOUT = {
  rated: 'A percentage says how far a match stands out from what is unrelated here. It orders the answers; it is no verdict, and it can be wrong.',
  bare: 'A score is the cosine between two meanings as the model sees them, from −1 to 1. It orders the answers; it is no percentage and no verdict, and it can be wrong.'
}

export function busy (is) {
  byId('results').setAttribute('aria-busy', String(is))
}

/** What is shown belongs to an earlier request. */
export function stale (is) {
  byId('matches').classList.toggle('stale', is)
  byId('summary').textContent = is && byId('matches').hasChildNodes() ? 'Found for what you wrote before:' : ''
}

function behind ({ timing, request }) {
  byId('how').hidden = timing || request
  byId('behind').hidden = !(timing || request)
  byId('timing-section').hidden = !timing
}

export function showAnswer (request, { answer, serverTiming, tripMs }, again) {
  const { matches, total, corpus, warnings } = answer
  const offset = request.offset ?? 0
  const nodes = matches.map(match => matchElement(match, corpus))
  if (offset > 0) byId('matches').append(...nodes)
  else byId('matches').replaceChildren(...nodes)
  const shown = offset + matches.length
  const left = shown < total && matches.length > 0 && (request.threshold === undefined || matches.length >= FEWEST_OF_A_PAGE)
  stale(false)
  byId('examples').hidden = true
  byId('more').hidden = !left
  byId('more').onclick = () => again({ offset: shown })
  byId('about-scores').hidden = shown === 0
  byId('about-scores').textContent = ABOUT[matches.some(({ strength }) => strength !== undefined) ? 'rated' : 'bare']
  behind({ timing: true, request: true })
  showTiming(byId('timing'), serverTiming, tripMs)
  showRequest(byId('request'), addressOf('match'), request, hasKey())
  if (shown === 0) return showNone(request, total, again)
  byId('summary').textContent = summaryOf(shown, answer, request, left)
  const warned = warnings.map(({ code, message }) => WARNINGS[code]?.(message) ?? message).join(' ').trim()
  if (warned !== '') showNotice('wait', warned)
  sayAfterPause([`${byId('summary').textContent}.`, offset === 0 ? `First: ${titleOf(matches[0])}.` : '', warned].join(' ').trim())
  if (offset > 0) nodes[0]?.querySelector('h3').focus()
}

function summaryOf (shown, { total, total_is: kind, warnings }, { threshold }, left) {
  const all = `${number(total)}${kind === 'at_least' ? ' or more' : ''}`
  if (warnings.some(({ code }) => code === 'weak_matches')) return 'Nothing here comes close; a few more words may help'
  if (shown === total) return total === 1 ? 'The only one there is' : `All ${all}, the nearest first`
  if (threshold !== undefined && !left) return `${shown} of ${all} score ${threshold.toFixed(2)} or more`
  return `The ${shown} nearest of ${all}`
}

function showNone ({ threshold, filter }, total, again) {
  const clear = filter === undefined ? {} : { 'Clear the filters': async () => { await resetFilters(); again() } }
  const lower = threshold === undefined ? {} : { 'Show any score': () => { resetThreshold(); again() } }
  if (total === 0) return showNotice('wait', filter === undefined ? 'This corpus has no items yet.' : 'No item passes the filters.', { actions: clear })
  const among = `${total === 1 ? 'the one item' : `the ${number(total)} items`}${filter === undefined ? '' : ' that pass the filters'}`
  showNotice('wait', `None of ${among} is as close as ${threshold?.toFixed(2)}.`, { actions: { ...lower, ...clear } })
}

/** What stands there before anything was written; `begin` is called with an example that is picked. */
export async function showEmpty (begin) {
  busy(false)
  hush()
  byId('matches').replaceChildren()
  stale(false)
  for (const id of ['more', 'about-scores']) byId(id).hidden = true
  behind({ timing: false, request: false })
  const name = corpus()
  const examples = await examplesOf(name)
  if (requestOf(0).query !== '' || corpus() !== name) return
  byId('summary').textContent = examples.length > 0 ? 'For example' : ''
  byId('examples').replaceChildren(...examples.map(text => button(text, () => begin(text), { dir: 'auto' })))
  byId('examples').hidden = false
}

/** A request that was refused is what somebody who writes a client wants to see. */
export function showRefused (request) {
  stale(true)
  byId('examples').hidden = true
  byId('more').hidden = true
  if (request === undefined) return
  behind({ timing: false, request: true })
  showRequest(byId('request'), addressOf('match'), request, hasKey())
}

export function showAbout () {
  byId('about-corpus').textContent = aboutCorpus(corpus())
}
