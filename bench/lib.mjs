// What the measurements share: starting servers, asking them, and saying what came out.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, mkdirSync, writeFileSync, openSync, readSync, closeSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
export const MODEL = 'Xenova/all-MiniLM-L6-v2'

/** What the image sets for the service. */
export const IMAGE = Object.fromEntries([...readFileSync(join(root, 'Dockerfile'), 'utf8').matchAll(/^ENV (.*)/gm)].flatMap(([, pairs]) => pairs.split(' ').map(pair => pair.split(/=(.*)/s).slice(0, 2))))

const running = new Set()
process.on('exit', () => { for (const child of running) child.kill('SIGKILL') })

/** Starts a server; resolves when it listens. `ms` is the time from the start of the process. */
export async function launch (script, environment = {}, nodeOptions = []) {
  const started = performance.now()
  const child = spawn(process.execPath, [...nodeOptions, script], { cwd: root, env: { ...process.env, HOST: '127.0.0.1', PORT: '0', RATE_LIMIT_PER_MINUTE: '0', ...environment }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
  running.add(child)
  const exited = once(child, 'exit').then(([code, signal]) => { running.delete(child); return { code, signal } })
  const log = []
  const url = await new Promise((resolve, reject) => {
    createInterface(child.stdout).on('line', line => {
      log.push(line)
      const address = /Server listening at (\S+?)"/.exec(line)?.[1]
      if (address) resolve(address)
    })
    exited.then(({ code }) => reject(new Error(`${script} ended with ${code} before it listened`)))
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  return { url, agent, child, log, exited, ms: performance.now() - started, started, stop: async () => { agent.destroy(); child.kill('SIGTERM'); return await exited } }
}

/** One call over a connection that is kept open: status, headers, parsed body, milliseconds. */
export async function ask ({ url, agent }, method, path, body) {
  const payload = body === undefined ? undefined : JSON.stringify(body)
  const start = performance.now()
  return await new Promise((resolve, reject) => {
    const call = request(url + path, { method, agent, headers: payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } }, response => {
      const chunks = []
      response.on('data', chunk => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString(), ms: performance.now() - start }))
      response.on('error', reject)
    })
    call.on('error', reject)
    call.end(payload)
  })
}

/** Calls `work` until it gives a 200, for at most a minute. */
export async function untilOk (work) {
  const end = performance.now() + 60_000
  for (;;) {
    const answer = await work().catch(() => ({ status: 0, text: 'no connection' }))
    if (answer.status === 200) return answer
    if (performance.now() > end) throw new Error(`no 200 within a minute: ${answer.status} ${answer.text.slice(0, 200)}`)
    await new Promise(resolve => setTimeout(resolve, 2))
  }
}

/** Runs `work(i)` for i below `count`, `connections` at a time. */
export async function inParallel (count, connections, work) {
  let next = 0
  await Promise.all(Array.from({ length: connections }, async () => { while (next < count) await work(next++) }))
}

export function percentile (values, p) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p / 100) - 1)]
}

export const ms = value => value.toFixed(2)

/** Resident memory of a process in MB, as the kernel counts it. */
export function residentMb (pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
}

/** Sentences that differ from each other, about 14 tokens long. */
export function sentences (count) {
  const who = ['nurse', 'driver', 'teacher', 'cook', 'welder', 'clerk', 'farmer', 'painter', 'coder', 'guard']
  const what = ['who likes night shifts', 'who speaks three languages', 'close to the sea', 'with good pay', 'outside with my hands', 'in a small team']
  const where = ['near a big city', 'for a few years', 'without a degree', 'after a long break', 'with young children']
  return Array.from({ length: count }, (_, i) => `I want to work as a ${who[i % 10]} ${what[i % 6]} ${where[i % 5]} ${i}`)
}

/** The jobs of the project with their vectors. */
export function jobs () {
  const items = readFileSync(join(root, 'data/jobs.jsonl'), 'utf8').trim().split('\n').map(line => JSON.parse(line))
  const file = openSync(join(root, 'data/jobs.safetensors'), 'r')
  const prefix = Buffer.alloc(8)
  readSync(file, prefix, 0, 8, 0)
  const vectors = new Float32Array(items.length * 384)
  readSync(file, new Uint8Array(vectors.buffer), 0, vectors.byteLength, 8 + Number(prefix.readBigUInt64LE()))
  closeSync(file)
  return items.map((item, i) => ({ ...item, embedding: Array.from(vectors.subarray(i * 384, (i + 1) * 384)) }))
}

export function machine () {
  return `${cpus().length} × ${cpus()[0].model.trim()}, Node ${process.versions.node}, ${process.platform} ${process.arch}`
}

/** Prints a report and keeps it in bench/results/. */
export function report (name, text) {
  process.stdout.write(text)
  keep(`${name}.md`, text)
}

/** Writes a file into bench/results/. */
export function keep (file, text) {
  mkdirSync(join(root, 'bench/results'), { recursive: true })
  writeFileSync(join(root, 'bench/results', file), text)
}
