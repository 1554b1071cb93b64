import t from 'tap'
import { buildApp } from '../../../src/app.ts'
import { loadConfig } from '../../../src/config.ts'
import type { Item } from '../../../src/matching/ports.ts'
import { build, buildSmall, checked, fakeEmbedder, storeOf } from '../../helper.ts'
import { serve } from './clients/serve.ts'
import { storyChat } from './clients/story-chat.ts'

const NULLS = Object.fromEntries(['title', 'content', 'topic_tags', 'user_id', 'timestamp', 'post_id', 'comment_id'].map(name => [name, null]))
const FULL = { title: 'A title', content: 'A story', topic_tags: ['a', 'b', 'c', 'd'], user_id: 'u1', timestamp: '2023-01-30T03:11:39Z' }
const ROWS: Item[] = [
  { id: 'full', ...FULL },
  { id: 'empty', ...NULLS },
  { id: 'bare' },
  { id: 'comment', ...FULL, comment_id: 7 },
  { id: 'post', ...FULL, post_id: 'p9' },
  { id: 'odd', title: 5, content: ['x'], topic_tags: 'grief, work;', user_id: 17, timestamp: 'soon' },
  { id: 'some-tags', ...FULL, topic_tags: [null, 'work', '', 3] },
  { id: 'no-date', ...FULL, timestamp: 'NaN' }
]
const ALL = { top_k: 20, min_similarity: -1 }

t.test('the chat', async t => {
  const app = await build(t)
  const { base, fetch } = await serve(app)
  const chat = storyChat(base, fetch)
  const said = (...texts: string[]) => texts.map(content => ({ role: 'user' as const, content }))

  t.test('waits until the service is ready', async t => {
    t.equal(await chat.ready(), true)
  })

  t.test('shows stories for the last three messages', async t => {
    const messages = [...said('hello', 'My boss let me go on Friday.'), { role: 'assistant' as const, content: 'I am sorry.' }, ...said('I have to apply again.', 'Interviews scare me.')]
    const { cards, warning } = await chat.findStories(messages)
    t.equal(cards.length, 3)
    t.equal(warning, undefined)
    const { matches } = (await app.inject({ method: 'POST', url: '/match', payload: { query: 'My boss let me go on Friday. I have to apply again. Interviews scare me.', limit: 3 } })).json()
    t.same(cards.map(({ link }) => link), matches.map(({ id }: { id: string }) => `/posts/${id}`), 'the same as by /match')
    for (const { title, excerpt, tags, match, year, ago } of cards) {
      t.ok(title !== '' && excerpt !== '')
      t.equal(tags.length, 3)
      t.match(match, /^\d\d% match$/)
      t.ok(year >= 2015 && year <= 2030)
      t.match(ago, /^\d+ days ago$/)
    }
  })

  t.test('shows nothing for nonsense that no story is near to', async t => {
    t.same((await chat.findStories(said('asdf qwer zxcv'))).cards, [])
  })

  t.test('shows nothing for blank messages', async t => {
    t.same(await chat.findStories(said(' ', '\n', '')), { cards: [] })
  })

  t.test('sends messages longer than the limit and is answered by the newest, which it is told', async t => {
    const now = 'I got laid off and dread interviews.'
    const { cards, warning } = await chat.findStories(said('We repair old radios. '.repeat(200), 'The boiler is broken. '.repeat(200), now.repeat(60)))
    t.match(warning, /^Only the last 5000 characters were read\. Only the last 256 of \d+ tokens were read\.$/)
    const alone = await chat.findStories(said(now.repeat(60)))
    t.same(cards.map(({ title }) => title), alone.cards.map(({ title }) => title))
  })

  t.test('is told when only the end was read by the model', async t => {
    const { cards, warning } = await chat.findStories(said('We repair old radios. '.repeat(40), 'The boiler is broken. '.repeat(40), 'I got laid off and dread interviews. '.repeat(60)))
    t.match(warning, /^Only the last 256 of \d+ tokens were read\.$/)
    t.ok(cards.length > 0)
  })

  t.test('can read the warning from a page of another origin', async t => {
    const { headers } = await app.inject({ method: 'POST', url: '/api/match', headers: { origin: 'https://chat.example' }, payload: { user_text: 'word '.repeat(1200) } })
    t.match(headers['x-kindred-warning'], /^Only the last 5000 characters were read\./)
    t.match(headers['access-control-expose-headers'], /X-Kindred-Warning/)
    t.equal(headers['cache-control'], 'no-store')
  })
})

t.test('rows of any kind', async t => {
  const app = await buildSmall(t, { mentors: ROWS })
  const answer = async (body: object = {}) => await app.inject({ method: 'POST', url: '/api/match', payload: { user_text: 'hello', ...ALL, ...body } })
  const stories = (await answer()).json() as Record<string, unknown>[]
  const story = (id: string) => stories.find(each => each['id'] === id)!

  t.test('are all answered, each with an id', async t => {
    t.same(stories.map(each => each['id']).sort(), ROWS.map(({ id }) => id).sort())
    for (const each of stories) t.same(Object.keys(each), ['id', 'content', 'title', 'topic_tags', 'similarity_score', 'user_id', 'timestamp', 'post_id', 'comment_id'])
  })

  t.test('give the chat a link, a number, a date and a list of tags', async t => {
    const { base, fetch } = await serve(app)
    const { cards } = await storyChat(base, async (url, init) => await fetch(url, init === undefined ? init : { ...init, body: JSON.stringify({ ...JSON.parse(String(init.body)), ...ALL }) })).findStories([{ role: 'user', content: 'hello' }])
    t.equal(cards.length, ROWS.length)
    for (const card of cards) t.notMatch(JSON.stringify(card), /NaN|undefined|null/)
  })

  t.test('with nulls have the same shape as those without the fields', async t => {
    const empty = { content: '', title: '', topic_tags: [], user_id: null, timestamp: '2026-01-01T00:00:00.000Z', comment_id: null }
    t.match(story('empty'), { ...empty, post_id: 'empty' })
    t.match(story('bare'), { ...empty, post_id: 'bare' })
  })

  t.test('with values of other types are read as far as they can be', async t => {
    t.match(story('odd'), { title: '5', content: 'x', topic_tags: ['grief', 'work'], user_id: '17', timestamp: '2026-01-01T00:00:00.000Z' })
    t.same(story('some-tags')['topic_tags'], ['work', '3'])
    t.equal(story('no-date')['timestamp'], '2026-01-01T00:00:00.000Z')
    t.equal(story('full')['timestamp'], '2023-01-30T03:11:39.000Z')
  })

  t.test('are posts unless they say that they are comments', async t => {
    t.match(story('full'), { post_id: 'full', comment_id: null })
    t.match(story('post'), { post_id: 'p9', comment_id: null })
    t.match(story('comment'), { post_id: null, comment_id: '7' })
  })
})

t.test('what is wrong is answered 422 in the words of FastAPI and in our own', async t => {
  const app = await buildSmall(t, { mentors: ROWS })
  const answer = async (payload: object) => await app.inject({ method: 'POST', url: '/api/match', payload })
  const refused = async (payload: object, message: string, path: string) => {
    const response = await answer(payload)
    t.equal(response.statusCode, 422, message)
    t.match(response.json(), { error: 'unprocessable_request', message, status: 422, detail: [{ path, message, loc: ['body', path], msg: message, type: 'value_error' }] })
  }
  await refused({ user_text: 'hello', top_k: 0 }, 'top_k must be 1 or more.', 'top_k')
  await refused({ user_text: 'hello', top_k: 21 }, 'top_k must be 20 or less.', 'top_k')
  await refused({ user_text: 'hello', n: 0 }, 'n must be 1 or more.', 'n')
  await refused({ user_text: 'hello', top_k: 3, n: 4 }, 'top_k and n mean the same; give one of them.', 'n')
  await refused({ user_text: 'hello', min_similarity: 2 }, 'min_similarity must be 1 or less.', 'min_similarity')
  await refused({ user_text: '' }, 'user_text is empty.', 'user_text')
  await refused({ user_text: 5 }, 'user_text must be a text.', 'user_text')
  await refused({}, 'user_text is missing.', 'user_text')
  await refused({ user_text: 'hello', topk: 3 }, 'There is no field "topk". Did you mean "top_k"?', 'topk')
  const { detail } = (await app.inject({ method: 'POST', url: '/api/match', headers: { 'content-type': 'application/json' }, payload: 'null' })).json()
  t.match(detail, [{ path: '', loc: ['body'], msg: 'The body must be an object.' }])
})

t.test('the number of stories has all its names', async t => {
  const app = await buildSmall(t, { mentors: ROWS })
  for (const name of ['top_k', 'top_n', 'n', 'num_matches', 'max_results', 'limit']) {
    const response = await app.inject({ method: 'POST', url: '/api/match', payload: { user_text: 'hello', min_similarity: -1, [name]: 2 } })
    t.equal(response.json().length, 2, name)
  }
  const { length } = (await app.inject({ method: 'POST', url: '/api/match', payload: { user_text: 'hello', min_similarity: -1 } })).json()
  t.equal(length, 5, 'five without one')
})

t.test('stories come from the corpus that MENTORS_CORPUS names, and a missing one is told to who runs the service', async t => {
  const ask = { method: 'POST', url: '/api/match', payload: { user_text: 'hello', min_similarity: -1 } } as const
  const other = await buildSmall(t, { posts: [{ id: 'p' }], mentors: ROWS }, { MENTORS_CORPUS: 'posts' })
  t.match((await other.inject(ask)).json(), [{ id: 'p' }])
  const none = await (await buildSmall(t, { jobs: [{ id: 'j' }] })).inject(ask)
  t.equal(none.statusCode, 404)
  t.match(none.json(), { error: 'corpus_not_found', detail: 'There is no corpus "mentors" here, which this route reads. Make one of that name, or name another one in the setting MENTORS_CORPUS.' })
})

t.test('blank text costs nothing of the rate limit, any other one text', async t => {
  const app = await buildSmall(t, { mentors: ROWS }, { RATE_LIMIT_PER_MINUTE: '1' })
  const status = async (text: string) => (await app.inject({ method: 'POST', url: '/api/match', payload: { user_text: text } })).statusCode
  t.same([await status(' '), await status(' '), await status('hello'), await status('hello')], [200, 200, 200, 429])
})

t.test('while the service starts, health says so and a match is a 503 with a sentence', async t => {
  const app = checked(await buildApp(loadConfig({ LOG_LEVEL: 'silent', API_KEYS: 'a-key' }), { embedder: fakeEmbedder({ state: () => ({ status: 'loading', waiting: 0 }) }), corpora: storeOf({ mentors: ROWS }) }))
  t.teardown(async () => await app.close())
  const health = await app.inject('/api/health')
  t.equal(health.statusCode, 200, 'without a key')
  t.match(health.json(), { status: 'starting', model_loaded: false })
  const { uptime_s: _, ...same } = (await app.inject('/health')).json()
  t.match(health.json(), same)
  t.equal((await app.inject({ method: 'POST', url: '/api/match', payload: { user_text: 'hello' } })).statusCode, 401)
  const match = await app.inject({ method: 'POST', url: '/api/match', headers: { 'x-api-key': 'a-key' }, payload: { user_text: 'hello' } })
  t.equal(match.statusCode, 503)
  t.type(match.json().detail, 'string')
  t.ok(Number(match.headers['retry-after']) > 0)
})
