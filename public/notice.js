import { button, byId } from './dom.js'

let timer

export function hideNotice () {
  clearInterval(timer)
  byId('notice').hidden = true
  byId('notice-text').textContent = ''
}

/**
 * One thing the visitor should know, with what can be done about it.
 *
 * @param kind wait or error
 * @param actions text → function, as buttons
 */
export function showNotice (kind, text, { actions = {}, small = '', withKey = false } = {}) {
  clearInterval(timer)
  byId('notice').className = `notice ${kind}`
  // Said again only when it changes: a poll must not make a screen reader repeat itself.
  if (byId('notice-text').textContent !== text) byId('notice-text').textContent = text
  byId('countdown').textContent = small
  byId('key').hidden = !withKey
  byId('notice-actions').replaceChildren(...Object.entries(actions).map(([label, action]) => button(label, action)))
  byId('notice').hidden = false
}

/** The same, counting down to the moment at which `then` is called. */
export function showCountdown (text, seconds, then) {
  const at = performance.now() + seconds * 1000
  const go = () => {
    clearInterval(timer)
    then()
  }
  showNotice('wait', text, { actions: { 'Try now': go } })
  const tick = () => {
    const left = Math.ceil((at - performance.now()) / 1000)
    byId('countdown').textContent = `Trying again in ${Math.max(0, left)} s.`
    if (left <= 0) go()
  }
  tick()
  timer = setInterval(tick, 250)
}
