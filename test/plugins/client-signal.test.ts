import t from 'tap'
import { fakeEmbedder, build, storeOf } from '../helper.ts'
import { checkedFetch } from '../openapi.ts'

const post = (body: object) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

t.test('a client that goes away takes its work with it', async t => {
  const gone = new AbortController()
  let given: AbortSignal | undefined
  const embedder = fakeEmbedder({
    embed: async (_, { signal }) => await new Promise((_resolve, reject) => {
      given = signal
      signal!.addEventListener('abort', () => reject(signal!.reason))
      gone.abort()
    })
  })
  const app = await build(t, {}, { embedder, corpora: storeOf({ mentors: [{ id: 'a' }] }) })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  await t.rejects(fetch(`${url}/match`, { ...post({ query: 'x' }), signal: gone.signal }), { name: 'AbortError' })
  while (!given!.aborted) await new Promise(resolve => setImmediate(resolve))
  t.match(given!.reason, { code: 'client_gone', status: 499 })
})

t.test('a client that waits gets its answer, however late it comes', async t => {
  const embedder = fakeEmbedder()
  const late = fakeEmbedder({
    embed: async (texts, options) => {
      for (let turn = 0; turn < 100; turn++) await new Promise(resolve => setImmediate(resolve))
      options.signal?.throwIfAborted()
      return await embedder.embed(texts, options)
    }
  })
  const app = await build(t, {}, { embedder: late, corpora: storeOf({ mentors: [{ id: 'a' }] }) })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  for (const [path, body] of Object.entries({ '/match': { query: 'x' }, '/embed': { texts: ['x'] }, '/v1/embeddings': { input: 'x' }, '/compare': { a: 'x', b: 'y' } })) {
    t.equal((await checkedFetch(url, path, post(body))).status, 200, path)
  }
})
