import t from 'tap'
import { buildSmall } from '../helper.ts'

const ITEMS = { mentors: [{ id: 'a', text: 'one' }] }
const match = { method: 'POST', url: '/match', payload: { query: 'one' } } as const

t.test('without API_KEYS reading is open, and a credential nobody asked for is ignored', async t => {
  const app = await buildSmall(t, ITEMS)
  for (const headers of [{}, { 'x-api-key': 'anything' }, { authorization: 'Bearer anything' }, { authorization: 'Basic eDp5' }]) {
    t.equal((await app.inject({ ...match, headers })).statusCode, 200)
  }
})

t.test('with API_KEYS', async t => {
  const app = await buildSmall(t, ITEMS, { API_KEYS: 'first-key, second-key' })

  const LET_IN = {
    'the first key': { 'x-api-key': 'first-key' },
    'the second key': { 'x-api-key': 'second-key' },
    'a Bearer': { authorization: 'Bearer first-key' },
    'a bearer in lower case': { authorization: 'bearer first-key' },
    "the key beside the token of Hugging Face's proxy": { 'x-api-key': 'first-key', authorization: 'Bearer hf_token' }
  }
  for (const [what, headers] of Object.entries(LET_IN)) {
    t.test(`${what} is let in`, async t => {
      t.equal((await app.inject({ ...match, headers })).statusCode, 200)
    })
  }

  const REFUSED = {
    'no key': {},
    'a wrong key': { 'x-api-key': 'third-key' },
    'the beginning of a key': { 'x-api-key': 'first' },
    'a key and more': { 'x-api-key': 'first-key2' },
    'an empty key': { 'x-api-key': '' },
    'both keys as one': { 'x-api-key': 'first-key,second-key' },
    'a wrong Bearer': { authorization: 'Bearer wrong' },
    'a key without Bearer': { authorization: 'first-key' },
    "a token of Hugging Face's alone": { authorization: 'Bearer hf_first-key' }
  }
  const SENT = ['a wrong key', 'the beginning of a key', 'a key and more', 'both keys as one', 'a wrong Bearer']
  for (const [what, headers] of Object.entries(REFUSED)) {
    t.test(`${what} is a 401 that says how to send one`, async t => {
      const response = await app.inject({ ...match, headers })
      t.equal(response.statusCode, 401)
      t.match(response.json(), { error: 'unauthorized', message: SENT.includes(what) ? 'The key that was sent is none of those that are let in; send one that is as "X-Api-Key", or as "Authorization: Bearer …".' : 'This needs a key: send it as "X-Api-Key", or as "Authorization: Bearer …".' })
    })
  }

  for (const url of ['/match?q=one', '/corpora', '/corpora/mentors', '/corpora/mentors/items', '/corpora/mentors/items/a', '/info']) {
    t.test(`GET ${url} needs a key`, async t => {
      t.equal((await app.inject(url)).statusCode, 401)
    })
  }

  for (const url of ['/health', '/livez', '/readyz', '/metrics', '/', '/openapi.json', '/docs', '/docs/static/swagger-ui.css']) {
    t.test(`GET ${url} needs none`, async t => {
      t.equal((await app.inject(url)).statusCode, 200)
    })
  }

  t.test('an unknown route is a 404 and tells nothing else', async t => {
    t.equal((await app.inject('/nothing')).statusCode, 404)
  })

  t.test('a body is not read before the key is', async t => {
    t.equal((await app.inject({ method: 'POST', url: '/match', headers: { 'content-type': 'application/json' }, payload: '{' })).statusCode, 401)
  })

  t.test('the keys stand in no answer', async t => {
    const { body } = await app.inject({ url: '/info', headers: { 'x-api-key': 'first-key' } })
    t.notMatch(body, /first-key|second-key|API_KEYS/)
  })
})

t.test("a key that begins with hf_ is taken as X-Api-Key only: a Bearer like that is the platform's", async t => {
  const app = await buildSmall(t, ITEMS, { API_KEYS: 'hf_own' })
  t.equal((await app.inject({ ...match, headers: { 'x-api-key': 'hf_own' } })).statusCode, 200)
  t.equal((await app.inject({ ...match, headers: { authorization: 'Bearer hf_own' } })).statusCode, 401)
})
