import t from 'tap'
import type { Item } from '../../src/matching/ports.ts'
import { build, buildSmall, FAKE_MODEL, fakeVector } from '../helper.ts'

interface Match { id: string, score: number, item: Item }

t.test('the shipped stories', async t => {
  const app = await build(t)
  const match = async (payload: object) => await app.inject({ method: 'POST', url: '/match', payload })

  t.test('are answered by meaning', async t => {
    const response = await match({ query: 'I got laid off and dread interviews' })
    t.equal(response.statusCode, 200)
    t.equal(response.json().matches.length, 5)
    t.match(response.headers['server-timing'], /^tokenize;dur=[\d.]+, queue;dur=[\d.]+, infer;dur=[\d.]+, search;dur=[\d.]+$/)
    t.equal(response.headers['cache-control'], 'no-store')
  })

  t.test('are told with the corpus, the model and what was counted', async t => {
    const { matches, ...rest } = (await match({ query: 'hello' })).json()
    const { items } = (await app.inject('/corpora/mentors')).json()
    t.match(rest, { corpus: 'mentors', total: items, total_is: 'exact', model: 'Xenova/all-MiniLM-L6-v2', served_by: 'memory', exact: true, warnings: [] })
    t.ok(rest.took_ms >= 0)
    for (const { id, item } of matches) t.same((await app.inject(`/corpora/mentors/items/${id}`)).json(), item)
  })

  t.test('find themselves by their own text', async t => {
    const [item] = (await app.inject('/corpora/mentors/items?limit=1')).json().items
    const [best] = (await match({ query: `${item.title} ${item.content}` })).json().matches
    t.equal(best.id, item.id)
  })

  t.test('are the same by POST, by GET, in a batch and by a vector made before', async t => {
    const query = 'how do I tell my manager that I am burning out? + 100%'
    const { matches } = (await match({ query, limit: 7 })).json()
    const byGet = await app.inject(`/match?q=${encodeURIComponent(query)}&limit=7`)
    t.same(byGet.json().matches, matches)
    t.match(byGet.headers, { 'cache-control': 'no-store', 'server-timing': /search;dur=/ })
    t.same((await match({ queries: ['hello', query], limit: 7 })).json().results[1].matches, matches)
    const { embeddings: [embedding] } = (await app.inject({ method: 'POST', url: '/embed', payload: { texts: [query] } })).json()
    const scored = (list: Match[]) => list.map(({ id, score, item }) => ({ id, score, item }))
    t.same(scored((await match({ embedding, limit: 7 })).json().matches), scored(matches))
    t.same(scored((await match({ embedding: embedding.map((value: number) => value * 1000), limit: 7 })).json().matches), scored(matches), 'of any length')
  })

  t.test('that are too long to be read whole are answered with a warning', async t => {
    const { warnings } = (await match({ query: 'word '.repeat(400) })).json()
    t.same(warnings[0], { code: 'query_truncated', message: 'Only the first 256 of 402 tokens were read.' })
  })

  t.test('of another corpus with the same model can be asked for what is like them', async t => {
    const [{ id }] = (await app.inject('/corpora/jobs/items?limit=1')).json().items
    const response = await match({ like: { corpus: 'jobs', id }, corpus: 'mentors' })
    t.equal(response.statusCode, 200)
    t.equal(response.json().matches.length, 5)
  })
})

const ITEMS: Record<string, Item[]> = {
  mentors: Array.from({ length: 30 }, (_, i) => ({ id: `m${i}`, text: `text ${i}`, even: i % 2 === 0, number: i, address: { city: i < 10 ? 'Berlin' : 'Paris' } })),
  jobs: [{ id: 'j1', text: 'text 3' }, { id: 'm3', text: 'a job' }],
  twins: Array.from({ length: 12 }, (_, i) => ({ id: String(i), text: 'the same' })),
  none: []
}

t.test('a match', async t => {
  const app = await buildSmall(t, ITEMS)
  const match = async (payload: object) => (await app.inject({ method: 'POST', url: '/match', payload })).json()
  const all = (await match({ query: 'one', limit: 30 })).matches as Match[]

  t.test('is sorted by score, each the cosine to six decimals', async t => {
    t.equal(all.length, 30)
    t.same(all, all.toSorted((a, b) => b.score - a.score))
    const query = fakeVector('one')
    for (const { item, score } of all) {
      const cosine = fakeVector(String(item['text'])).reduce((sum, value, i) => sum + value * query[i]!, 0)
      t.ok(Math.abs(score - cosine) <= 5.1e-7)
      t.equal(score, Math.round(score * 1e6) / 1e6)
    }
  })

  t.test('has pages that neither overlap nor leave one out', async t => {
    const pages = await Promise.all([0, 7, 14, 21, 28].map(async offset => (await match({ query: 'one', limit: 7, offset })).matches))
    t.same(pages.flat(), all)
  })

  t.test('settles ties by the id, on every page', async t => {
    const pages = await Promise.all([0, 5, 10].map(async offset => (await match({ query: 'one', corpus: 'twins', limit: 5, offset })).matches))
    t.same(pages.flat().map(({ id }: Match) => id), ITEMS['twins']!.map(({ id }) => id).sort())
  })

  t.test('leaves out what is below the threshold, and counts it', async t => {
    const threshold = all[4]!.score - 1e-6
    const { matches, total } = await match({ query: 'one', threshold, limit: 30 })
    t.same(matches, all.slice(0, 5))
    t.equal(total, 30)
  })

  t.test('leaves out what is excluded, and does not count it', async t => {
    const { matches, total } = await match({ query: 'one', exclude: [all[0]!.id, all[2]!.id, 'nobody'], limit: 30 })
    t.same(matches, all.filter((_, i) => i !== 0 && i !== 2))
    t.equal(total, 28)
  })

  t.test('keeps to the filter, and counts what it leaves', async t => {
    const { matches, total } = await match({ query: 'one', filter: { even: true, 'address.city': 'Berlin', number: { gte: 4 } }, limit: 30 })
    t.same(matches, all.filter(({ item }) => [4, 6, 8].includes(Number(item['number']))))
    t.equal(total, 3)
  })

  t.test('returns the fields that were asked for', async t => {
    const only = async (fields: string[]) => (await match({ query: 'one', limit: 1, fields })).matches[0].item
    t.same(await only([]), {})
    t.same(await only(['text']), { text: all[0]!.item['text'] })
    t.same(Object.keys(await only(['address.city', 'id'])), ['address.city', 'id'])
  })

  t.test('of what is like an item leaves that item out, and not one of the same id in another corpus', async t => {
    const own = await match({ like: 'm3', limit: 30 })
    t.equal(own.total, 29)
    t.notOk(own.matches.some(({ id }: Match) => id === 'm3'))
    const named = await match({ like: { corpus: 'mentors', id: 'm3' }, limit: 30 })
    t.same(named.matches, own.matches)
    const other = await match({ like: { corpus: 'mentors', id: 'm3' }, corpus: 'jobs' })
    t.same(other.matches.map(({ id }: Match) => id), ['j1', 'm3'])
    t.equal(other.matches[0].score, 1)
  })

  t.test('of several texts answers each in its place', async t => {
    const texts = ['one', 'two', 'one', 'three']
    const { results } = await match({ queries: texts, limit: 3 })
    const alone = await Promise.all(texts.map(async query => (await match({ query, limit: 3 })).matches))
    t.same(results.map(({ matches }: { matches: Match[] }) => matches), alone)
  })

  t.test('of one text in a list is a list of one', async t => {
    t.equal((await match({ queries: ['one'] })).results.length, 1)
  })

  t.test('in a corpus without items is an answer without matches', async t => {
    t.match(await match({ query: 'one', corpus: 'none' }), { matches: [], total: 0, model: FAKE_MODEL })
  })

  t.test('names its corpus, or is one in DEFAULT_CORPUS', async t => {
    t.equal((await match({ query: 'one' })).corpus, 'mentors')
    const other = await buildSmall(t, ITEMS, { DEFAULT_CORPUS: 'jobs' })
    t.equal((await other.inject('/match?q=one')).json().corpus, 'jobs')
    t.equal((await other.inject('/match?q=one&corpus=twins')).json().corpus, 'twins')
  })
})
