import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { request as httpRequest } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import type { Test } from 'tap'
import t from 'tap'
import { openTestDatabase } from './database.ts'

const KEY = 'write-key'
const DIMENSIONS = 384
const MB = 2 ** 20
const real = process.env['TEST_DATABASE_URL'] ? {} : { skip: 'TEST_DATABASE_URL names no server' }
t.setTimeout(600_000)

interface Service { url: string, pid: number, kill: () => Promise<void> }

/** The service as it is started for real, in a process of its own. */
async function start (t: Test, url: string, schema: string, nodeOptions: string[] = []): Promise<Service> {
  const environment = { HOST: '127.0.0.1', PORT: '0', NODE_OPTIONS: '', NODE_V8_COVERAGE: '', DATABASE_URL: url, DATABASE_SCHEMA: schema, ADMIN_KEYS: KEY, DATA_DIR: t.testdir({}) }
  const child = spawn(process.execPath, [...nodeOptions, 'dist/server.js'], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  t.teardown(() => child.kill('SIGKILL'))
  const address = await new Promise<string>(resolve => createInterface(child.stdout).on('line', line => {
    const found = /listening at ([^"\s]+)/.exec(line)?.[1]
    if (found !== undefined) resolve(found)
  }))
  while ((await fetch(`${address}/corpora`, { headers: { 'x-api-key': KEY } })).status !== 200) await setTimeout(50)
  return { url: address, pid: child.pid!, kill: async () => { child.kill('SIGKILL'); await once(child, 'exit') } }
}

const headers = { 'x-api-key': KEY }
const declare = async (url: string) => await fetch(`${url}/corpora/faces`, { method: 'PUT', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ dimensions: DIMENSIONS }) })
const itemsOf = async (url: string) => ((await (await fetch(`${url}/corpora/faces`, { headers })).json()) as { items: number }).items

const VECTORS = Array.from({ length: 50 }, (_, i) => Array.from({ length: DIMENSIONS }, (_, d) => Math.sin((i + 1) * (d + 1)).toFixed(7)).join(','))
const line = (i: number): string => `{"id":"i${i}","n":${i},"embedding":[${VECTORS[i % VECTORS.length]}]}\n`

function begin (url: string): { request: ClientRequest, answer: Promise<{ status: number, body: Record<string, unknown> }> } {
  const request = httpRequest(`${url}/corpora/faces/items`, { method: 'POST', headers: { ...headers, 'content-type': 'application/x-ndjson' } })
  const answer = once(request, 'response').then(async ([response]) => {
    let text = ''
    for await (const chunk of response as IncomingMessage) text += String(chunk)
    return { status: (response as IncomingMessage).statusCode!, body: JSON.parse(text) as Record<string, unknown> }
  })
  answer.catch(() => {})
  return { request, answer }
}

/** Writes lines as fast as they are taken. */
async function send (request: ClientRequest, from: number, to: number): Promise<void> {
  for (let i = from; i < to; i++) if (!request.write(line(i))) await once(request, 'drain')
}

t.test('an upload of any size does not grow the process, and ends as a task', real, async t => {
  const { url: database, schema } = await openTestDatabase(t)
  // Left to itself V8 collects old objects only after some hundred megabytes of them, whatever they are.
  const { url, pid } = await start(t, database, schema, ['--max-old-space-size=80'])
  await declare(url)
  const memory = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
  const warm = begin(url)
  await send(warm.request, 0, 500)
  warm.request.end()
  t.match(await warm.answer, { status: 200, body: { added: 500 } })

  const items = Math.ceil(Number(process.env['UPLOAD_MB'] ?? 48) * MB / line(1000).length)
  const before = memory()
  let most = before
  const watching = setInterval(() => { most = Math.max(most, memory()) }, 50)
  const { request, answer } = begin(url)
  await send(request, 0, items)
  request.end()
  const { status, body } = await answer
  t.equal(status, 202)
  let task = body['task'] as { id: string, status: string }
  while (task.status === 'processing') {
    await setTimeout(100)
    task = await (await fetch(`${url}/tasks/${task.id}`, { headers })).json() as typeof task
  }
  clearInterval(watching)
  t.match(task, { status: 'completed', done: items, total: items, result: { added: items - 500, unchanged: 500, failed: 0 } })
  t.equal(await itemsOf(url), items)
  t.comment(`${items} items, ${Math.round(before)} MB before, ${Math.round(most)} MB at most`)
  t.ok(most - before < 60, `grew by ${Math.round(most - before)} MB`)
})

t.test('where the process is killed, what was acknowledged is there, nothing is there twice, and sending it again completes it', real, async t => {
  const { url: database, schema, database: db } = await openTestDatabase(t)
  const first = await start(t, database, schema)
  await declare(first.url)
  let acknowledged = 0
  for (let round = 0; round < 5; round++) {
    const { request, answer } = begin(first.url)
    await send(request, acknowledged, acknowledged + 20)
    request.end()
    if ((await answer).status === 200) acknowledged += 20
  }
  const broken = begin(first.url)
  broken.request.on('error', () => {})
  const sending = send(broken.request, acknowledged, 12_000).catch(() => {})
  while (await itemsOf(first.url) < 1000) await setTimeout(20)
  await first.kill()
  broken.request.destroy()
  await Promise.race([sending, setTimeout(1000)])

  const second = await start(t, database, schema)
  const left = await itemsOf(second.url)
  t.ok(left >= 1000 && left < 12_000, `${left} items were written`)
  const again = begin(second.url)
  await send(again.request, 0, 12_000)
  again.request.end()
  let { body } = await again.answer
  if (body['task'] !== undefined) {
    let task = body['task'] as { id: string, status: string, result: Record<string, unknown> }
    while (task.status === 'processing') {
      await setTimeout(100)
      task = await (await fetch(`${second.url}/tasks/${task.id}`, { headers })).json() as typeof task
    }
    body = task.result
  }
  t.match(body, { added: 12_000 - left, updated: 0, unchanged: left, failed: 0 })
  const [row] = (await db.query([{ text: 'select id, items, bytes from corpora', values: [] }]))[0]!
  const [found] = (await db.query([{ text: `select count(*)::integer as items, count(distinct item ->> 'n')::integer as different, sum(octet_length(item::text))::float8 as bytes from items_${row!['id']}`, values: [] }]))[0]!
  t.same(found, { items: 12_000, different: 12_000, bytes: Number(row!['bytes']) })
  t.equal(Number(row!['items']), 12_000)
})

t.test('health answers while much is uploaded', real, async t => {
  const { url: database, schema } = await openTestDatabase(t)
  const { url } = await start(t, database, schema)
  await declare(url)
  const times = { idle: [] as number[], busy: [] as number[] }
  const state: { during: keyof typeof times } = { during: 'idle' }
  async function ask (count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const start = performance.now()
      t.equal((await fetch(`${url}/health`)).status, 200)
      times[state.during].push(performance.now() - start)
      await setTimeout(5)
    }
  }
  await ask(50)
  times.idle.length = 0
  await ask(200)
  state.during = 'busy'
  const { request, answer } = begin(url)
  await Promise.all([ask(200), send(request, 0, 8000).then(() => request.end())])
  await answer
  const p99 = (all: number[]) => all.sort((a, b) => a - b)[Math.floor(all.length * 0.99)]!
  t.comment({ idle: p99(times.idle), busy: p99(times.busy) })
  t.ok(p99(times.busy) < 1000)
})
