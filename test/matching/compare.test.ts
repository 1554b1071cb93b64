import fc from 'fast-check'
import t from 'tap'
import { InvalidRequestError, UnusableVectorError } from '../../src/errors.ts'
import { compare } from '../../src/matching/compare.ts'
import { FAKE_MODEL, fakeEmbedder, fakeVector } from '../helper.ts'

const options = { embedder: fakeEmbedder(), model: () => FAKE_MODEL }
const noModel = { embedder: fakeEmbedder(), model: () => { throw new Error('A model was asked for.') } }

t.test('a text is as near to itself as can be', async t => {
  t.same(await compare('same', 'same', options), { similarity: 1, distance: 0 })
})

t.test('a text and a vector keep their sides', async t => {
  const vector = [...fakeVector('b')]
  const texts = await compare('a', 'b', options)
  t.same(await compare('a', vector, options), texts)
  t.same(await compare(vector, 'a', options), texts)
  t.equal(texts.distance, Math.round((1 - texts.similarity) * 1e6) / 1e6)
})

t.test('vectors need no model', async t => {
  t.same(await compare([1, 0], [1, 1], noModel), { similarity: 0.707107, distance: 0.292893 })
  t.same(await compare([3], [-0.5], noModel), { similarity: -1, distance: 2 })
})

t.test('very large and very small numbers neither overflow nor vanish', async t => {
  t.same(await compare([1e300, 1e300], [1e-300, 1e-300], noModel), { similarity: 1, distance: 0 })
  t.same(await compare([1e308, 0], [0, 5e-324], noModel), { similarity: 0, distance: 1 })
})

t.test('the length of a vector does not matter, and the similarity stays within -1 and 1', async t => {
  const number = fc.double({ min: -1e3, max: 1e3, noNaN: true })
  const pair = fc.integer({ min: 1, max: 9 }).chain(length => fc.tuple(fc.array(number, { minLength: length, maxLength: length }), fc.array(number, { minLength: length, maxLength: length })))
  const isUsable = (vector: number[]) => vector.some(value => Math.abs(value) > 1e-9)
  await t.resolves(fc.assert(fc.asyncProperty(pair.filter(vectors => vectors.every(isUsable)), async ([a, b]) => {
    const { similarity } = await compare(a, b, noModel)
    const scaled = await compare(a.map(value => value * 1024), b.map(value => value / 1024), noModel)
    return similarity === scaled.similarity && Math.abs(similarity) <= 1
  })))
})

t.test('a vector of zeros has no direction', async t => {
  await t.rejects(compare([0, 0], [1, 0], noModel), new UnusableVectorError('A vector of zeros has no direction and cannot be compared.'))
  await t.rejects(compare([1, 0], [0, -0], noModel), UnusableVectorError)
})

t.test('vectors of different dimensions are refused', async t => {
  await t.rejects(compare([1, 2, 3], [1, 2], noModel), InvalidRequestError)
  await t.rejects(compare('text', [1, 2], options), { code: 'invalid_request', problems: [{ path: 'b', message: 'a has 8 dimensions and b has 2; they cannot be compared.' }] })
})
