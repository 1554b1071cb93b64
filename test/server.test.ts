import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import type { Test } from 'tap'
import t from 'tap'
import { checkedFetch } from './openapi.ts'

/** The service as it is started for real: `npm start` without npm. */

interface Running { process: ChildProcess, url: string, log: object[], stderr: () => string, exit: Promise<number | null> }

function launch (t: Test, environment: Record<string, string>, nodeOptions: string[] = []): Omit<Running, 'url'> & { listening: Promise<string> } {
  const child = spawn(process.execPath, [...nodeOptions, 'scripts/start.mjs'], { env: { ...process.env, HOST: '127.0.0.1', PORT: '0', NODE_OPTIONS: '', NODE_V8_COVERAGE: '', ...environment } })
  const log: object[] = []
  let stderr = ''
  child.stderr.on('data', chunk => { stderr += String(chunk) })
  const listening = new Promise<string>(resolve => {
    createInterface(child.stdout).on('line', line => {
      const entry = JSON.parse(line) as { msg: string }
      log.push(entry)
      const address = /Server listening at (\S+)/.exec(entry.msg)?.[1]
      if (address !== undefined) resolve(address)
    })
  })
  const exit = once(child, 'exit').then(([code]) => code as number | null)
  t.teardown(() => child.kill('SIGKILL'))
  return { process: child, log, stderr: () => stderr, exit, listening }
}

async function start (t: Test, environment: Record<string, string> = {}, nodeOptions: string[] = []): Promise<Running> {
  const { listening, ...running } = launch(t, environment, nodeOptions)
  return { ...running, url: await listening }
}

async function ready (url: string): Promise<void> {
  while ((await checkedFetch(url, '/readyz')).status !== 200) await setTimeout(20)
}

const match = async (url: string, query: string): Promise<Response> =>
  await checkedFetch(url, '/match', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) })

t.test('listens before it has loaded, and says what it waits for', async t => {
  const { url } = await start(t)
  const [health, page, head, early] = await Promise.all([checkedFetch(url, '/health'), checkedFetch(url, '/'), checkedFetch(url, '/', { method: 'HEAD' }), match(url, 'x')])
  t.same([health.status, page.status, head.status], [200, 200, 200])
  const state = await health.json() as { status: string, reasons: string[] }
  t.match(state, { status: 'starting', reasons: [/being loaded/] })
  // What a match is checked by is compiled before it is answered, and all may be loaded by then.
  if (early.status !== 200) t.same([early.status, early.headers.get('retry-after')], [503, '1'])
  await ready(url)
  t.match(await (await checkedFetch(url, '/health')).json(), { status: 'ok', reasons: [], matcher_ready: true, model_loaded: true, num_posts: 170, total_jobs_with_embeddings: 620 })
})

t.test('SIGTERM finishes what runs and ends with 0', async t => {
  const { url, process: child, exit } = await start(t, { SHUTDOWN_GRACE_MS: '120000' })
  await ready(url)
  const long = 'I have been looking for work for a long time and '.repeat(40)
  const running = Array.from({ length: 20 }, async (_, i) => await match(url, `${i} ${long}`))
  await Promise.race(running)
  child.kill('SIGTERM')
  const statuses = (await Promise.all(running)).map(response => response.status)
  t.same(statuses, statuses.map(() => 200))
  t.equal(await exit, 0)
})

t.test('the log holds a line for each request and nothing of what was asked', async t => {
  const { url, log, process: child, exit } = await start(t)
  await ready(url)
  await match(url, 'a secret sentence about gin')
  await checkedFetch(url, '/match?q=another+secret&corpus=nowhere')
  await checkedFetch(url, '/match', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query": "a secret that is not JSON' })
  child.kill('SIGTERM')
  await exit
  const text = JSON.stringify(log)
  t.notMatch(text, /secret|gin"|nowhere/)
  t.match(log.find(line => (line as { route?: string }).route === '/match'), { method: 'POST', route: '/match', status: 200, ms: Number, reqId: String })
})

const NATIVE_HANG = ['--import', new URL('fixtures/native-hang.mjs', import.meta.url).href]

t.test('a call that hangs in native code', async t => {
  t.test('ends the process after twice the time, with its reason in the log', async t => {
    const { url, log, exit } = await start(t, { INFERENCE_TIMEOUT_MS: '300' }, NATIVE_HANG)
    await ready(url)
    t.equal((await match(url, 'hang in native code')).status, 503)
    t.equal((await checkedFetch(url, '/livez')).status, 503)
    t.equal(await exit, null, 'killed: an exit would wait for the thread')
    t.match(JSON.stringify(log.at(-1)), /has not returned for 600 ms/)
  })

  t.test('does not hold up SIGTERM either', async t => {
    const { url, process: child, exit } = await start(t, { INFERENCE_TIMEOUT_MS: '300', SHUTDOWN_GRACE_MS: '500' }, NATIVE_HANG)
    await ready(url)
    const stuck = match(url, 'hang in native code').catch(() => {})
    await stuck
    child.kill('SIGTERM')
    t.equal(await exit, null)
  })
})

t.test('a setting that cannot be used ends the start with a sentence', async t => {
  const { exit, stderr } = launch(t, { PORT: 'seven' })
  t.equal(await exit, 1)
  t.equal(stderr().trim(), 'The setting PORT must be a whole number, not "seven".')
})

t.test('so does one that is found out when the model is already being loaded', async t => {
  const { exit, stderr } = launch(t, { CORS_ORIGINS: '*.com' })
  t.equal(await exit, 1)
  t.match(stderr(), /^The setting CORS_ORIGINS has "\*\.com", [^\n]*\n$/)
})

t.test('a port that is taken ends the start with a sentence', async t => {
  const other = createServer()
  other.listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.teardown(() => other.close())
  const { port } = other.address() as AddressInfo
  const { exit, stderr } = launch(t, { PORT: String(port) })
  t.equal(await exit, 1)
  t.match(stderr(), `Port ${port} is in use`)
})

// util-linux; the BSDs have a `script` that is asked otherwise.
const hasScript = spawnSync('script', ['--version']).status === 0

t.test('in a terminal', { skip: hasScript ? false : 'needs script(1)' }, async t => {
  const child = spawn('script', ['-qec', `${process.execPath} scripts/start.mjs`, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, HOST: '127.0.0.1', PORT: '0', NODE_OPTIONS: '', NODE_V8_COVERAGE: '' } })
  t.teardown(() => child.kill())
  let said: string | undefined
  let port: string | undefined
  let pid: number | undefined
  for await (const line of createInterface(child.stdout)) {
    said ??= /^Open http:\/\/localhost:(\d+)\/\s*$/.exec(line)?.[1]
    port ??= /Server listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]
    pid ??= line.startsWith('{') ? (JSON.parse(line) as { pid: number }).pid : undefined
    if (line.includes('"loaded"')) break
  }
  t.type(port, 'string')
  t.equal(said, port, 'the address to open is said')

  child.kill('SIGKILL')
  const deadline = Date.now() + 5000
  const isThere = (): boolean => { try { return process.kill(pid!, 0) } catch { return false } }
  while (isThere() && Date.now() < deadline) await setTimeout(20)
  t.equal(isThere(), false, 'it ends where its terminal is gone')
  if (isThere()) process.kill(pid!, 'SIGKILL')
})

t.test('a crash in native code ends the process', async t => {
  const { url, process: child } = await start(t)
  await ready(url)
  child.kill('SIGSEGV')
  t.same(await once(child, 'exit'), [null, 'SIGSEGV'])
})

t.test('a folder without models or corpora is served, and health says what is missing', async t => {
  const { url, log, stderr, process: child, exit } = await start(t, { DATA_DIR: t.testdir({}), MODELS_DIR: t.testdir({}) })
  const health = async () => await (await checkedFetch(url, '/health')).json() as { status: string, reasons: string[] }
  let state = await health()
  while (state.status === 'starting') state = await health()
  t.match(state, { status: 'degraded', reasons: [/npm run model/] })
  t.equal((await match(url, 'x')).status, 503)
  child.kill('SIGTERM')
  await exit
  t.equal(log.filter(entry => JSON.stringify(entry).includes('npm run model')).length, 1, 'and the log says it once')
  t.equal(stderr(), '', 'what is for a terminal is not said to others')
})
