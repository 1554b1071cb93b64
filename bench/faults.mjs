// What every client sees while the embedding worker throws, exits, runs out of heap or hangs under load.
import { ask, launch, report, sentences, untilOk } from './lib.mjs'
import { provenance } from './provenance.mjs'

const CLIENTS = 8
const FAULTS = ['please throw', 'please exit', 'please fill the heap']
const BEFORE_MS = 500
const AFTER_MS = 2000
const TIMEOUT_MS = 1500
const preload = ['--import', new URL('peers/faulty-workers.mjs', import.meta.url).href]
const texts = sentences(10_000)

async function start (environment = {}) {
  const server = await launch('dist/server.js', { QUERY_CACHE_MB: '0', ...environment }, preload)
  await untilOk(async () => await ask(server, 'GET', '/readyz'))
  return server
}

/** Keeps clients and a health poller going; `stop` ends them and tells every answer with its time. */
function underLoad (server) {
  const load = { running: true, next: 0 }
  const answers = []
  const record = async (kind, work) => {
    const at = performance.now()
    const { status, headers = {} } = await work().catch(error => ({ status: error.code }))
    answers.push({ kind, status, retryAfter: headers['retry-after'], at, end: performance.now() })
  }
  const clients = Array.from({ length: CLIENTS }, async () => { while (load.running) await record('match', async () => await ask(server, 'POST', '/match', { query: texts[load.next++ % texts.length] })) })
  const poller = (async () => { while (load.running) { await record('health', async () => await ask(server, 'GET', '/health')); await pause(5) } })()
  return { answers, stop: async () => { load.running = false; await Promise.all([...clients, poller]) } }
}

const pause = async ms => await new Promise(resolve => setTimeout(resolve, ms))
const tally = answers => Object.entries(Object.groupBy?.(answers, ({ status }) => status) ?? group(answers)).map(([status, list]) => `${list.length} × ${status}`).join(', ') || 'none'
function group (answers) {
  const groups = {}
  for (const answer of answers) (groups[answer.status] ??= []).push(answer)
  return groups
}

async function crash (server, fault) {
  const load = underLoad(server)
  await pause(BEFORE_MS)
  const at = performance.now()
  const caller = await ask(server, 'POST', '/match', { query: fault })
  const failedAt = performance.now()
  await pause(AFTER_MS)
  await load.stop()
  const after = load.answers.filter(answer => answer.end > at)
  const next = after.filter(({ kind, status, end }) => kind === 'match' && status === 200 && end > failedAt).sort((a, b) => a.end - b.end)[0]
  const health = after.filter(({ kind }) => kind === 'health')
  const retry = after.filter(({ status }) => status === 503).every(({ retryAfter }) => retryAfter !== undefined)
  return `| ${fault} | ${caller.status}, Retry-After ${caller.headers['retry-after']} | ${tally(after.filter(({ kind }) => kind === 'match'))}${retry ? '' : ' (a 503 without Retry-After!)'} | ${tally(health)}, worst ${Math.max(...health.map(({ at, end }) => end - at)).toFixed(1)} ms | ${(next.end - failedAt).toFixed(0)} ms |`
}

async function hang () {
  const server = await start({ INFERENCE_TIMEOUT_MS: String(TIMEOUT_MS) })
  const load = underLoad(server)
  await pause(BEFORE_MS)
  const at = performance.now()
  const seen = []
  const watch = (async () => {
    for (;;) {
      const livez = await ask(server, 'GET', '/livez').then(({ status }) => status, () => 'gone')
      const health = await ask(server, 'GET', '/health').then(({ status }) => status, () => 'gone')
      if (seen.at(-1)?.livez !== livez || seen.at(-1)?.health !== health) seen.push({ ms: Math.round(performance.now() - at), livez, health })
      if (livez === 'gone') return
      await pause(10)
    }
  })()
  const caller = await ask(server, 'POST', '/match', { query: 'please hang' })
  const callerMs = Math.round(performance.now() - at)
  const { code, signal } = await server.exited
  const endedMs = Math.round(performance.now() - at)
  await watch
  await load.stop()
  const reason = server.log.map(line => JSON.parse(line)).find(({ level }) => level === 60)?.msg
  return `With \`INFERENCE_TIMEOUT_MS=${TIMEOUT_MS}\`: the caller got ${caller.status} (\`${JSON.parse(caller.text).error}\`) after ${callerMs} ms. ${seen.map(({ ms, livez, health }) => `At ${ms} ms \`/livez\` was ${livez} and \`/health\` ${health}.`).join(' ')} The process ended after ${endedMs} ms with code ${code ?? signal}; its last words: "${reason}"`
}

const server = await start()
const rows = []
for (const fault of FAULTS) rows.push(await crash(server, fault))
await server.stop()

report('faults', `# A worker that fails under load

${provenance()} ${CLIENTS} clients that match without pause and one that polls \`/health\` every 5 ms; counted from the moment of the fault on, for ${AFTER_MS} ms.

| fault | its caller | the other matches | health | next 200 after |
|---|---|---|---|---|
${rows.join('\n')}

## A call that does not return

${await hang()}
`)
process.exit()
