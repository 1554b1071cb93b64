import t from 'tap'
import { createClient, KindredError } from '../../src/client/index.ts'
import { build, buildSmall } from '../helper.ts'
import { json, serve, serveInTurn } from './servers.ts'

interface Story { id: string, title: string, topic_tags: string[] }

const app = await build(t)
const url = await app.listen({ port: 0, host: '127.0.0.1' })
const kindred = createClient({ url })

t.test('one text, vector or item is answered with its matches, several texts with a list of such answers', async t => {
  const one = await kindred.match<Story>({ query: 'I got laid off and dread interviews', corpus: 'mentors', limit: 3 })
  t.equal(one.matches.length, 3)
  t.equal(typeof one.matches[0]!.item.title, 'string')
  const { results } = await kindred.match<Story>({ queries: ['my first job', 'my last job'], limit: 1 })
  t.same(results.map(({ matches }) => matches.length), [1, 1])
  const { embeddings, dimensions } = await kindred.embed(['my first job'])
  t.equal(embeddings[0]?.length, dimensions)
  t.same((await kindred.match({ embedding: embeddings[0]!, limit: 1 })).matches[0]?.id, results[0]?.matches[0]?.id)
  t.ok(!(await kindred.match({ like: one.matches[0]!.id })).matches.some(({ id }) => id === one.matches[0]!.id))
})

t.test('every other route answers what it is asked', async t => {
  t.match(await kindred.compare('I was let go', 'They made me redundant'), { similarity: Number, distance: Number })
  const { corpora } = await kindred.corpora()
  t.ok(corpora.some(({ name }) => name === 'jobs'))
  t.match(await kindred.corpus('jobs'), { name: 'jobs', dimensions: 384 })
  const { items, limit, offset } = await kindred.items<Story>('mentors', { limit: 2, offset: 1 })
  t.match({ items: items.length, limit, offset }, { items: 2, limit: 2, offset: 1 })
  t.same(await kindred.item<Story>('mentors', items[0]!.id), items[0])
  t.equal((await kindred.items('jobs')).items.length, 50)
  t.equal((await kindred.items('jobs', { limit: 2, ...{ offset: undefined } as object })).items.length, 2, 'what is undefined is not said')
  t.match(await kindred.health(), { status: 'ok', matcher_ready: true })
  t.match(await kindred.info(), { name: 'kindred' })
  t.equal(await kindred.ready(), undefined)
})

t.test('an error has the sentence, the code, the list and the id of the service', async t => {
  const wrong = kindred.match({ query: 'x', corpus: 'mentor' })
  await t.rejects(wrong, { name: 'KindredError', code: 'corpus_not_found', status: 404, message: 'There is no corpus "mentor". Did you mean "mentors"?', retryAfter: undefined })
  const error = await kindred.match({ query: 'x', limit: 0 }).catch(error => error)
  t.ok(error instanceof KindredError)
  t.match(error, { code: 'invalid_request', status: 400, requestId: /^[\w-]{36}$/, detail: [{ path: 'limit', message: String }] })
})

t.test('the key is sent where there is one, also to a service below a path with or without a slash', async t => {
  const keyed = await buildSmall(t, { mentors: [{ id: 'a', text: 'one' }] }, { API_KEYS: 'k' })
  const keyedUrl = await keyed.listen({ port: 0, host: '127.0.0.1' })
  await t.rejects(createClient({ url: keyedUrl }).match({ query: 'one' }), { code: 'unauthorized', status: 401 })
  t.equal((await createClient({ url: keyedUrl, key: 'k' }).match({ query: 'one' })).matches[0]?.id, 'a')

  const below = await serve(t, ({ url, headers }, response) => json(200, { url, key: headers['x-api-key'] ?? 'none' })(response))
  for (const base of ['/tools/kindred', '/tools/kindred/']) t.same(await createClient({ url: below + base }).corpora(), { url: '/tools/kindred/corpora', key: 'none' })
})

t.test('names and ids with slashes and spaces arrive whole', async t => {
  const { url } = await serveInTurn(t, (response, { url }) => json(200, { url })(response))
  t.same(await createClient({ url }).item('a b', 'c/d?e'), { url: '/corpora/a%20b/items/c%2Fd%3Fe' })
})

t.test('another fetch takes the place of the global one', async t => {
  const asked: string[] = []
  const mine = createClient({ url: 'http://nowhere.example', fetch: async (url, { method = 'GET' }) => { asked.push(`${method} ${url}`); return Response.json({ corpora: [] }) } })
  await mine.corpora()
  await mine.match({ query: 'x' })
  t.same(asked, ['GET http://nowhere.example/corpora', 'POST http://nowhere.example/match'])
})
