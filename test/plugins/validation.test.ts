import { Ajv } from 'ajv'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import * as Type from 'typebox'
import { MatchRequest } from '../../src/schemas/match.ts'
import { loadConfig } from '../../src/config.ts'
import { propertiesAt } from '../../src/plugins/validation.ts'
import { buildApp } from '../../src/app.ts'
import { buildSmall, fakeEmbedder, storeOf } from '../helper.ts'

const ITEMS = { mentors: [{ id: 'a', text: 'one' }] }

t.test('nothing in a body is coerced, on any route', async t => {
  const app = await buildSmall(t, ITEMS)
  const WRONG: [string, object][] = [
    ['/match', { query: 5 }], ['/match', { queries: 'one' }], ['/match', { query: 'one', limit: '5' }], ['/match', { query: 'one', corpus: null }],
    ['/embed', { texts: 'one' }], ['/embed', { texts: [true] }], ['/v1/embeddings', { input: 5 }], ['/v1/embeddings', { input: 'one', dimensions: '8' }], ['/compare', { a: true, b: 'one' }]
  ]
  for (const [url, payload] of WRONG) t.equal((await app.inject({ method: 'POST', url, payload })).statusCode, 400, JSON.stringify(payload))
})

t.test('the first match finds its validators compiled, other routes compile theirs when they are asked', async t => {
  const app = await buildApp(loadConfig({ LOG_LEVEL: 'silent' }), { embedder: fakeEmbedder(), corpora: storeOf(ITEMS) })
  t.teardown(async () => await app.close())
  // As where it listens before it loads.
  await app.ready()
  await app.load()
  await setImmediate()
  const compiled = t.capture(Ajv.prototype, 'compile', Ajv.prototype.compile)
  t.equal((await app.inject({ method: 'POST', url: '/match', payload: { query: 'one' } })).statusCode, 200)
  t.equal(compiled().length, 0)
  t.equal((await app.inject('/match?q=one')).statusCode, 200)
  t.equal(compiled().length, 1)
})

t.test('numbers in a URL are read as numbers', async t => {
  const app = await buildSmall(t, ITEMS)
  t.equal((await app.inject('/match?q=one&limit=1&threshold=-0.5')).json().matches.length, 1)
  t.match((await app.inject('/corpora/mentors/items?limit=7')).json(), { limit: 7, offset: 0 })
})

t.test('defaults are filled in, and what was sent is left as it is', async t => {
  const app = await buildSmall(t, { mentors: Array.from({ length: 9 }, (_, i) => ({ id: `i${i}`, text: `${i}` })) })
  t.equal((await app.inject('/match?q=one')).json().matches.length, 5)
  t.equal((await app.inject('/match?q=one&limit=9')).json().matches.length, 9)
})

t.test('the properties that a schema allows are found at a path', async t => {
  const schema = MatchRequest(loadConfig({}))
  t.match(propertiesAt(schema, ''), ['query', 'queries', 'embedding', 'like'])
  t.same(propertiesAt(schema, 'like'), ['corpus', 'id'], 'in a branch of a union')
  t.same(propertiesAt(schema, 'query'), [])
  t.same(propertiesAt(schema, 'nothing.at.all'), [])
  t.same(propertiesAt(Type.Object({ list: Type.Array(Type.Object({ a: Type.String() })) }), 'list.3'), ['a'], 'in a list')
  t.same(propertiesAt(undefined, ''), [])
})

t.test('a body of usual size is told everything that is wrong, a huge one the first thing', async t => {
  const app = await buildSmall(t, ITEMS)
  const problems = async (payload: object): Promise<unknown[]> => (await app.inject({ method: 'POST', url: '/match', payload })).json().detail
  const unknown = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`field ${i}`, i]))
  t.equal((await problems({ ...unknown(3), limit: 0 })).length, 4)
  t.equal((await problems(unknown(40_000))).length, 1)
  t.equal((await problems({ embedding: Array(100_000).fill('x') })).length, 1)
  t.equal((await problems({ query: 'x', filter: unknown(40_000) })).length, 20)
})
