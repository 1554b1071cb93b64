import { readFile } from 'node:fs/promises'
import t from 'tap'
import { build } from './helper.ts'

const README = new URL('../README.md', import.meta.url)

t.test('the calls in the README get the answers that stand there', async t => {
  const app = await build(t)
  const text = await readFile(README, 'utf8')
  const calls = [...text.matchAll(/-d '(\{[\s\S]*?\})'/g)].map(match => match[1]!)
  t.equal(calls.length, 2)
  const answers = await Promise.all(calls.map(async payload => await app.inject({ method: 'POST', url: '/match', headers: { 'content-type': 'application/json' }, payload })))
  t.same(answers.map(answer => answer.statusCode), [200, 200])

  const shown = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)![1]!) as { matches: { score: number }[] }
  const given = answers[0]!.json() as typeof shown
  const withoutScores = ({ matches, ...rest }: typeof shown) => ({ ...rest, took_ms: 0, matches: matches.map(match => ({ ...match, score: 0 })) })
  t.same(withoutScores(given), withoutScores(shown))
  // The last digits depend on the processor's kernels.
  given.matches.forEach((match, i) => t.ok(Math.abs(match.score - shown.matches[i]!.score) < 2e-3))

  t.ok(answers[1]!.json().matches.length > 0, 'the filter leaves something')
  for (const { item } of answers[1]!.json().matches) t.match(item, { category: /^(Health|Social Care)$/, min_salary: Number })
})

t.test('the call from a page works as it stands', async t => {
  const app = await build(t, { PORT: '0' })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const text = await readFile(README, 'utf8')
  const snippet = /```js\n([\s\S]*?)```/.exec(text)![1]!.replace('http://localhost:7860', url)
  const lines: unknown[][] = []
  const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => (console: { log: (...line: unknown[]) => void }) => Promise<void>
  await new AsyncFunction('console', snippet)({ log: (...line) => lines.push(line) })
  t.equal(lines.length, 3)
  for (const line of lines) t.match(line, [Number, String, String])
})
