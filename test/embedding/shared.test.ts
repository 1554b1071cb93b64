import t from 'tap'
import { shared } from '../../src/embedding/shared.ts'
import { embeddingOf, heldEmbedText, keyOf } from '../fixtures/embed-text.ts'

const X = { model: 'a', text: 'x' }

t.test('equal texts that are in flight together are embedded once', async t => {
  const { embedText, calls } = heldEmbedText()
  const embed = shared(embedText, keyOf)
  const waiting = [embed(X), embed(X, { signal: new AbortController().signal }), embed(X)]
  const other = [embed({ ...X, model: 'b' }), embed({ ...X, text: 'y' })]
  t.equal(calls.length, 3)
  calls.forEach(({ resolve }, i) => resolve(embeddingOf(i)))
  const [first, ...rest] = await Promise.all(waiting)
  for (const each of rest) t.equal(each, first)
  t.same((await Promise.all(other)).map(({ vector }) => vector[0]), [1, 2])
})

t.test('a text is embedded anew after it was answered', async t => {
  const { embedText, calls } = heldEmbedText()
  const embed = shared(embedText, keyOf)
  const first = embed(X)
  calls[0]!.resolve(embeddingOf(1))
  await first
  const second = embed(X)
  t.equal(calls.length, 2)
  calls[1]!.resolve(embeddingOf(2))
  t.equal((await second).vector[0], 2)
})

t.test('a failure reaches everyone who waits and is forgotten', async t => {
  const { embedText, calls } = heldEmbedText()
  const embed = shared(embedText, keyOf)
  const waiting = [embed(X), embed(X, { signal: new AbortController().signal })]
  calls[0]!.reject(new Error('No.'))
  for (const each of waiting) await t.rejects(each, { message: 'No.' })
  const again = embed(X)
  calls[1]!.resolve(embeddingOf(1))
  t.equal((await again).vector[0], 1)
})

t.test('who leaves does not take the others along', async t => {
  const { embedText, calls } = heldEmbedText()
  const embed = shared(embedText, keyOf)
  const [leaving, staying] = [new AbortController(), new AbortController()]
  const left = embed(X, { signal: leaving.signal })
  const stayed = [embed(X, { signal: staying.signal })]
  leaving.abort(new Error('I leave.'))
  await t.rejects(left, { message: 'I leave.' })
  stayed.push(embed(X))
  t.equal(calls.length, 1)
  t.notOk(calls[0]!.options.signal!.aborted)
  calls[0]!.resolve(embeddingOf(1))
  t.same((await Promise.all(stayed)).map(({ vector }) => vector[0]), [1, 1])
})

t.test('the work is given up when nobody waits for it any more', async t => {
  const { embedText, calls } = heldEmbedText()
  const embed = shared(embedText, keyOf)
  const controllers = [new AbortController(), new AbortController()]
  const waiting = controllers.map(({ signal }) => embed(X, { signal }))
  for (const controller of controllers) controller.abort(new Error('I leave.'))
  for (const each of waiting) await t.rejects(each, { message: 'I leave.' })
  t.ok(calls[0]!.options.signal!.aborted)

  const next = embed(X)
  t.equal(calls.length, 2, 'and who comes then does not get what was given up')
  calls[0]!.reject(new Error('Given up.'))
  calls[1]!.resolve(embeddingOf(2))
  t.equal((await next).vector[0], 2)
})

t.test('a call without a signal keeps the work going', async t => {
  const { embedText, calls } = heldEmbedText()
  const embed = shared(embedText, keyOf)
  const leaving = new AbortController()
  const [stayed, left] = [embed(X), embed(X, { signal: leaving.signal })]
  leaving.abort(new Error('I leave.'))
  await t.rejects(left, { message: 'I leave.' })
  t.notOk(calls[0]!.options.signal!.aborted)
  calls[0]!.resolve(embeddingOf(1))
  t.equal((await stayed).vector[0], 1)
})

t.test('a signal that has aborted already starts nothing', async t => {
  const { embedText, calls } = heldEmbedText()
  await t.rejects(shared(embedText, keyOf)(X, { signal: AbortSignal.abort(new Error('Too late.')) }), { message: 'Too late.' })
  t.equal(calls.length, 0)
})

t.test('an abort after the answer changes nothing', async t => {
  const { embedText, calls } = heldEmbedText()
  const embed = shared(embedText, keyOf)
  const controller = new AbortController()
  const first = embed(X, { signal: controller.signal })
  calls[0]!.resolve(embeddingOf(1))
  t.equal((await first).vector[0], 1)
  const second = embed(X)
  controller.abort(new Error('Too late.'))
  t.notOk(calls[1]!.options.signal!.aborted)
  const third = embed(X)
  t.equal(calls.length, 2, 'the next ones still share')
  calls[1]!.resolve(embeddingOf(2))
  t.equal(await second, await third)
})

t.test('the length of the request is passed on', async t => {
  const { embedText, calls } = heldEmbedText()
  const result = shared(embedText, keyOf)(X, { requestLength: 7 })
  t.equal(calls[0]!.options.requestLength, 7)
  calls[0]!.resolve(embeddingOf(1))
  await result
})

t.test('who asks does not wait for bulk work on the same text', async t => {
  const { embedText, calls } = heldEmbedText()
  const embed = shared(embedText, keyOf)
  const waiting = [embed(X, { bulk: true }), embed(X)]
  t.equal(calls.length, 2)
  calls.forEach(({ resolve }, i) => resolve(embeddingOf(i)))
  t.same((await Promise.all(waiting)).map(({ vector }) => vector[0]), [0, 1])
})
