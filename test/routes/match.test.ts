import t from 'tap'
import { build } from '../helper.ts'

t.test('the shipped stories', async t => {
  const app = await build(t)

  t.test('are answered by meaning', async t => {
    const response = await app.inject({ method: 'POST', url: '/match', payload: { query: 'I got laid off and dread interviews' } })
    t.equal(response.statusCode, 200)
    t.equal(response.json().matches.length, 5)
    t.match(response.headers['server-timing'], /^tokenize;dur=[\d.]+, queue;dur=[\d.]+, infer;dur=[\d.]+, search;dur=[\d.]+$/)
    t.equal(response.headers['cache-control'], 'no-store')
  })
})
