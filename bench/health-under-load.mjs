// How long /health and a short query take while a thousand long texts are embedded over 16 connections.
import { ask, inParallel, launch, ms, percentile, report, sentences, untilOk } from './lib.mjs'
import { provenance } from './provenance.mjs'

const TEXTS = 1000
const CONNECTIONS = 16
const PAUSE_MS = 20

const server = await launch('dist/server.js', { QUERY_CACHE_MB: '0' })
await untilOk(async () => await ask(server, 'GET', '/readyz'))
const all = sentences(TEXTS * 12)
const longText = i => all.slice(i * 12, i * 12 + 12).join('. ')
const pause = async () => await new Promise(resolve => setTimeout(resolve, PAUSE_MS))

const alone = []
for (let i = 0; i < 60; i++) alone.push((await ask(server, 'POST', '/match', { query: `a short query ${i}`, fields: [] })).ms)

const embeds = []
const health = []
const short = []
const calls = []
const load = { done: false }
const start = performance.now()
const embedding = inParallel(TEXTS, CONNECTIONS, async i => embeds.push(await ask(server, 'POST', '/embed', { texts: [longText(i)] }))).then(() => { load.done = true })
const probe = (async () => { while (!load.done) { health.push((await ask(server, 'GET', '/health')).ms); await pause() } })()
const visitor = (async () => {
  for (let i = 0; !load.done; i++) {
    const answer = await ask(server, 'POST', '/match', { query: `someone who asks something short ${i}`, fields: [] })
    if (answer.status === 200) {
      short.push(answer.ms)
      calls.push(Number(/queue;dur=([\d.]+)/.exec(answer.headers['server-timing'])[1]))
    }
    await pause()
  }
})()
await Promise.all([embedding, probe, visitor])
const seconds = (performance.now() - start) / 1000
const succeeded = embeds.filter(answer => answer.status === 200).length
const tokens = JSON.parse(embeds.find(answer => answer.status === 200).text).tokens[0]
const single = []
for (let i = 0; i < 30; i++) single.push(Number(/infer;dur=([\d.]+)/.exec((await ask(server, 'POST', '/match', { query: `${longText(i)} again`, fields: [] })).headers['server-timing'])[1]))
await server.stop()

const line = (title, values) => `| ${title} | ${values.length} | ${ms(percentile(values, 50))} | ${ms(percentile(values, 95))} | ${ms(percentile(values, 99))} | ${ms(Math.max(...values))} |`
report('health-under-load', `# Health and short queries under load

${provenance()} ${TEXTS} texts of ${tokens} tokens through \`/embed\` over ${CONNECTIONS} connections: ${succeeded} answered with 200, in ${seconds.toFixed(1)} s.

| ms | calls | p50 | p95 | p99 | worst |
|---|---|---|---|---|---|
${line('`/health` meanwhile', health)}
${line('a short match meanwhile', short)}
${line('of that, its wait in the queue', calls)}
${line('a short match alone', alone)}
${line('one running call (a long text, inference only)', single)}
`)
