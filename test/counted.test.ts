import t from 'tap'
import { counted } from '../src/counted.ts'
import { OverloadedError, PayloadTooLargeError, TooManyRequestsError } from '../src/errors.ts'
import { buildSmall } from './helper.ts'

t.test('one is singular, everything else plural', async t => {
  t.same([0, 1, 2, 21].map(count => counted(count, 'text')), ['0 texts', '1 text', '2 texts', '21 texts'])
  t.same([1, 2].map(count => counted(count, 'entry', 'entries')), ['1 entry', '2 entries'])
})

t.test('sentences of errors with a one in them', async t => {
  t.equal(new TooManyRequestsError(1, 1).message, 'More than 1 text a minute came from this address. Try again in 1 s.')
  t.equal(new OverloadedError(1).message, '1 text is waiting to be embedded, and no more are taken. Try again in a moment.')
  t.equal(new PayloadTooLargeError(1).message, 'The body is larger than 1 byte.')
})

const SENTENCES: [limits: Record<string, string>, body: object, message: string][] = [
  [{ MAX_TEXT_LENGTH: '1' }, { query: 'ab' }, 'query must have at most 1 character.'],
  [{ MAX_BATCH: '1' }, { queries: ['a', 'b'] }, 'queries must have at most 1 entry.'],
  [{}, { embedding: [1] }, 'embedding has 1 number; the vectors of "mentors" have 8.'],
  [{ MAX_FILTER_DEPTH: '1' }, { query: 'a', filter: { all_of: [{ text: 'one' }] } }, 'filter.all_of.0 is nested deeper than 1 level.'],
  [{ MAX_FILTER_CONDITIONS: '1' }, { query: 'a', filter: { text: 'one', id: 'a' } }, 'The filter has more than 1 condition.']
]

for (const [limits, payload, message] of SENTENCES) {
  t.test(message, async t => {
    const app = await buildSmall(t, { mentors: [{ id: 'a', text: 'one' }] }, limits)
    const response = await app.inject({ method: 'POST', url: '/match', payload })
    t.equal(response.json().message, message)
  })
}

t.test('of two vectors, one of them with one dimension', async t => {
  const app = await buildSmall(t, { mentors: [{ id: 'a', text: 'one' }] })
  const response = await app.inject({ method: 'POST', url: '/compare', payload: { a: [1], b: [1, 2] } })
  t.equal(response.json().message, 'a has 1 dimension and b has 2; they cannot be compared.')
})
