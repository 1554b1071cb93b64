import fc from 'fast-check'
import t from 'tap'
import { didYouMean, suggest } from '../src/suggest.ts'

const FIELDS = ['location', 'years', 'topic_tags', 'title']

t.test('a name that is close is meant', async t => {
  t.equal(suggest('locaton', FIELDS), 'location')
  t.equal(suggest('year', FIELDS), 'years')
  t.equal(suggest('topictags', FIELDS), 'topic_tags')
  t.equal(suggest('TITLE', FIELDS), 'title', 'whatever the case')
})

t.test('an abbreviation of three letters is meant, one of two is not', async t => {
  t.equal(suggest('loc', FIELDS), 'location')
  t.equal(suggest('lo', FIELDS), undefined)
  t.equal(suggest('title_of_the_story', FIELDS), 'title', 'and so is a name that goes on')
})

t.test('a name that is far from all is none of them', async t => {
  t.equal(suggest('salary', FIELDS), undefined)
  t.equal(suggest('zzzzzzzz', FIELDS), undefined)
  t.equal(suggest('title', []), undefined)
})

t.test('the nearest of several is meant', async t => {
  t.equal(suggest('jobz', ['mobs', 'jobs', 'robes']), 'jobs')
  t.equal(suggest('gtee', ['gt', 'gte', 'lte']), 'gte')
})

t.test('one wrong letter of a long name is always forgiven', async t => {
  const name = fc.stringMatching(/^[a-z]{4,20}$/)
  t.doesNotThrow(() => fc.assert(fc.property(name, fc.nat(19), (known, at) => {
    const index = at % known.length
    return suggest(`${known.slice(0, index)}#${known.slice(index + 1)}`, [known]) === known
  })))
})

t.test('the hint begins with a space, or is nothing', async t => {
  t.equal(didYouMean('mentor', ['jobs', 'mentors']), ' Did you mean "mentors"?')
  t.equal(didYouMean('zzzzzz', ['jobs', 'mentors']), '')
})

t.test('of names that begin alike the nearest is meant, and an equal one before all', async t => {
  t.equal(suggest('Title', ['titles', 'title']), 'title')
  t.equal(suggest('mentor', ['mentors_archive', 'mentors']), 'mentors')
  t.equal(suggest('address.citty', ['address', 'address.city']), 'address.city')
})

t.test('words that names share at their beginning do not make them alike', t => {
  const settings = ['DATABASE_TRANSPORT', 'DATABASE_SCHEMA', 'LOG_LEVEL']
  t.equal(suggest('DATABASE_PASSWORD', settings), undefined)
  t.equal(suggest('DATABASE_SHEMA', settings), 'DATABASE_SCHEMA')
  t.equal(suggest('DATBASE_SCHEMA', settings), 'DATABASE_SCHEMA')
  t.equal(suggest('LOG_LEVL', settings), 'LOG_LEVEL')
  t.end()
})
