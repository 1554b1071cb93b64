// The service beside a minimal server around the pipeline of @xenova/transformers: start, first match, warm matches over the jobs, memory.
// Both run at once and are asked in turn, so that what else the machine does falls on both.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, jobs, launch, machine, ms, percentile, plainModels, report, residentMb, sentences, untilOk } from './lib.mjs'

const STARTS = 7
const MATCHES = Number(process.env.MATCHES ?? 10_000)

const items = join(mkdtempSync(join(tmpdir(), 'kindred-bench-')), 'jobs.json')
writeFileSync(items, JSON.stringify(jobs()))
const contestants = {
  kindred: { script: 'dist/server.js', environment: { CORPORA: 'jobs', DEFAULT_CORPUS: 'jobs' } },
  'by hand': { script: 'bench/peers/transformers-server.mjs', environment: { ITEMS: items, MODELS_DIR: plainModels() } }
}
const names = Object.keys(contestants)
const figures = Object.fromEntries(names.map(name => [name, { listening: [], firstMatch: [], match: [] }]))
const matchOn = async (server, query) => {
  const answer = await ask(server, 'POST', '/match', { query, limit: 5 })
  if (answer.status === 200 && JSON.parse(answer.text).matches.length !== 5) throw new Error('not five matches')
  return answer
}

for (let i = 0; i < STARTS; i++) {
  for (const name of names) {
    const { script, environment } = contestants[name]
    const server = await launch(script, environment)
    figures[name].listening.push(server.ms)
    await untilOk(async () => await matchOn(server, 'a nurse who likes night shifts'))
    figures[name].firstMatch.push(performance.now() - server.started)
    await server.stop()
  }
}

const servers = {}
for (const name of names) servers[name] = await launch(contestants[name].script, contestants[name].environment)
for (const name of names) await untilOk(async () => await matchOn(servers[name], 'ready?'))
for (const sentence of sentences(MATCHES)) {
  for (const name of names) figures[name].match.push((await matchOn(servers[name], sentence)).ms)
}
for (const name of names) figures[name].memory = residentMb(servers[name].child.pid)
await Promise.all(names.map(async name => await servers[name].stop()))

const warm = name => figures[name].match.slice(200)
const spread = values => `${ms(percentile(values, 50))} (${ms(Math.min(...values))}–${ms(Math.max(...values))})`
const rows = [
  ['start to listening, ms: median (range)', name => spread(figures[name].listening), name => percentile(figures[name].listening, 50)],
  ['start to the first match, ms: median (range)', name => spread(figures[name].firstMatch), name => percentile(figures[name].firstMatch, 50)],
  ['warm match over the jobs, ms: p50', name => ms(percentile(warm(name), 50)), name => percentile(warm(name), 50)],
  ['warm match over the jobs, ms: p95', name => ms(percentile(warm(name), 95)), name => percentile(warm(name), 95)],
  [`resident memory after ${MATCHES} different matches, MB`, name => figures[name].memory.toFixed(0), name => figures[name].memory]
]
report('service', `# The service beside one written by hand

${machine()}. ${STARTS} starts and ${MATCHES} matches of each, in turn; over ${jobs().length} jobs, texts of about 20 tokens.
"By hand" is \`bench/peers/transformers-server.mjs\`: Fastify around the pipeline of @xenova/transformers 2.17.2, plain int8 from the same weights.

| | kindred | by hand | ratio |
|---|---|---|---|
${rows.map(([title, show, value]) => `| ${title} | ${show('kindred')} | ${show('by hand')} | ${(value('kindred') / value('by hand')).toFixed(2)} |`).join('\n')}
`)
