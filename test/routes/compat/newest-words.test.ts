import t from 'tap'
import { newestWords } from '../../../src/routes/compat/newest-words.ts'

t.test('a text that fits is left alone', async t => {
  t.equal(newestWords('one two', 7), 'one two')
  t.equal(newestWords('🙂🙂', 2), '🙂🙂', 'in characters, not in units of UTF-16')
})

t.test('of a longer one the last whole words stay', async t => {
  t.equal(newestWords('one two three', 9), 'two three')
  t.equal(newestWords('one two three', 8), 'three')
  t.equal(newestWords('one two three', 5), 'three')
  t.equal(newestWords('one two three', 6), 'three')
})

t.test('a word that is longer than what may stay is cut', async t => {
  t.equal(newestWords('x'.repeat(20), 8), 'x'.repeat(8))
  t.equal(newestWords('x'.repeat(200) + ' end', 100), 'x'.repeat(96) + ' end')
  t.equal(newestWords('🙂'.repeat(9), 4), '🙂'.repeat(4))
})
