// node document.mjs <module>: runs a page's script on the HTML in PLACE_HTML, types a sentence while the service is still waking, and others.
// In the end no request comes through any more, as when an origin may not call; then time passes a thousand times as fast.
import assert from 'node:assert/strict'
import { openDocument, textsOf, type, until } from './dom.mjs'

const calls = []
const ask = globalThis.fetch
globalThis.fetch = async (url, init) => {
  calls.push(init)
  return await ask(url, init)
}

const window = openDocument(process.env.PLACE_HTML)
await import(process.argv[2])
const field = window.document.querySelector('textarea')
const [status, items] = ['[role=status]', 'li'].map(selector => () => textsOf(window, selector))

type(window, field, 'I got laid off')
await until(window, () => /[12] s …$/.test(status()[0]), 'that it waits')
await until(window, () => items().length > 0, 'a match')
assert.equal(status()[0], '')
assert.equal(calls.length, 2, 'letters typed quickly make one request, sent again once')

const before = items()
type(window, field, 'my daughter wants to become a nurse')
await until(window, () => calls.length === 3, 'the second request')
type(window, field, 'moving abroad for a partner')
await until(window, () => calls.length === 4 && items().join() !== before.join(), 'other matches')
assert.ok(calls[2].signal.aborted, 'the request before the last is aborted')
console.log(items().join('\n'))

globalThis.fetch = async () => { throw new TypeError('Failed to fetch') }
type(window, field, 'a sentence that gets no answer')
await until(window, () => / s …$/.test(status()[0]), 'that it asks again')
type(window, field, '')
await until(window, () => status()[0] === '' && items().length === 0, 'nothing, once the field is empty')

globalThis.fetch = ask
type(window, field, 'moving abroad for a partner')
await until(window, () => items().length > 0, 'a match again')

let refused = 0
globalThis.fetch = async () => { refused++; throw new TypeError('Failed to fetch') }
const inTime = globalThis.setTimeout
globalThis.setTimeout = (action, ms) => inTime(action, ms / 1000)
const now = performance.now.bind(performance)
performance.now = () => now() * 1000
type(window, field, 'a sentence that gets no answer')
await until(window, () => status()[0] !== '' && !/ s …$/.test(status()[0]), 'that it gives up')
assert.ok(refused > 1 && refused <= 40, `gives up after ${refused} tries, not at once and not after minutes`)
assert.deepEqual(items(), [], 'matches of the sentence before')
process.exit()
