import assert from 'node:assert/strict'
import { openDocument, textsOf, type, until } from './dom.mjs'

// Before React is loaded, which looks once for what there is.
const window = openDocument('<div id="root"></div>')

const post = body => new Request('https://my-site.example/api/match', { method: 'POST', body })

/** A route handler that passes on: the answer, the service's error, and a sentence where there is no service. */
export async function checkHandler ({ POST }) {
  const found = await POST(post('{"query":"I got laid off"}'))
  const { matches } = await found.json()
  assert.equal(found.status, 200)
  assert.ok(matches.length > 0)
  for (const body of ['{}', 'nonsense']) {
    const refused = await POST(post(body))
    assert.equal(refused.status, 400)
    assert.match((await refused.json()).message, /query/)
  }
  await withoutService(POST)
  await checkBusy(POST)
  console.log(matches.length, 'matches')
}

async function withoutService (POST) {
  await withFetch(async () => { throw new TypeError('fetch failed') }, async () => {
    const answer = await POST(post('{"query":"x"}'))
    assert.equal(answer.status, 503)
    assert.ok(answer.headers.has('retry-after'))
    assert.equal(typeof (await answer.json()).message, 'string')
  })
}

async function checkBusy (POST) {
  const busy = Response.json({ message: 'Come again.' }, { status: 429, headers: { 'retry-after': '7' } })
  await withFetch(async () => busy, async () => {
    const answer = await POST(post('{"query":"x"}'))
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [429, '7'])
  })
}

async function withFetch (stand, action) {
  const real = globalThis.fetch
  globalThis.fetch = stand
  await action().finally(() => { globalThis.fetch = real })
}

/** A site with that handler at its address and what `render` puts into it; a visitor types, and sees titles and, where there are none, the sentence. */
export async function site ({ POST }, render) {
  const real = globalThis.fetch
  let refuses = false
  globalThis.fetch = async (url, init) => {
    if (url !== '/api/match') return await real(url, init)
    return refuses ? Response.json({ message: 'Come again.' }, { status: 503 }) : await POST(new Request(`https://my-site.example${url}`, init))
  }
  render(window.document.querySelector('#root'))
  const field = () => window.document.querySelector('textarea')
  await until(window, () => field() !== null, 'the field')
  type(window, field(), 'I got laid off')
  await until(window, () => textsOf(window, 'li').length > 0, 'a match')
  console.log(textsOf(window, 'li').join('\n'))
  refuses = true
  type(window, field(), 'something else')
  await until(window, () => textsOf(window, '[role=status]')[0] === 'Come again.', 'the sentence of an error')
  assert.deepEqual(textsOf(window, 'li'), [], 'matches of the sentence before')
  type(window, field(), '')
  await until(window, () => textsOf(window, '[role=status]')[0] === '', 'no sentence, once the field is empty')
  process.exit()
}
