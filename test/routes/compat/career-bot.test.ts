import t from 'tap'
import type { Item } from '../../../src/matching/ports.ts'
import { facetReader } from '../../../src/routes/compat/facet-reader.ts'
import { build, buildSmall } from '../../helper.ts'
import { careerBot } from './clients/career-bot.ts'
import { serve } from './clients/serve.ts'

const job = (id: string, fields: object = {}): Item => ({ id, role: 'Cook', company: 'Inn', category: 'Kitchen', location: 'Riga', required_skills: 'soup, bread, fish', min_salary: 20, max_salary: 40, currency: 'EUR', ...fields })
const NO_FIELDS = Object.fromEntries(['role', 'company', 'category', 'location', 'required_skills', 'min_salary', 'max_salary', 'currency'].map(name => [name, null]))
const JOBS: Item[] = [
  job('a'),
  job('b', { min_salary: 50, max_salary: null, required_skills: 'zither, soup, accordion, yodelling, bread, fish, knives, apples' }),
  job('c', { min_salary: null, max_salary: 100, currency: 'USD', required_skills: ['soup', null, 'cake'] }),
  job('d', { min_salary: null, max_salary: null }),
  { id: 'nulls', ...NO_FIELDS },
  { id: 'bare' },
  job('nan', { min_salary: 'NaN', max_salary: '50k', required_skills: 7 })
]
const PEOPLE: Item[] = [
  { id: 'cook', skills: ['Soup', 'bread', null] },
  { id: 'text', skills: 'soup; C++, PL/SQL' },
  { id: '17', skills: ['fish'] },
  { id: 'none', skills: [] },
  { id: 'null', skills: null },
  { id: 'nothing' },
  { id: 'blank', skills: [' ', null] },
  { id: 'unsaid', skills: 'N/A' }
]
const ALL = { jobs: JOBS, people: PEOPLE }

interface Opportunity { job_id: string, similarity_score: number, normalized_salary: number | null, combined_score: number, missing_skills: string[], matching_skills: string[], related: { skill: string, have: string, cosine: number }[], coverage: number | null, avg_salary: number | null }

t.test('the bot', async t => {
  const app = await build(t)
  const { base, fetch } = await serve(app)
  const bot = careerBot(base, fetch)

  t.test('prints jobs for a person', async t => {
    const lines = await bot.jobs('dilnoza-karimova', 4)
    t.equal(lines.length, 4)
    for (const line of lines) {
      t.match(line, /^\d\. .+ \(.+\) in .+: .*\d%$/)
      t.notMatch(line, /undefined|null|NaN/)
    }
  })

  t.test('prints what is missing for jobs', async t => {
    const [known, ...lines] = await bot.gap('dilnoza-karimova')
    t.equal(known, 'You know Python, Airflow, SQL, mentoring juniors.')
    t.equal(lines.length, 3)
    for (const line of lines) {
      t.match(line, /^.+ at .+, (\d+|pay not given), score 0\.\d\d: learn .*$/)
      t.notMatch(line, /undefined|null|NaN/)
    }
  })

  t.test('prints what the jobs are', async t => {
    t.match(await bot.stats(), /^620 jobs, most of them in [A-Z].* \(\d+\), 384 dimensions$/)
    const { top_categories: categories } = (await app.inject('/api/stats')).json()
    const counts = Object.values<number>(categories)
    t.equal(counts.length, 10)
    t.same(counts, counts.toSorted((a, b) => b - a))
  })

  t.test('finds the same jobs by a person, by their skills and by a text of them', async t => {
    const ask = async (body: object) => (await app.inject({ method: 'POST', url: '/api/recommend', payload: { ...body, top_n: 5 } })).json()
    const byPerson = await ask({ user_id: 'dilnoza-karimova' })
    t.equal(byPerson.total_jobs_analyzed, 620)
    t.same(await ask({ skills: ['Python', 'Airflow', 'SQL', 'mentoring juniors'] }), byPerson)
    t.same(await ask({ text: 'Python, Airflow, SQL, mentoring juniors' }), byPerson)
  })

  t.test('is told which missing skills are near to one that is there', async t => {
    const { user_skills: skills, top_opportunities: jobs } = (await app.inject({ method: 'POST', url: '/api/skill-gap', payload: { skills: ['welding', 'machining', 'MySQL'], top_n: 50 } })).json()
    const related = jobs.flatMap((each: Opportunity) => each.related.map(near => ({ ...near, missing: each.missing_skills })))
    t.ok(related.length > 0)
    for (const { skill, have, cosine, missing } of related) t.ok(missing.includes(skill) && skills.includes(have) && cosine >= 0.55 && cosine <= 1, `${skill}: ${have}`)
  })

  t.test('reads the skills that a text names', async t => {
    const { user_id: id, user_skills: skills } = (await app.inject({ method: 'POST', url: '/api/skill-gap', payload: { text: 'I write SQL and Python all day and want to build pipelines with Airflow' } })).json()
    t.equal(id, null)
    t.ok(skills.includes('Python') && skills.includes('SQL'), skills.join())
  })
})

t.test('the bot is told apart: an unknown person, one without skills, no people, no jobs', async t => {
  const { base, fetch } = await serve(await buildSmall(t, ALL))
  const bot = careerBot(base, fetch)
  for (const ask of [bot.jobs, bot.gap]) {
    await t.rejects(ask('nobody'), { message: '404: The corpus "people" has no item "nobody".' })
    for (const id of ['none', 'null', 'nothing', 'blank', 'unsaid']) await t.rejects(ask(id), { message: `400: "${id}" of the corpus "people" has no skills to compare with jobs.` })
  }
  const withoutPeople = await serve(await buildSmall(t, { jobs: JOBS }))
  await t.rejects(careerBot(withoutPeople.base, withoutPeople.fetch).jobs('cook'), { message: /^404: There is no corpus "people" here, .* PEOPLE_CORPUS\.$/ })
  const withoutJobs = await serve(await buildSmall(t, { people: PEOPLE }))
  const lost = careerBot(withoutJobs.base, withoutJobs.fetch)
  for (const ask of [async () => { await lost.jobs('cook') }, async () => { await lost.gap('cook') }, async () => { await lost.stats() }]) await t.rejects(ask(), { message: /^404: There is no corpus "jobs" here, .* JOBS_CORPUS\.$/ })
})

t.test('the bot of a site whose ids are numbers is answered', async t => {
  const { base, fetch } = await serve(await buildSmall(t, ALL))
  t.equal((await careerBot(base, fetch).jobs(17, 2)).length, 2)
})

t.test('jobs with nulls', async t => {
  const app = await buildSmall(t, ALL)
  const { base, fetch } = await serve(app)

  t.test('are printed', async t => {
    const bot = careerBot(base, fetch)
    for (const line of [...await bot.jobs('cook', 7), ...await bot.gap('cook')]) t.notMatch(line, /undefined|null|NaN/)
  })

  t.test('leave salaries out and have empty texts', async t => {
    const { recommendations } = (await app.inject({ method: 'POST', url: '/api/recommend', payload: { user_id: 'cook' } })).json()
    const of = (id: string) => recommendations.find((each: { job_id: string }) => each.job_id === id)
    t.equal(recommendations.length, JOBS.length)
    for (const id of ['nulls', 'bare']) {
      const { similarity_score: _, ...rest } = of(id)
      t.same(rest, { job_id: id, Job_Role: '', Category: '', Location: '', Required_Skills: '' })
    }
    t.match(of('a'), { Job_Role: 'Cook', Category: 'Kitchen', Location: 'Riga', Required_Skills: 'soup, bread, fish', Min_Salary: 20, Max_Salary: 40 })
    t.match(of('c'), { Required_Skills: 'soup, cake', Min_Salary: undefined, Max_Salary: 100 })
    t.match(of('nan'), { Min_Salary: undefined, Max_Salary: undefined, Required_Skills: '7' })
  })

  t.test('are counted by what they name', async t => {
    t.same((await app.inject('/api/stats')).json(), { total_jobs: 7, top_categories: { Kitchen: 5 }, embedding_dimensions: 8, model: 'test/fake', memory_optimized: true, using_database_storage: false })
  })
})

t.test('the gap', async t => {
  const app = await buildSmall(t, ALL)
  const ask = async (body: object = {}) => (await app.inject({ method: 'POST', url: '/api/skill-gap', payload: { user_id: 'cook', ...body } })).json()
  const gap = await ask()
  const of = (id: string): Opportunity => gap.top_opportunities.find((each: Opportunity) => each.job_id === id)

  t.test('is that of the person', async t => {
    t.match(gap, { success: true, user_id: 'cook', user_skills: ['Soup', 'bread'], total_jobs_analyzed: 7 })
  })

  t.test("keeps the job's own order, of which a bot prints the first five", async t => {
    t.same(of('b').missing_skills, ['zither', 'accordion', 'yodelling', 'fish', 'knives', 'apples'])
    t.same(of('b').matching_skills, ['soup', 'bread'])
    t.equal(of('b').coverage, 0.25)
  })

  t.test('has a coverage of null where a job asks for nothing', async t => {
    t.match(of('nulls'), { missing_skills: [], matching_skills: [], coverage: null, avg_salary: null, normalized_salary: null })
    t.equal(of('bare').coverage, null)
  })

  t.test('places a salary among those of its currency', async t => {
    t.match(of('a'), { avg_salary: 30, normalized_salary: 0 })
    t.match(of('b'), { avg_salary: 50, min_salary: 50, max_salary: null, normalized_salary: 1 })
    t.match(of('c'), { avg_salary: 100, currency: 'USD', normalized_salary: 0.5 })
    t.match(of('d'), { avg_salary: null, currency: 'EUR', normalized_salary: null })
    t.match(of('nan'), { avg_salary: null, min_salary: null, normalized_salary: null })
  })

  t.test('stands by 0.7 of meaning and 0.3 of pay', async t => {
    const scores: number[] = gap.top_opportunities.map(({ combined_score: score }: Opportunity) => score)
    t.same(scores, scores.toSorted((a, b) => b - a))
    for (const each of gap.top_opportunities as Opportunity[]) t.ok(Math.abs(each.combined_score - (0.7 * each.similarity_score + 0.3 * (each.normalized_salary ?? 0))) < 2e-6)
  })

  t.test('scores all jobs, however few are asked for', async t => {
    const two = await ask({ top_n: 2 })
    t.same(two.top_opportunities, gap.top_opportunities.slice(0, 2))
    t.equal(two.total_jobs_analyzed, 7)
  })

  t.test('splits skills that stand in a text, and keeps names with signs', async t => {
    t.same((await ask({ user_id: 'text' })).user_skills, ['soup', 'C++', 'PL/SQL'])
    t.same((await ask({ user_id: undefined, skills: ['soup, bread', 'Node.js'] })).user_skills, ['soup', 'bread', 'Node.js'])
  })
})

t.test('jobs of other names are read', async t => {
  const app = await buildSmall(t, { listings: [{ id: 'x', 'Job Role': 'Baker', 'MIn Salary': '1,200', Max_Salary: 1400, 'Required Skills': 'bread|cake', Company_Name: 'Oven', City: 'Bern', Industry: 'Food' }] }, { JOBS_CORPUS: 'listings' })
  const answer = async (url: string) => (await app.inject({ method: 'POST', url, payload: { skills: ['bread'] } })).json()
  t.match(await answer('/api/recommend'), { recommendations: [{ job_id: 'x', Job_Role: 'Baker', Category: 'Food', Location: 'Bern', Min_Salary: 1200, Max_Salary: 1400 }] })
  t.match(await answer('/api/skill-gap'), { top_opportunities: [{ job_role: 'Baker', company: 'Oven', avg_salary: 1300, normalized_salary: 0.5, matching_skills: ['bread'], missing_skills: ['cake'], coverage: 0.5 }] })
  t.same((await app.inject('/api/stats')).json().top_categories, { Food: 1 })
})

t.test('what is wrong is refused, and the number of jobs has all its names', async t => {
  const app = await buildSmall(t, ALL)
  for (const url of ['/api/recommend', '/api/skill-gap']) {
    const answer = async (payload: object) => (await app.inject({ method: 'POST', url, payload }))
    for (const [payload, message] of [
      [{ user_id: 'cook', top_n: 0 }, 'top_n must be 1 or more.'],
      [{ user_id: 'cook', n: 0 }, 'n must be 1 or more.'],
      [{ user_id: 'cook', top_n: 101 }, 'top_n must be 100 or less.'],
      [{ user_id: 'cook', n: 1, top_n: 1 }, 'top_n and n mean the same; give one of them.'],
      [{}, 'Say for whom: one of user_id, skills, text.'],
      [{ user_id: 'cook', skills: ['soup'] }, 'Say for whom: one of user_id, skills, text; this has user_id and skills.'],
      [{ skills: [] }, 'skills is an empty list.'],
      [{ skills: [' '] }, 'skills has no skill in it.'],
      [{ text: ' ' }, 'text is blank.'],
      [{ user_id: 'cook', nn: 3 }, 'There is no field "nn". Did you mean "n"?']
    ] as const) {
      const response = await answer(payload)
      t.equal(response.statusCode, 400, message)
      t.equal(response.json().message, message)
    }
    for (const name of ['top_k', 'top_n', 'n', 'num_matches', 'max_results', 'limit']) {
      const { recommendations, top_opportunities: opportunities } = (await answer({ user_id: 'cook', [name]: 2 })).json()
      t.equal((recommendations ?? opportunities).length, 2, name)
    }
    t.match((await answer({ user_id: 'cook' })).headers, { 'cache-control': 'no-store', 'server-timing': /search;dur=/ })
  }
})

t.test('categories are counted anew when the corpus has changed, and only then', async t => {
  const read = facetReader()
  let calls = 0
  const corpus = (version: string, fails = false) => ({ info: { name: 'jobs', version }, facets: async () => { calls++; if (fails) throw new Error('No.'); return [] } }) as never
  await t.rejects(read(corpus('1', true), 'category', 10), { message: 'No.' })
  await read(corpus('1'), 'category', 10)
  await read(corpus('1'), 'category', 10)
  t.equal(calls, 2, 'what failed is not kept')
  await read(corpus('2'), 'category', 10)
  t.equal(calls, 3)
})
