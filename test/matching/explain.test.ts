import t from 'tap'
import { candidatesOf, carrying, MOST_SENTENCES, sharedEntries } from '../../src/matching/explain.ts'

const STORY = { id: 's', title: 'On the tram', content: 'I was sacked. Then I hid on a tram.', tags: ['job-loss', 'C++', 'shame'], place: { note: 'Cold. Very cold.' } }

t.test('the sentences of the fields with several are candidates, with their places', async t => {
  const candidates = candidatesOf(STORY, ['title', 'content', 'tags', 'missing'])
  t.same(candidates, [{ field: 'content', text: 'I was sacked.', start: 0, end: 13 }, { field: 'content', text: 'Then I hid on a tram.', start: 14, end: 35 }])
  t.same(candidatesOf(STORY, ['place.note']).map(({ field, text }) => [field, text]), [['place.note', 'Cold.'], ['place.note', 'Very cold.']])
})

t.test('where no field has several, the one sentence is', async t => {
  t.same(candidatesOf(STORY, ['title', 'tags']).map(({ text }) => text), ['On the tram'])
  t.same(candidatesOf(STORY, ['tags']), [])
})

t.test('of a long text only the beginning is read', async t => {
  t.equal(candidatesOf({ id: 'x', text: 'It went on. '.repeat(200) }, ['text']).length, MOST_SENTENCES)
})

t.test('the closest sentence carries the match', async t => {
  t.strictSame(carrying(candidatesOf(STORY, ['content']), [0.2, 0.80012]), { sentence: 'Then I hid on a tram.', field: 'content', start: 14, end: 35, score: 0.8 })
  t.strictSame(carrying([], []), {})
})

t.test('entries of lists are shared where the text names them as whole words', async t => {
  const shared = (text: string) => sharedEntries(STORY, ['tags', 'title'], { text })
  t.same(shared('No shame in a job loss, says who writes C++'), { tags: ['job-loss', 'C++', 'shame'] })
  t.equal(shared('C is shameless, losing a job'), undefined)
})

t.test('entries are shared that both items have', async t => {
  t.same(sharedEntries(STORY, ['tags'], { item: { id: 'o', tags: ['Shame', 'c#', 7] } }), { tags: ['shame'] })
  t.equal(sharedEntries(STORY, ['tags'], { item: { id: 'o', tags: 'shame' } }), undefined)
  t.equal(sharedEntries(STORY, ['tags'], undefined), undefined)
  t.equal(sharedEntries({ id: 's', tags: ['👍', '—'] }, ['tags'], { item: { id: 'o', tags: ['🎉', '…'] } }), undefined, 'entries without words')
})

t.test('a text of names with commas is a list, too; a sentence with a comma is none', async t => {
  const job = { id: 'j', role: 'Developer, in Cluj', skills: 'PL/SQL; Excel (pivot tables, macros); Git; C++, explain plans', description: 'I hid, on a tram, in the snow, and nobody who was there would have said that they had seen me.' }
  const fields = ['role', 'skills', 'description']
  t.same(sharedEntries(job, fields, { text: 'PL/SQL and C++ developer, in the snow' }), { skills: ['PL/SQL', 'C++'] })
  t.equal(sharedEntries(job, fields, { text: 'pivot tables' }), undefined)
  t.equal(sharedEntries({ id: 'l', skills: 'Git, SQL, '.repeat(200) }, fields, { text: 'Git' }), undefined)
})

t.test('a field that the other item does not have is compared with all its lists', async t => {
  const job = { id: 'j', required_skills: 'Python, SQL, Spark, Airflow' }
  const person = { id: 'p', skills: ['SQL', 'Python', 'violin'], city: 'Spark' }
  t.same(sharedEntries(job, ['required_skills'], { item: person }), { required_skills: ['Python', 'SQL'] })
  t.same(sharedEntries(person, ['skills'], { item: job }), { skills: ['SQL', 'Python'] })
  t.equal(sharedEntries(person, ['skills'], { item: { ...job, skills: null } }), undefined, 'one that is there and empty is not')
})
