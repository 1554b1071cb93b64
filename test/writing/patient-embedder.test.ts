import t from 'tap'
import { EmbedderRestartingError, OverloadedError } from '../../src/errors.ts'
import type { EmbedOptions } from '../../src/matching/ports.ts'
import { patientEmbedder } from '../../src/writing/patient-embedder.ts'
import { FAKE_MODEL, fakeEmbedder, fakeVector } from '../helper.ts'

/** One whose first calls fail so. */
function failing (errors: Error[]) {
  const calls: { texts: readonly string[], options: EmbedOptions }[] = []
  const embedder = fakeEmbedder({
    embed: async (texts, options) => {
      calls.push({ texts, options })
      const error = errors.shift()
      if (error !== undefined) throw error
      return await fakeEmbedder().embed(texts, options)
    }
  })
  return { calls, embedder }
}
const never = new AbortController().signal

t.test('texts are embedded one at a time, behind all others', async t => {
  const { calls, embedder } = failing([])
  const embeddings = await patientEmbedder(embedder, never).embed(['a', 'b'], { model: FAKE_MODEL })
  t.same(embeddings.map(({ vector }) => vector), [fakeVector('a'), fakeVector('b')])
  t.match(calls, [{ texts: ['a'], options: { bulk: true } }, { texts: ['b'], options: { bulk: true } }])
})

t.test('a full queue and a worker that is replaced are waited for', async t => {
  const { calls, embedder } = failing([new OverloadedError(3), new EmbedderRestartingError()])
  t.equal((await patientEmbedder(embedder, never).embed(['a'], { model: FAKE_MODEL })).length, 1)
  t.equal(calls.length, 3)
})

t.test('a text that ends the worker again and again is not tried for ever, and other failures not again', async t => {
  const restarting = failing(Array.from({ length: 9 }, () => new EmbedderRestartingError()))
  await t.rejects(patientEmbedder(restarting.embedder, never).embed(['a'], { model: FAKE_MODEL }), { code: 'embedder_restarting' })
  t.equal(restarting.calls.length, 6)
  const broken = failing([new Error('broken')])
  await t.rejects(patientEmbedder(broken.embedder, never).embed(['a'], { model: FAKE_MODEL }), { message: 'broken' })
})

t.test('an abort ends the waiting at once', async t => {
  const abort = new AbortController()
  const { embedder } = failing(Array.from({ length: 99 }, () => new OverloadedError(3)))
  const embedding = patientEmbedder(embedder, abort.signal).embed(['a'], { model: FAKE_MODEL })
  const start = performance.now()
  setImmediate(() => abort.abort(new Error('enough')))
  await t.rejects(embedding, { message: 'enough' })
  t.ok(performance.now() - start < 300)
})
