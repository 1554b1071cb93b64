import fc from 'fast-check'
import t from 'tap'
import { ratingBy, weakMatches } from '../../src/matching/strength.ts'

const TITLES = { measured: 100, texts: { median: 0.08, upperQuartile: 0.17 } }
const STORIES = { measured: 100, texts: { median: 0.05, upperQuartile: 0.11 }, items: { median: 0.36, upperQuartile: 0.43 } }

t.test('the same cosine says less where unrelated things are nearer to each other', async t => {
  t.same(ratingBy(STORIES, 'texts')!(0.45), { match_percent: 53, strength: 'good' })
  t.same(ratingBy(TITLES, 'texts')!(0.45), { match_percent: 32, strength: 'weak' })
  t.same(ratingBy(STORIES, 'items')!(0.45), { match_percent: 8, strength: 'weak' })
})

t.test('a percentage never falls as the score rises, lies within 0 and 100, and is 100 for the same thing', async t => {
  const scale = fc.tuple(fc.double({ min: -0.5, max: 0.9, noNaN: true }), fc.double({ min: 0.001, max: 1, noNaN: true })).map(([median, width]) => ({ median, upperQuartile: median + width }))
  fc.assert(fc.property(scale, fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (items, score, step) => {
    const percent = (value: number) => ratingBy({ measured: 9, items }, 'items')!(value).match_percent
    return percent(score) >= 0 && percent(Math.min(1, score + step)) >= percent(score) && percent(1) === 100
  }))
})

t.test('nothing is said where the background is not known', async t => {
  t.equal(ratingBy(undefined, 'texts'), undefined)
  t.equal(ratingBy(TITLES, 'items'), undefined)
})

t.test('matches are weak where none is better', async t => {
  t.match(weakMatches([{ strength: 'weak' }, { strength: 'weak' }]), [{ code: 'weak_matches', message: /nearest there are/ }])
  t.same(weakMatches([{ strength: 'weak' }, { strength: 'good' }]), [])
  t.same(weakMatches([]), [])
  t.same(weakMatches([{}]), [], 'what is not known is not said')
})
