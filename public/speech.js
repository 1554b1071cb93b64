import { byId } from './dom.js'

/** Long enough that somebody who goes on writing is not talked to. */
const PAUSE_MS = 1000

let timer

/** What a screen reader says next; a later sentence takes the place of one that was not said yet. */
export function say (text, { afterMs = 0 } = {}) {
  clearTimeout(timer)
  timer = setTimeout(() => { byId('spoken').textContent = text }, afterMs)
}

export const sayAfterPause = text => say(text, { afterMs: PAUSE_MS })

/** What was about to be said is no longer true. The next sentence is said even if it is the last one again. */
export function hush () {
  clearTimeout(timer)
  byId('spoken').textContent = ''
}
