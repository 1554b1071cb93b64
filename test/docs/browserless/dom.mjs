import { JSDOM } from 'jsdom'

const PATIENCE_MS = 20_000

/** Puts a document where a script in a page finds it. fetch stays Node's. */
export function openDocument (html) {
  const { window } = new JSDOM(`<!doctype html><body>${html}</body>`, { url: 'https://my-site.example/' })
  for (const name of ['window', 'document', 'navigator', 'Node', 'Element', 'HTMLElement', 'HTMLIFrameElement', 'Event']) {
    Object.defineProperty(globalThis, name, { value: name === 'window' ? window : window[name], configurable: true, writable: true })
  }
  return window
}

/** Types letter by letter, as a visitor does, or empties the field; React listens to the element's own setter. */
export function type (window, field, text) {
  const { set } = Object.getOwnPropertyDescriptor(window.HTMLTextAreaElement.prototype, 'value')
  for (let length = Math.min(1, text.length); length <= text.length; length++) {
    set.call(field, text.slice(0, length))
    field.dispatchEvent(new window.Event('input', { bubbles: true }))
  }
}

/** @throws Error with what is shown instead */
export async function until (window, condition, what) {
  const latest = Date.now() + PATIENCE_MS
  while (!condition()) {
    if (Date.now() > latest) throw new Error(`${what} is not shown: ${window.document.body.innerHTML}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

export const textsOf = (window, selector) => [...window.document.querySelectorAll(selector)].map(node => node.textContent)
