import t from 'tap'
import { build, buildSmall } from '../../helper.ts'
import { literatureSearch } from './clients/literature-search.ts'
import { serve } from './clients/serve.ts'

const PAPERS = [
  { id: 'd1', title: 'On sleep', abstract: 'Sleep and work.', journal: 'J. Sleep', year: 2021, authors: ['Ann', 'Bo'], doi: null },
  { id: 'd2', title: null, abstract: null, journal: null, year: null, authors: null, doi: null },
  { id: 'd3' }
]

t.test('the literature search', async t => {
  const app = await build(t)
  const { base, fetch } = await serve(app)
  const search = literatureSearch(base, fetch)

  t.test('lists documents by meaning', async t => {
    const { heading, rows } = await search('how to keep strangers from calling the service', { maxResults: 3 })
    t.match(heading, /^3 results for "how to keep strangers from calling the service" \(\d+ ms\)$/)
    t.equal(rows.length, 3)
    for (const { title, excerpt, source, width, facts } of rows) {
      t.ok(title !== 'Untitled' && excerpt !== '')
      t.match(source, /\.MD$/)
      t.match(width, /^\d+(\.\d+)?%$/)
      t.match(facts.join(), /^slug: /)
    }
  })

  t.test('asks for fifty', async t => {
    t.equal((await search('an introduction')).rows.length, 50)
  })

  t.test('is told of everything that it sends without effect', async t => {
    const { notes } = await search('corpora', { maxResults: 1 })
    t.same(notes.map(note => /^(\w+) has no effect: .+\.$/.exec(note)?.[1]), ['index', 'alpha', 'use_reranking', 'sort_by'])
  })

  t.test('is told that nothing stands out, by a code that the document names', async t => {
    const { warnings } = (await app.inject({ method: 'POST', url: '/api/v1/search', payload: { query: 'How long do I boil an egg?', alpha: 1 } })).json()
    t.same(warnings.map(({ code }: { code: string }) => code), ['no_effect', 'weak_matches'])
    t.match((await app.inject('/openapi.json')).body, /A code for programs: `no_effect`[^"]*`weak_matches`/)
  })
})

t.test('rows with nulls are answered', async t => {
  const app = await buildSmall(t, { documents: PAPERS })
  const { base, fetch } = await serve(app)
  const { rows, heading } = await literatureSearch(base, fetch)('sleep')
  t.match(heading, /^3 results/)
  t.same(new Set(rows.map(({ key, title, excerpt, source, facts }) => [key, title, excerpt, source, ...facts].join('|'))), new Set(['d1|On sleep|Sleep and work.|J. SLEEP|year: 2021|authors: Ann,Bo', 'd2|Untitled||', 'd3|Untitled||']))
})

t.test('only what was sent is named as without effect, and other names of the number are taken', async t => {
  const app = await buildSmall(t, { documents: PAPERS })
  const answer = async (payload: object) => (await app.inject({ method: 'POST', url: '/api/v1/search', payload }))
  const codes = (response: { json: () => { warnings: { code: string }[] } }) => response.json().warnings.map(({ code }) => code).filter(code => code === 'no_effect')
  t.same(codes(await answer({ query: 'x' })), [])
  t.match((await answer({ query: 'x', alpha: 0.3 })).json().warnings, [{ code: 'no_effect', message: /^alpha / }])
  for (const name of ['top_k', 'top_n', 'n', 'num_matches', 'max_results', 'limit']) t.equal((await answer({ query: 'x', [name]: 1 })).json().total_results, 1, name)
})

t.test('what is wrong is refused', async t => {
  const app = await buildSmall(t, { documents: PAPERS })
  const answer = async (payload: object) => (await app.inject({ method: 'POST', url: '/api/v1/search', payload }))
  for (const [payload, message] of [
    [{ query: 'x', max_results: 0 }, 'max_results must be 1 or more.'],
    [{ query: 'x', max_results: 101 }, 'max_results must be 100 or less.'],
    [{ query: ' ' }, 'query is blank.'],
    [{ query: 'x', alpha: 'much' }, 'alpha must be a number.'],
    [{}, 'query is missing.']
  ] as const) {
    const response = await answer(payload)
    t.equal(response.statusCode, 400)
    t.equal(response.json().message, message)
    t.equal(response.json().detail[0].msg, message)
  }
})

t.test('where there are no documents it is a 404 with a sentence', async t => {
  const response = await (await buildSmall(t, { jobs: PAPERS })).inject({ method: 'POST', url: '/api/v1/search', payload: { query: 'x' } })
  t.equal(response.statusCode, 404)
  t.match(response.json().detail, /^There is no corpus "documents" here.* DOCUMENTS_CORPUS\.$/)
})
