import { button, element } from './dom.js'

/** In single quotes, a POSIX shell changes nothing but the quote itself. */
const inShell = text => `'${text.replaceAll("'", String.raw`'\''`)}'`

const inScript = text => `'${text.replace(/['\\]/g, String.raw`\$&`)}'`

/** Line breaks of `JSON.stringify` stand only between values, never in one. */
const onOneLine = value => JSON.stringify(value, null, 1).replace(/(?<=[{[])\n *|\n *(?=[}\]])/g, '').replace(/\n */g, ' ')

export function curlOf (url, request, withKey) {
  const key = withKey ? " \\\n  -H 'x-api-key: YOUR_KEY'" : ''
  return `curl -s ${inShell(url)}${key} \\\n  -H 'content-type: application/json' \\\n  -d ${inShell(onOneLine(request))}`
}

export function fetchOf (url, request, withKey) {
  const key = withKey ? ", 'x-api-key': 'YOUR_KEY'" : ''
  const body = JSON.stringify(request, null, 2).replace(/^( *)"(\w+)":/gm, '$1$2:').replaceAll('\n', '\n  ')
  return `const response = await fetch(${inScript(url)}, {
  method: 'POST',
  headers: { 'content-type': 'application/json'${key} },
  body: JSON.stringify(${body})
})
const { matches } = await response.json()`
}

const SHOWN_MS = 2000

export function showRequest (where, url, request, withKey) {
  where.replaceChildren(snippet('curl', curlOf(url, request, withKey)), snippet('fetch', fetchOf(url, request, withKey)))
}

function snippet (name, text) {
  const code = element('pre', { tabIndex: 0, role: 'region', 'aria-label': `The request as ${name}` }, element('code', { textContent: text }))
  const told = element('span', { className: 'hidden', role: 'status' })
  const copyButton = button('Copy', async () => {
    const done = await copy(text, code)
    copyButton.textContent = done ? 'Copied' : 'Press Ctrl+C'
    told.textContent = done ? `The ${name} request is copied.` : 'The text is selected; copy it with the keyboard.'
    setTimeout(() => {
      copyButton.textContent = 'Copy'
      told.textContent = ''
    }, SHOWN_MS)
  }, { 'aria-label': `Copy as ${name}` })
  return element('div', { className: 'snippet' }, element('div', { className: 'snippet-head' }, element('h3', { textContent: name }), copyButton, told), code)
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
