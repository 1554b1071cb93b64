import { readFileSync } from 'node:fs'
import type { Test } from 'tap'
import t from 'tap'
import type { App } from '../../src/app.ts'
import { build, buildSmall } from '../helper.ts'

interface Golden { text: string, token_count: number, embedding: number[] }

/** 41 texts with their vectors in fp32; the file says how they were made. */
const { items: GOLDEN, max_length: MAX_TOKENS } = JSON.parse(readFileSync(new URL('../fixtures/minilm-golden.json', import.meta.url), 'utf8')) as { items: Golden[], max_length: number }

const MODEL = 'Xenova/all-MiniLM-L6-v2'
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0)
const cosine = (a: readonly number[], b: readonly number[]): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))

async function embed (app: App, texts: string[]): Promise<number[][]> {
  const response = await app.inject({ method: 'POST', url: '/embed', payload: { texts } })
  return response.json().embeddings
}

t.test('vectors of the model', async t => {
  const app = await build(t, { QUERY_CACHE_MB: '0' })

  t.test('agree with the golden ones: cosine 0.998 at the worst, 0.999 in the mean', async t => {
    const vectors = await embed(app, GOLDEN.map(({ text }) => text))
    const cosines = GOLDEN.map(({ embedding }, i) => cosine(embedding, vectors[i]!))
    t.ok(GOLDEN.length > 40)
    t.ok(Math.min(...cosines) >= 0.998, `worst ${Math.min(...cosines)}`)
    t.ok(cosines.reduce((sum, value) => sum + value, 0) / cosines.length >= 0.999)
    for (const vector of vectors) t.ok(Math.abs(Math.sqrt(dot(vector, vector)) - 1) < 1e-5, 'unit length')
  })

  t.test('come with the tokens that were read, and a warning where a text was longer', async t => {
    const response = await app.inject({ method: 'POST', url: '/embed', payload: { texts: GOLDEN.map(({ text }) => text) } })
    const body = response.json()
    t.match(body, { dimensions: 384, model: MODEL })
    t.same(body.tokens, GOLDEN.map(({ token_count: count }) => Math.min(count, MAX_TOKENS)))
    t.equal(response.headers['cache-control'], 'no-store')
    const long = GOLDEN.flatMap(({ token_count: count }, index) => count > MAX_TOKENS ? [{ code: 'query_truncated', message: `Only the first ${MAX_TOKENS} of ${count} tokens were read.`, index }] : [])
    t.ok(long.length > 0)
    t.same(body.warnings, long)
  })

  for (const [what, text] of [['short', 'I was laid off'], ['long', GOLDEN.reduce((longest, { text }) => text.length > longest.length ? text : longest, '')]] as const) {
    t.test(`of a ${what} text are the same alone and among 31 others`, async t => {
      const [alone] = await embed(app, [text])
      const others = GOLDEN.slice(0, 31).map(({ text }) => text)
      for (const position of [0, 15, 31]) {
        const vectors = await embed(app, [...others.slice(0, position), text, ...others.slice(position)])
        t.equal(vectors.length, 32)
        t.ok(1 - cosine(alone!, vectors[position]!) < 1e-3)
      }
    })
  }

  t.test("in OpenAI's shape are the same numbers, as floats and in base64", async t => {
    const input = GOLDEN.slice(0, 3).map(({ text }) => text)
    const ask = async (more: object) => (await app.inject({ method: 'POST', url: '/v1/embeddings', payload: { input, ...more } })).json()
    const [floats, base64, plain] = [await ask({ encoding_format: 'float' }), await ask({ encoding_format: 'base64' }), await embed(app, input)]
    const tokens = GOLDEN.slice(0, 3).reduce((sum, { token_count: count }) => sum + count, 0)
    t.match(floats, { object: 'list', model: MODEL, usage: { prompt_tokens: tokens, total_tokens: tokens } })
    t.match(floats.data.map(({ object, index }: { object: string, index: number }) => [object, index]), [['embedding', 0], ['embedding', 1], ['embedding', 2]])
    for (const [i, { embedding }] of base64.data.entries()) {
      const bytes = Buffer.from(embedding, 'base64')
      const decoded = Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4))
      t.same(decoded, floats.data[i].embedding)
      t.same(decoded, plain[i])
    }
  })

  t.test("in OpenAI's shape are given for one text, for the model's own dimensions and for a user", async t => {
    const payload = { input: 'one', model: MODEL, dimensions: 384, user: 'somebody' }
    const response = await app.inject({ method: 'POST', url: '/v1/embeddings', payload })
    t.equal(response.statusCode, 200)
    t.equal(response.json().data.length, 1)
    t.equal(response.headers['cache-control'], 'no-store')
  })
})

t.test('a cache does not change a vector', async t => {
  const app = await build(t)
  const [first, second] = [await embed(app, ['one', 'two', 'one']), await embed(app, ['one', 'two', 'one'])]
  t.same(second, first)
  t.same(first[0], first[2])
})

t.test('/compare', async t => {
  const app = await build(t)
  const compare = async (t: Test, a: unknown, b: unknown) => {
    const response = await app.inject({ method: 'POST', url: '/compare', payload: { a, b } as object })
    t.equal(response.statusCode, 200)
    t.equal(response.headers['cache-control'], 'no-store')
    return response.json<{ similarity: number, distance: number }>()
  }

  t.test('of golden texts is the cosine of their golden vectors, to a hundredth', async t => {
    const [first] = GOLDEN as [Golden]
    for (const other of GOLDEN.slice(1, 8)) {
      const { similarity, distance } = await compare(t, first.text, other.text)
      t.ok(Math.abs(similarity - cosine(first.embedding, other.embedding)) < 0.01)
      t.ok(Math.abs(similarity + distance - 1) < 1e-6)
    }
  })

  t.test('takes a text and a golden vector, either way round', async t => {
    const [{ text, embedding }] = GOLDEN as [Golden]
    t.ok((await compare(t, text, embedding)).similarity >= 0.998)
    t.same(await compare(t, text, embedding), await compare(t, embedding, text))
  })

  t.test('of a text with itself is 1', async t => {
    t.same(await compare(t, 'one', 'one'), { similarity: 1, distance: 0 })
  })

  t.test('takes vectors of any dimension and size', async t => {
    t.same(await compare(t, [3, 4], [6, 8]), { similarity: 1, distance: 0 })
    t.same(await compare(t, [1, 0], [0, 1]), { similarity: 0, distance: 1 })
    t.same(await compare(t, [1, 2], [-1, -2]), { similarity: -1, distance: 2 })
    t.same(await compare(t, [1e308, 1e308], [1e-308, 1e-308]), { similarity: 1, distance: 0 })
  })
})

t.test('the model of the default corpus is taken where none is named', async t => {
  const app = await buildSmall(t, { mentors: [{ id: 'a', text: 'one' }] })
  t.match((await app.inject({ method: 'POST', url: '/embed', payload: { texts: ['one'] } })).json(), { model: 'test/fake', dimensions: 8 })
})
