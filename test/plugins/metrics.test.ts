import t from 'tap'
import { build, buildSmall, fakeEmbedder, storeOf } from '../helper.ts'

const ITEMS = { mentors: [{ id: 'a', text: 'one' }, { id: 'b', text: 'two' }], jobs: [{ id: 'c', text: 'three' }] }

t.test('are in the format of Prometheus: each line a comment or a number with a name', async t => {
  const app = await buildSmall(t, ITEMS)
  const { headers, body, statusCode } = await app.inject('/metrics')
  t.equal(statusCode, 200)
  t.match(headers['content-type'], /^text\/plain/)
  for (const line of body.trim().split('\n')) t.match(line, /^(# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? (-?[\d.e+-]+|Nan|[+-]Inf))?$/)
})

t.test('count answers by method, pattern of the route and status', async t => {
  const app = await buildSmall(t, ITEMS)
  await app.inject('/corpora/mentors/items/a')
  await app.inject('/corpora/mentors/items/b')
  await app.inject('/corpora/nothing/items/b')
  await app.inject('/some/where')
  const { body } = await app.inject('/metrics')
  const count = (route: string, status: number) => Number(body.split('\n').find(line => line.startsWith(`http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`))?.split(' ').at(-1))
  t.equal(count('/corpora/:name/items/:id', 200), 2)
  t.equal(count('/corpora/:name/items/:id', 404), 1)
  t.equal(count('none', 404), 1)
})

t.test('tell the items of each corpus and the texts that wait', async t => {
  const app = await build(t, {}, { embedder: fakeEmbedder({ state: () => ({ status: 'ready', waiting: 17 }) }), corpora: storeOf(ITEMS) })
  const { body } = await app.inject('/metrics')
  t.match(body, /^kindred_corpus_items\{corpus="mentors"\} 2$/m)
  t.match(body, /^kindred_corpus_items\{corpus="jobs"\} 1$/m)
  t.match(body, /^kindred_texts_waiting 17$/m)
  t.match(body, /^process_resident_memory_bytes \d/m)
})

t.test('tell nothing of what was asked', async t => {
  const app = await buildSmall(t, ITEMS)
  await app.inject('/match?q=SECRET')
  await app.inject('/SECRET')
  await app.inject('/corpora/SECRET')
  t.notMatch((await app.inject('/metrics')).body, 'SECRET')
})

t.test('of two apps in one process are counted apart', async t => {
  const [one, two] = [await buildSmall(t, ITEMS), await buildSmall(t, ITEMS)]
  await one.inject('/health')
  t.match((await one.inject('/metrics')).body, /route="\/health"/)
  t.notMatch((await two.inject('/metrics')).body, /route="\/health"/)
})
