import t from 'tap'
import { buildSmall } from '../../helper.ts'
import { faceComparison } from './clients/face-comparison.ts'
import { serve } from './clients/serve.ts'

const FACE = Array.from({ length: 128 }, (_, i) => Math.sin(i))

t.test('the sign-in by face', async t => {
  const app = await buildSmall(t, { mentors: [{ id: 'a' }] }, { RATE_LIMIT_PER_MINUTE: '1' })
  const { base, fetch } = await serve(app)
  const isSamePerson = faceComparison(base, fetch)

  t.test('knows the same face in another light', async t => {
    t.same(await isSamePerson(FACE, FACE.map((value, i) => value * 3 + Math.cos(7 * i) / 10)), { same: true, confidence: '100%' })
  })

  t.test('does not take another face for it', async t => {
    t.match(await isSamePerson(FACE, FACE.map((_, i) => Math.cos(i * i))), { same: false })
    t.same(await isSamePerson(FACE, FACE.map(value => -value)), { same: false, confidence: '-100%' })
  })

  t.test('shows what is wrong', async t => {
    await t.rejects(isSamePerson(FACE, FACE.slice(1)), { message: 'embedding_a has 128 dimensions and embedding_b has 127; they cannot be compared.' })
    await t.rejects(isSamePerson(FACE, []), { message: 'embedding_b is an empty list.' })
    await t.rejects(isSamePerson(FACE, FACE.map(() => NaN)), { message: 'embedding_b.0 must be a number.' })
    await t.rejects(isSamePerson(FACE, FACE.map(() => 0)), { message: 'A vector of zeros has no direction and cannot be compared.' })
  })

  t.test('gets what /compare answers', async t => {
    const other = FACE.map((_, i) => Math.cos(i * i))
    const answers = await Promise.all([app.inject({ method: 'POST', url: '/compare-faces', payload: { embedding_a: FACE, embedding_b: other } }), app.inject({ method: 'POST', url: '/compare', payload: { a: FACE, b: other } })])
    t.same(answers[0].json(), answers[1].json())
    t.equal(answers[0].headers['cache-control'], 'no-store')
  })
})
