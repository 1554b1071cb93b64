import { readFile } from 'node:fs/promises'
import t from 'tap'

const TEXTS = ['id', 'role', 'category', 'company', 'location', 'description'] as const

type Job = Record<typeof TEXTS[number], string> & {
  required_skills: string | null, min_salary: number | null, max_salary: number | null, currency: string | null
}

const FIELDS = [...TEXTS, 'required_skills', 'min_salary', 'max_salary', 'currency'].join()
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))

const jobs = (await readFile(new URL('../data/jobs.jsonl', import.meta.url), 'utf8')).trim().split('\n').map(line => JSON.parse(line) as Job)
const idsWhere = (isWrong: (job: Job) => boolean): string[] => jobs.filter(isWrong).map(({ id }) => id)
const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === ''
const boundsOf = ({ min_salary: min, max_salary: max }: Job): number[] => [min, max].filter(bound => bound !== null)

t.test('every posting has the same fields, and text where text belongs', async t => {
  t.same(idsWhere(job => Object.keys(job).join() !== FIELDS), [])
  t.same(idsWhere(job => TEXTS.some(field => isBlank(job[field]))), [])
  t.same(idsWhere(job => job.required_skills !== null && isBlank(job.required_skills)), [])
})

t.test('a salary is in whole numbers and an ISO 4217 currency, and its bounds are in order', async t => {
  t.same(idsWhere(job => boundsOf(job).some(bound => !Number.isInteger(bound) || bound <= 0)), [])
  t.same(idsWhere(job => (job.min_salary ?? 0) > (job.max_salary ?? Infinity)), [])
  t.same(idsWhere(job => boundsOf(job).length > 0 ? !CURRENCIES.has(job.currency ?? '') : job.currency !== null), [])
})

t.test('no two postings open with the same four words', async t => {
  const openings = jobs.map(({ description }) => description.toLowerCase().match(/[\p{L}\p{N}]+/gu)?.slice(0, 4).join(' '))
  t.same(jobs.filter((_, i) => openings.indexOf(openings[i]) !== i).map(({ id }) => id), [])
})

interface Story { id: string, title: string, content: string, situation: string, topic_tags: string[], user_id: string, timestamp: string }

const stories = (await readFile(new URL('../data/mentors.jsonl', import.meta.url), 'utf8')).trim().split('\n').map(line => JSON.parse(line) as Story)
const storiesWhere = (isWrong: (story: Story) => boolean): string[] => stories.filter(isWrong).map(({ id }) => id)
const wordsOf = (text: string): string[] => text.split(/\s+/)

t.test('every story has the same fields, and stands in the order of its date', async t => {
  t.same(storiesWhere(story => Object.keys(story).join() !== 'id,title,content,situation,topic_tags,user_id,timestamp'), [])
  t.same(stories.map(({ timestamp }) => timestamp), stories.map(({ timestamp }) => timestamp).toSorted())
  t.equal(new Set(stories.map(story => story.user_id)).size, stories.length)
})

t.test('a situation is one sentence of 8 to 25 words, and three to six tags say what it is about', async t => {
  t.same(storiesWhere(({ situation }) => wordsOf(situation).length < 8 || wordsOf(situation).length > 25), [])
  t.same(storiesWhere(({ topic_tags: tags }) => tags.length < 3 || tags.length > 6 || new Set(tags).size !== tags.length), [])
  t.same(storiesWhere(({ topic_tags: tags }) => tags.some(tag => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(tag))), [])
})

t.test('no two situations open with the same four words', async t => {
  const openings = stories.map(({ situation }) => wordsOf(situation.toLowerCase()).slice(0, 4).join(' '))
  t.same(stories.filter((_, i) => openings.indexOf(openings[i]!) !== i).map(({ id }) => id), [])
})
