import { button, element, spoken } from './dom.js'
import { say } from './speech.js'

const APOSTROPHE = String.raw`\u0027`

const inScript = text => `'${text.replace(/['\\]/g, String.raw`\$&`)}'`

/** Line breaks of `JSON.stringify` stand only between values, never in one. */
const onOneLine = value => JSON.stringify(value, null, 1).replace(/(?<=[{[])\n *|\n *(?=[}\]])/g, '').replace(/\n */g, ' ')

/** What a terminal or a reader would not see as it is: controls, and marks that turn the direction of what follows. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g
const escaped = character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * One line without a single quote in the JSON: what stands between single quotes is then the same text for bash, zsh and PowerShell from 7.3 on,
 * which disagree about how to write a quote and how to go on in the next line.
 */
export function curlOf (url, request, withKey) {
  const key = withKey ? " -H 'x-api-key: YOUR_KEY'" : ''
  const body = onOneLine(request).replace(UNSEEN, escaped).replaceAll("'", APOSTROPHE)
  return `curl -sS '${url.replaceAll("'", '%27')}'${key} -H 'content-type: application/json' -d '${body}'`
}

export function fetchOf (url, request, withKey) {
  const key = withKey ? ", 'x-api-key': 'YOUR_KEY'" : ''
  const body = JSON.stringify(request, null, 2).replace(UNSEEN, escaped).replace(/^( *)"(\w+)":/gm, '$1$2:').replaceAll('\n', '\n  ')
  return `const response = await fetch(${inScript(url)}, {
  method: 'POST',
  headers: { 'content-type': 'application/json'${key} },
  body: JSON.stringify(${body})
})
const { matches } = await response.json()`
}

const SHOWN_MS = 2000

export function showRequest (where, url, request, withKey) {
  where.replaceChildren(
    snippet('curl', curlOf(url, request, withKey), 'bash, zsh, PowerShell 7.3+'),
    snippet('fetch', fetchOf(url, request, withKey), 'browsers, Node, Deno, Bun'))
}

function snippet (name, text, place) {
  const code = element('pre', { tabIndex: 0, role: 'region', 'aria-label': `The request as ${name}`, className: name }, element('code', { textContent: text }))
  const label = document.createTextNode('Copy')
  const copyButton = button('', async () => {
    const done = await copy(text, code)
    label.data = done ? 'Copied' : 'Selected'
    say(done ? `The ${name} request is copied.` : 'The text is selected; copy it with the keyboard.')
    setTimeout(() => { label.data = 'Copy' }, SHOWN_MS)
  })
  copyButton.append(label, spoken(` as ${name}`))
  const heading = element('h3', {}, name, element('span', { className: 'soft', textContent: ` ${place}` }))
  return element('div', { className: 'snippet' }, element('div', { className: 'snippet-head' }, heading, copyButton), code)
}

/** The frame of another site often may not use the clipboard; the selection can still be copied there. */
async function copy (text, code) {
  try {
    if (document.featurePolicy?.allowsFeature('clipboard-write') === false) throw new Error('The clipboard is not for this frame.')
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    window.getSelection().selectAllChildren(code)
    return document.execCommand('copy')
  }
}
