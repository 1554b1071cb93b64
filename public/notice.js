import { button, byId } from './dom.js'
import { say } from './speech.js'

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
  // Said again only when it changes: a poll must not make a screen reader repeat itself, nor take a button away from under the keyboard.
  const news = byId('notice-text').textContent !== text
  if (news) {
    byId('notice-text').textContent = text
    say(text)
  }
  byId('countdown').textContent = small
  byId('key').hidden = !withKey
  const labels = [...byId('notice-actions').children].map(({ textContent }) => textContent)
  if (news || labels.join() !== Object.keys(actions).join()) byId('notice-actions').replaceChildren(...Object.keys(actions).map(label => button(label)))
  Object.values(actions).forEach((action, i) => { byId('notice-actions').children[i].onclick = action })
  byId('notice').hidden = false
}

/** The same, counting down to the next try; `now` is what the button does. */
export function showCountdown (text, seconds, now) {
  const at = performance.now() + seconds * 1000
  showNotice('wait', text, { actions: { 'Try now': now } })
  const tick = () => {
    const left = Math.ceil((at - performance.now()) / 1000)
    byId('countdown').textContent = left > 0 ? `Trying again in ${left} s.` : 'Trying again …'
  }
  tick()
  timer = setInterval(tick, 250)
}
