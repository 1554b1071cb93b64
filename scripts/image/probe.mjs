// Runs beside the service, in a network of their own, and is a visitor: writes a line of JSON for each thing it has found out.
import assert from 'node:assert/strict'

const service = 'http://127.0.0.1:7860'
const say = line => process.stdout.write(`${JSON.stringify(line)}\n`)
const match = body => fetch(`${service}/match`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

async function first (path, isRight) {
  for (;;) {
    const response = await fetch(service + path).catch(() => undefined)
    if (response !== undefined && isRight(response)) return { at: Date.now(), body: await response.json() }
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

say({ step: 'waiting' })
// Whatever answers first has to be a 200.
const health = await first('/health', response => response.status === 200 || assert.fail(`GET /health: ${response.status}`))
say({ step: 'health', at: health.at, uptime: health.body.uptime_s, status: health.body.status })
const ready = await first('/readyz', response => response.status === 200)
say({ step: 'ready', at: ready.at })

const { status, reasons, corpora } = await (await fetch(`${service}/health`)).json()
assert.equal(status, 'ok', reasons.join(' '))
const answer = await match({ query: 'I got laid off and dread interviews' })
assert.equal(answer.status, 200)
const { matches } = await answer.json()
assert.equal(matches.length, 5)
assert.ok(matches[0].score > 0.5, `the best match has a score of ${matches[0].score}`)
say({ step: 'match', at: Date.now(), score: matches[0].score, corpora })

for (const path of ['/', '/docs', '/docs/static/swagger-ui-bundle.js', '/docs/static/swagger-ui.css', '/docs/json', '/docs/yaml', '/openapi.json', '/metrics']) {
  const response = await fetch(service + path)
  assert.equal(response.status, 200, path)
  await response.arrayBuffer()
}

// Long texts, eight at once, for the memory that they take.
const long = n => ({ query: `${n} ${'I have been looking for work for a long time and '.repeat(40)}`, corpus: corpora[n % corpora.length].name, limit: 50 })
for (let n = 0; n < 200; n += 8) {
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => match(long(n + i))))
  for (const response of answers) {
    assert.equal(response.status, 200)
    await response.arrayBuffer()
  }
}
say({ step: 'loaded' })

// The line that follows makes the other side send SIGTERM, while most of these still wait.
const running = Array.from({ length: 100 }, async (_, i) => {
  const response = await match(long(1000 + i))
  await response.arrayBuffer()
  return response.status
})
await Promise.race(running)
say({ step: 'running' })
for (const status of await Promise.all(running)) assert.equal(status, 200)
say({ step: 'answered', requests: running.length })
