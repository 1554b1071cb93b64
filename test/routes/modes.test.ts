import t from 'tap'
import { build, buildSmall } from '../helper.ts'

interface Answer { matches: { id: string, score: number }[], total: number, exact: boolean }

t.test('POST /match', async t => {
  const app = await buildSmall(t, {
    jobs: [
      { id: 'a', text: 'nurse at night', firm: 'Thornvale' },
      { id: 'b', text: 'developer, PL/SQL', firm: 'Thornvale' },
      { id: 'c', text: 'developer', firm: null, skills: ['C++'] }
    ]
  }, { DEFAULT_CORPUS: 'jobs' })
  const match = async (payload: object) => await app.inject({ method: 'POST', url: '/match', payload })
  const ids = async (payload: object) => ((await match(payload)).json() as Answer).matches.map(({ id }) => id)

  t.test('looks words up with mode keyword', async t => {
    t.same(await ids({ query: 'pl-sql', mode: 'keyword' }), ['b'])
    t.same(await ids({ query: 'thornvale', mode: 'keyword', filter: { text: 'nurse at night' } }), ['a'])
    t.same(await ids({ query: 'thornvale', mode: 'keyword', exclude: ['a'] }), ['b'])
    t.match((await match({ query: 'C++', mode: 'keyword' })).json(), { matches: [{ id: 'c' }], total: 1, total_is: 'exact', exact: true })
  })

  t.test('gives the same item the same score in every mode', async t => {
    const scores = await Promise.all(['semantic', 'hybrid', 'keyword'].map(async mode => ((await match({ query: 'developer', mode })).json() as Answer).matches.find(({ id }) => id === 'b')!.score))
    t.equal(new Set(scores).size, 1)
  })

  t.test('returns one of each group', async t => {
    t.equal((await ids({ query: 'x', group_by: 'firm' })).length, 2)
    t.equal((await ids({ query: 'x', group_by: 'firm', group_size: 2 })).length, 3)
  })

  t.test('spreads matches out', async t => {
    t.equal((await ids({ query: 'x', diversify: 0.5 })).length, 3)
  })

  t.test('refuses what does not go together', async t => {
    t.match((await match({ queries: ['x'], mode: 'hybrid' })).json(), { error: 'mode_not_available', status: 422, message: /^mode "hybrid" reads the words of "query"/ })
    t.match((await match({ query: 'x', mode: 'hybird' })).json(), { error: 'invalid_request', status: 400 })
    t.match((await match({ query: 'x', diversify: 1.5 })).json(), { error: 'invalid_request', status: 400 })
    t.match((await match({ query: 'x', group_by: 'skills' })).json(), { error: 'invalid_request', message: /holds lists/ })
    t.match((await match({ query: 'x', group_size: 2 })).json(), { error: 'invalid_request', detail: [{ path: 'group_size' }] })
  })
})

t.test('names, codes and rare words are found in the shipped jobs and stories by both modes that read words', async t => {
  const app = await build(t)
  for (const mode of ['hybrid', 'keyword']) {
    for (const [corpus, query, id] of [
      ['jobs', 'Thornvale', 'power-systems-protection-engineer-glasgow'],
      ['jobs', 'IPC-A-610', 'electronics-assembler-cluj-napoca'],
      ['jobs', 'gayageum', 'music-therapist-seoul'],
      ['jobs', 'PL/SQL', 'oracle-pl-sql-developer-cluj-napoca'],
      ['mentors', 'Form I-485', 'dc034a23-773d-4dfe-a643-85ba80033192']
    ]) {
      const { matches } = (await app.inject({ method: 'POST', url: '/match', payload: { query, corpus, mode, limit: 1 } })).json() as Answer
      t.equal(matches[0]!.id, id, `${mode}: ${query}`)
    }
  }
})
