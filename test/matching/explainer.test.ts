import t from 'tap'
import { memoryCorpus } from '../../src/corpus/memory-corpus.ts'
import { candidatesOf } from '../../src/matching/explain.ts'
import { createExplainer } from '../../src/matching/explainer.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import type { MatchQuery } from '../../src/matching/matcher.ts'
import type { Corpus, Embedder, Item } from '../../src/matching/ports.ts'
import type { Compact } from '../../src/matching/sentence-vectors.ts'
import { compact, keyOf } from '../../src/matching/sentence-vectors.ts'
import { FAKE_MODEL, fakeEmbedder, fakeVector } from '../helper.ts'

const ITEMS: Item[] = [
  { id: 'a', title: 'A tram', text: 'I was sacked. I hid on a tram.', tags: ['job-loss', 'shame'] },
  { id: 'b', title: 'A move', text: 'We moved abroad. Nobody knew us.', tags: ['shame'] }
]

function corpusOf (model: string | null, template = ['{title}. {text} {tags}']): Corpus {
  const vectors = Float32Array.from(ITEMS.flatMap(({ id }) => [...fakeVector(id)]))
  return memoryCorpus({ items: ITEMS, vectors, info: { name: 'x', dimensions: 8, model, template, source: 'file', stale: false, version: '1', updatedAt: new Date(0) } })
}

/** An embedder that keeps what it was asked. */
function recording (): Embedder & { asked: { texts: readonly string[], bulk: boolean | undefined }[] } {
  const asked: { texts: readonly string[], bulk: boolean | undefined }[] = []
  return { asked, models: fakeEmbedder().models, embed: async (texts, options) => { asked.push({ texts, bulk: options.bulk }); return await fakeEmbedder().embed(texts, options) } }
}

const matching = (corpus: Corpus, embedder: Embedder = fakeEmbedder()) => {
  const matcher = createMatcher({ embedder, corpora: { get: async () => corpus, list: () => [corpus] }, defaultCorpus: () => 'x', filterLimits: { conditions: 5, depth: 2 } })
  return async (query: Partial<MatchQuery>) => (await matcher.match({ limit: 5, offset: 0, ...query })).results
}

const of = <T extends { id: string }>(id: string, matches: readonly T[]): T | undefined => matches.find(match => match.id === id)

t.test('a match is explained by its closest sentence, whatever is shown of the item', async t => {
  const match = matching(corpusOf(FAKE_MODEL))
  const [{ matches } = { matches: [] }] = await match({ query: 'I hid on a tram.', explain: true, fields: [] })
  t.strictSame(of('a', matches)!.explanation, { sentence: 'I hid on a tram.', field: 'text', start: 14, end: 30, score: 1 })
  t.strictSame(of('a', matches)!.item, {})
  t.equal((await match({ query: 'x' }))[0]!.matches[0]!.explanation, undefined, 'and only where that is asked for')
})

t.test('each of several texts has explanations of its own, a vector as well', async t => {
  const match = matching(corpusOf(FAKE_MODEL))
  const [first, second] = await match({ queries: ['I was sacked.', 'ashamed of my job loss'], explain: true })
  t.equal(of('a', first!.matches)!.explanation!.sentence, 'I was sacked.')
  t.same(of('a', second!.matches)!.explanation!.shared, { tags: ['job-loss'] })
  const [byVector] = await match({ embedding: [...fakeVector('We moved abroad.')], explain: true })
  t.match(of('b', byVector!.matches)!.explanation, { sentence: 'We moved abroad.', score: 1, shared: undefined })
})

t.test('like is explained by what both items have', async t => {
  const [{ matches } = { matches: [] }] = await matching(corpusOf(FAKE_MODEL))({ like: 'a', explain: true })
  t.match(matches, [{ id: 'b', explanation: { field: 'text', shared: { tags: ['shame'] } } }])
})

t.test('where the model is not here, only what is shared can be told', async t => {
  const match = matching(corpusOf(null, []))
  t.strictSame((await match({ like: 'a', explain: true }))[0]!.matches[0]!.explanation, { shared: { tags: ['shame'] } })
  t.equal((await match({ embedding: [1, 0, 0, 0, 0, 0, 0, 0], explain: true }))[0]!.matches[0]!.explanation, undefined)
})

t.test('more than fifty explanations in one request are refused', async t => {
  const match = matching(corpusOf(FAKE_MODEL))
  await t.rejects(match({ query: 'x', limit: 51, explain: true }), { code: 'invalid_request', problems: [{ path: 'explain', message: 'explain is for at most 50 matches in one request; ask for fewer with limit.' }] })
  await t.rejects(match({ queries: Array<string>(11).fill('x'), explain: true }), { code: 'invalid_request' })
  t.ok(await match({ query: 'x', limit: 51, explain: false }))
})

t.test('sentences are embedded once, behind the texts of visitors, those of a small corpus all', async t => {
  const embedder = recording()
  const explainer = createExplainer(embedder)
  const corpus = corpusOf(FAKE_MODEL)
  const explain = async (item: Item) => await explainer.explain(corpus, item, fakeVector('x'), undefined, undefined)
  const first = await explain(ITEMS[0]!)
  while (embedder.asked.length < 2) await new Promise(setImmediate)
  t.same(embedder.asked, [{ texts: ['I was sacked.', 'I hid on a tram.'], bulk: true }, { texts: ['We moved abroad.', 'Nobody knew us.'], bulk: true }])
  t.same(await explain({ ...ITEMS[0]! }), first, 'the same from memory')
  await explain(ITEMS[1]!)
  t.equal(embedder.asked.length, 2)
})

t.test('what was made beforehand is not embedded; where that cannot be read it is', async t => {
  const made = new Map<string, Compact[]>(ITEMS.map(item => {
    const texts = candidatesOf(item, ['text']).map(({ text }) => text)
    return [keyOf(FAKE_MODEL, texts), texts.map(text => compact(fakeVector(text)))]
  }))
  const embedder = recording()
  const explain = async (sentences: Corpus['sentences']) => await createExplainer(embedder).explain({ ...corpusOf(FAKE_MODEL), sentences }, ITEMS[0]!, fakeVector('I hid on a tram.'), undefined, undefined)
  const expected = { sentence: 'I hid on a tram.', score: 1 }
  t.match(await explain(async () => made), expected)
  for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate)
  t.equal(embedder.asked.length, 0)
  t.match(await explain(async () => { throw new Error('damaged') }), expected)
  t.ok(embedder.asked.length > 0)
})

t.test('where nothing is kept, what was made beforehand is read for each item, and the rest embedded each time', async t => {
  const texts = ['I was sacked.', 'I hid on a tram.']
  const made = new Map<string, Compact[]>([[keyOf(FAKE_MODEL, texts), texts.map(text => compact(fakeVector(text)))]])
  const read: unknown[] = []
  const embedder = recording()
  const explainer = createExplainer(embedder, { keeps: false })
  const explain = async (item: Item, sentences: Corpus['sentences']) => await explainer.explain({ ...corpusOf(FAKE_MODEL), sentences }, item, fakeVector('I hid on a tram.'), undefined, undefined)
  const sentences: Corpus['sentences'] = async only => { read.push(only); return made }
  t.match(await explain(ITEMS[0]!, sentences), { sentence: 'I hid on a tram.', score: 1 })
  t.same(read, [...made.keys()])
  t.equal(embedder.asked.length, 0)
  await explain(ITEMS[1]!, sentences)
  await explain(ITEMS[1]!, sentences)
  t.match(await explain(ITEMS[0]!, async () => { throw new Error('damaged') }), { sentence: 'I hid on a tram.' })
  t.equal(embedder.asked.length, 3)
})

t.test('what the embedder refuses is refused', async t => {
  const embedder = fakeEmbedder({ embed: async () => { throw new Error('overloaded') } })
  await t.rejects(createExplainer(embedder).explain(corpusOf(FAKE_MODEL), ITEMS[0]!, fakeVector('x'), undefined, undefined), { message: 'overloaded' })
})
