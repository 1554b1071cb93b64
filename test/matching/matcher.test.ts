import t from 'tap'
import { memoryCorpus } from '../../src/corpus/memory-corpus.ts'
import { createKeywordIndexes } from '../../src/matching/keyword-indexes.ts'
import type { MatchQuery } from '../../src/matching/matcher.ts'
import { createMatcher, truncationWarnings } from '../../src/matching/matcher.ts'
import type { CorpusStore, Embedder, Item } from '../../src/matching/ports.ts'
import { FAKE_MODEL, fakeEmbedder, fakeVector, storeOf } from '../helper.ts'

const MENTORS: Item[] = [
  { id: 'm1', text: 'laid off twice', title: 'Work', years: 3 },
  { id: 'm2', text: 'lost a parent', title: 'Grief', years: 8 },
  { id: 'm3', text: 'moved abroad', title: 'Home' }
]
const PEOPLE: Item[] = [{ id: 'p1', text: 'moved abroad' }, { id: 'm1', text: 'lost a parent' }]
const FACES = memoryCorpus({
  items: [{ id: 'f1' }],
  vectors: Float32Array.of(0.6, 0.8),
  info: { name: 'faces', dimensions: 2, model: 'test/faces', template: ['{id}'], source: 'file', stale: false, version: '1', updatedAt: new Date(0) }
})
const OF_TEXTS = storeOf({ mentors: MENTORS, people: PEOPLE })
const CORPORA: CorpusStore = { ...OF_TEXTS, get: async name => name === 'faces' ? FACES : await OF_TEXTS.get(name) }

const matcherOf = (embedder: Embedder = fakeEmbedder()) => createMatcher({ embedder, corpora: CORPORA, defaultCorpus: () => 'mentors', filterLimits: { conditions: 50, depth: 5 }, keywords: createKeywordIndexes(2 ** 20) })
const answer = async (query: Partial<MatchQuery>) => await matcherOf().match({ limit: 5, offset: 0, ...query })
const only = async (query: Partial<MatchQuery>) => (await answer(query)).results[0]!
const ids = async (query: Partial<MatchQuery>) => (await only(query)).matches.map(match => match.id)
const refused = (path: string, message: string) => ({ code: 'invalid_request', status: 400, problems: [{ path, message }] })

t.test('a query finds the item that says the same, in the default corpus', async t => {
  const { results: [result, ...others], batch, timings } = await answer({ query: 'lost a parent' })
  t.same(others, [])
  t.equal(batch, false)
  t.match(result, { corpus: 'mentors', total: 3, total_is: 'exact', model: FAKE_MODEL, served_by: 'memory', exact: true, warnings: [], took_ms: Number })
  t.strictSame(result!.matches[0], { id: 'm2', score: 1, item: MENTORS[1] })
  t.equal(result!.matches.length, 3)
  t.match(timings, { tokenize: 0, queue: 0, infer: 0, search: Number })
})

t.test('queries are answered in their order', async t => {
  const { results, batch } = await answer({ queries: ['moved abroad', 'laid off twice'], limit: 1 })
  t.equal(batch, true)
  t.same(results.map(result => result.matches.map(match => match.id)), [['m3'], ['m1']])
})

t.test('one text in queries is a batch all the same', async t => {
  t.equal((await answer({ queries: ['moved abroad'] })).batch, true)
})

t.test('the corpus that is named is searched, by its model', async t => {
  const models: string[] = []
  const embedder = fakeEmbedder({ embed: async (texts, { model }) => { models.push(model); return await fakeEmbedder().embed(texts, { model }) } })
  const { results } = await matcherOf(embedder).match({ query: 'moved abroad', corpus: 'people', limit: 1, offset: 0 })
  t.equal(results[0]!.matches[0]!.id, 'p1')
  t.same(models, [FAKE_MODEL])
})

t.test('a filter that never holds is warned of in every answer', async t => {
  const { results } = await answer({ queries: ['moved abroad', 'lost a parent'], filter: { title: { gte: 30 } } })
  const warnings = [{ code: 'filter_never_holds', message: 'No item has a number in "title", so comparing it with one holds for none: its values are texts.' }]
  t.match(results, [{ matches: [], total: 0, warnings }, { matches: [], total: 0, warnings }])
  t.same((await only({ query: 'moved abroad', filter: { years: { gte: 3 } } })).warnings, [])
})

t.test('an embedding finds what its text finds, whatever its length', async t => {
  const vector = [...fakeVector('lost a parent')]
  const { matches } = await only({ query: 'lost a parent' })
  t.same((await only({ embedding: vector })).matches, matches)
  t.same((await only({ embedding: vector.map(value => value * 1000) })).matches, matches)
})

t.test('an embedding is a match for a corpus of any model', async t => {
  t.same((await only({ embedding: [3, 4], corpus: 'faces' })).matches, [{ id: 'f1', score: 1, item: { id: 'f1' } }])
})

t.test('an embedding of another dimension is refused', async t => {
  await t.rejects(answer({ embedding: [1, 2] }), refused('embedding', 'embedding has 2 numbers; the vectors of "mentors" have 8.'))
})

t.test('an embedding without a direction is refused', async t => {
  for (const value of [0, 1e308]) await t.rejects(answer({ embedding: Array<number>(8).fill(value) }), { code: 'unusable_vector', status: 422 })
})

t.test('like leaves the item itself out', async t => {
  t.same((await ids({ like: 'm1' })).toSorted(), ['m2', 'm3'])
  t.equal((await only({ like: 'm1' })).total, 2)
  t.same(await ids({ like: { corpus: 'mentors', id: 'm1' } }), await ids({ like: 'm1' }))
})

t.test('like an item of another corpus leaves nothing out', async t => {
  const { matches, total } = await only({ like: { corpus: 'people', id: 'm1' } })
  t.equal(total, 3)
  t.match(matches[0], { id: 'm2', score: 1 })
  t.ok(matches.some(match => match.id === 'm1'), 'not even an item of the same id')
})

t.test('like an item whose vector another model made is refused', async t => {
  await t.rejects(answer({ like: { corpus: 'faces', id: 'f1' } }), { code: 'model_mismatch', status: 409, message: 'Items of "faces" cannot be compared with "mentors": their vectors were made by different models.' })
})

t.test('like an item that is not there is refused', async t => {
  await t.rejects(answer({ like: 'm9' }), { code: 'item_not_found', status: 404, message: 'The corpus "mentors" has no item "m9".' })
  await t.rejects(answer({ like: { corpus: 'people', id: 'm2' } }), { message: 'The corpus "people" has no item "m2".' })
  await t.rejects(answer({ like: { corpus: 'peple', id: 'm2' } }), { code: 'corpus_not_found', message: 'There is no corpus "peple". Did you mean "people"?' })
})

t.test('exclude leaves items out, beside the one that the others are to be like', async t => {
  t.same(await ids({ query: 'lost a parent', exclude: ['m2', 'm3', 'nobody'] }), ['m1'])
  t.same(await ids({ like: 'm1', exclude: ['m2'] }), ['m3'])
})

t.test('filter, threshold, limit and offset are those of the search', async t => {
  t.same(await ids({ query: 'x', filter: { years: { gte: 5 } } }), ['m2'])
  t.same(await ids({ query: 'lost a parent', threshold: 0.99 }), ['m2'])
  t.equal((await only({ query: 'lost a parent', threshold: 0.99 })).total, 3, 'total counts before the threshold')
  const all = await ids({ query: 'x' })
  t.same(await ids({ query: 'x', limit: 1, offset: 1 }), all.slice(1, 2))
  t.same(await ids({ query: 'x', offset: 3 }), [])
})

t.test('a filter or a field that is wrong is refused before anything is embedded', async t => {
  const matcher = matcherOf(fakeEmbedder({ embed: async () => { throw new Error('Something was embedded.') } }))
  const refusal = (path: string) => ({ code: 'invalid_request', problems: [{ path, did_you_mean: 'years' }] })
  await t.rejects(matcher.match({ query: 'x', limit: 1, offset: 0, filter: { yeers: 1 } }), refusal('filter.yeers'))
  await t.rejects(matcher.match({ query: 'x', limit: 1, offset: 0, fields: ['yeers'] }), refusal('fields.0'))
})

t.test('fields say what is shown of an item', async t => {
  t.strictSame((await only({ query: 'lost a parent', limit: 1, fields: ['title', 'years'] })).matches[0]!.item, { title: 'Grief', years: 8 })
  t.strictSame((await only({ query: 'lost a parent', limit: 1, fields: [] })).matches[0], { id: 'm2', score: 1, item: {} })
})

t.test('blank texts are refused by their place', async t => {
  await t.rejects(answer({ query: ' \n\t' }), refused('query', 'query is blank.'))
  await t.rejects(answer({ queries: ['a', '', 'b', '\u00a0'] }), { code: 'invalid_request', problems: [{ path: 'queries.1', message: 'queries.1 is blank.' }, { path: 'queries.3', message: 'queries.3 is blank.' }] })
})

t.test('exactly one thing is looked for', async t => {
  await t.rejects(answer({}), refused('', 'Say what to look for: one of query, queries, embedding, like.'))
  await t.rejects(answer({ query: 'a', like: 'm1' }), refused('', 'Give one of query, queries, embedding, like; this has query and like.'))
})

t.test('a corpus that is not there is refused', async t => {
  await t.rejects(answer({ query: 'a', corpus: 'mentor' }), { code: 'corpus_not_found', message: 'There is no corpus "mentor". Did you mean "mentors"?' })
})

t.test('a score has six decimals and lies within -1 and 1', async t => {
  const { matches } = await only({ query: 'anything' })
  for (const { score } of matches) t.equal(score, Number(score.toFixed(6)))
  const long = memoryCorpus({ items: [{ id: 'a' }], vectors: Float32Array.of(1.00001), info: { ...FACES.info, dimensions: 1 } })
  const matcher = createMatcher({ embedder: fakeEmbedder(), corpora: { get: async () => long, list: () => [long] }, defaultCorpus: () => 'a', filterLimits: { conditions: 1, depth: 1 }, keywords: createKeywordIndexes(2 ** 20) })
  const scoreOf = async (embedding: number[]) => (await matcher.match({ embedding, limit: 1, offset: 0 })).results[0]!.matches[0]!.score
  t.equal(await scoreOf([1]), 1)
  t.equal(await scoreOf([-1]), -1)
})

t.test('a text longer than the model reads is answered with a warning, and only that one', async t => {
  const tokensOf = (text: string) => text.length > 5 ? { tokens: 256, tokensOfText: 391 } : { tokens: 3, tokensOfText: 3 }
  const embedder = fakeEmbedder({ embed: async texts => texts.map(text => ({ vector: fakeVector(text), ...tokensOf(text), timings: { tokenize: 1, queue: text.length, infer: 2 } })) })
  const { results, timings } = await matcherOf(embedder).match({ queries: ['short', 'a long story'], limit: 1, offset: 0 })
  t.same(results.map(result => result.warnings), [[], [{ code: 'query_truncated', message: 'Only the first 256 of 391 tokens were read.' }]])
  t.match(timings, { tokenize: 2, queue: 12, infer: 4 }, 'stages are summed, of the waits the longest is told')
  t.same(truncationWarnings({ tokens: 256, tokensOfText: 256 }), [])
})

t.test('the end of a text is read where the end is to be kept, and the warning says so', async t => {
  const kept: unknown[] = []
  const embedder = fakeEmbedder({
    embed: async (texts, { keep }) => {
      kept.push(keep)
      return texts.map(text => ({ vector: fakeVector(text), tokens: 256, tokensOfText: 391, timings: { tokenize: 0, queue: 0, infer: 0 } }))
    }
  })
  const { results } = await matcherOf(embedder).match({ query: 'a long story', keep: 'end', limit: 1, offset: 0 })
  t.same(results[0]!.warnings, [{ code: 'query_truncated', message: 'Only the last 256 of 391 tokens were read.' }])
  t.same(kept, ['end'])
})

t.test('the signal reaches the embedder', async t => {
  const controller = new AbortController()
  const signals: unknown[] = []
  const embedder = fakeEmbedder({ embed: async (texts, { signal }) => { signals.push(signal); return await fakeEmbedder().embed(texts, { model: FAKE_MODEL }) } })
  await matcherOf(embedder).match({ query: 'x', limit: 1, offset: 0 }, controller.signal)
  t.equal(signals[0], controller.signal)
})

t.test('a corpus whose model is not here is matched by vector and by item, and refuses a text with what to send instead', async t => {
  await t.rejects(answer({ query: 'x', corpus: 'faces' }), { code: 'text_not_searchable', status: 422, message: 'The vectors of "faces" were made by test/faces, which is not here, so no text can be compared with them. Send "embedding", a vector made by the same model, or "like", the id of an item.' })
  t.same(await ids({ embedding: [0.6, 0.8], corpus: 'faces' }), ['f1'])
  t.same(await ids({ like: 'f1', corpus: 'faces' }), [])
})

t.test('like leaves out the item itself also where the corpus is named beside it and handed out anew at each call', async t => {
  const anew: CorpusStore = { ...OF_TEXTS, get: async name => ({ ...await OF_TEXTS.get(name) }) }
  const matcher = createMatcher({ embedder: fakeEmbedder(), corpora: anew, defaultCorpus: () => 'mentors', filterLimits: { conditions: 50, depth: 5 }, keywords: createKeywordIndexes(2 ** 20) })
  const { results } = await matcher.match({ like: { corpus: 'mentors', id: 'm1' }, limit: 5, offset: 0 })
  t.same(results[0]!.matches.map(({ id }) => id).sort(), ['m2', 'm3'])
})
