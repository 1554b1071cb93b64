import t from 'tap'
import { build, buildSmall } from '../../helper.ts'
import type { Row } from './clients/document-search.ts'
import { documentSearch } from './clients/document-search.ts'
import { serve } from './clients/serve.ts'

const PASSAGES = [
  { id: 'a#1', slug: 'a', title: 'A', source_path: 'docs/a.md', snippet: 'One.' },
  { id: 'b', chunk_id: 'b-chunk', slug: null, title: null, source_path: null, snippet: null },
  { id: 'c' }
]

t.test('the search box', async t => {
  const { base, fetch } = await serve(await build(t))
  const search = documentSearch(base, fetch)

  t.test('lists passages with links', async t => {
    const rows = await search('how do I put it on the web?') as Row[]
    t.equal(rows.length, 5)
    for (const { key, href, heading, text, from } of rows) {
      t.match(key, /#.*:\d+$/)
      t.match(href, /^\/docs\/\S+$/)
      t.ok(heading !== '' && text !== '')
      t.match(from, /\.md \(0\.\d\d\)$/)
    }
  })

  t.test('shows a list of what is wrong', async t => {
    t.same(await search(''), { error: 'query: query is empty.' })
    t.same(await search('x'.repeat(501), { top_k: 0 }), { error: 'query: query must have at most 500 characters.; top_k: top_k must be 1 or more.' })
    t.same(await search('x', { max_results: 21 }), { error: 'max_results: max_results must be 20 or less.' })
  })
})

t.test('the search box shows a sentence where there are no documents', async t => {
  const { base, fetch } = await serve(await buildSmall(t, { jobs: PASSAGES }))
  t.match(await documentSearch(base, fetch)('x'), { error: /^There is no corpus "documents" here, which this route reads\./ })
})

t.test('rows with nulls are answered', async t => {
  const app = await buildSmall(t, { pages: PASSAGES }, { DOCUMENTS_CORPUS: 'pages' })
  const { base, fetch } = await serve(app)
  const rows = await documentSearch(base, fetch)('x', { max_results: 3 }) as Row[]
  t.same(rows.map(({ key }) => key).sort(), ['a#1', 'b-chunk', 'c'])
  const { results, total_results: total } = (await app.inject({ method: 'POST', url: '/search', payload: { query: 'x' } })).json()
  t.equal(total, 3)
  t.match(results.find(({ chunk_id: id }: { chunk_id: string }) => id === 'b-chunk'), { snippet: '', source_path: '', slug: '', title: '' })
})
