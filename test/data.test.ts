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
