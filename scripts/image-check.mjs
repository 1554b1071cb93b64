// `npm run image:check [-- <Dockerfile>]`: builds the image and runs it as harshly as a platform may: user 1000, nothing writable,
// no capabilities, no network, 256 MB. Ends with 0 if all of it holds.
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { findEngine } from './image/engine.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const dockerfile = process.argv[2] ?? join(root, 'Dockerfile')
const IMAGE = 'localhost/kindred-image-check'
const [SERVICE, PROBE] = ['kindred-image-check', 'kindred-image-check-probe']
const MEMORY_MB = 256
const TIMEOUT_MS = 120_000
/** "Listens at once": from the command that starts the container to the first answer. */
const MAX_START_MS = 5000
const UNWANTED = /\/(sharp|onnxruntime-web|typescript|esbuild|tests?|src)\/|\/(darwin|win32)\/|\/model(_int8)?\.onnx$|\.(test\.js|ts|map)$/

const megabytes = bytes => (bytes / 1e6).toFixed(1).padStart(7)
const report = (what, value) => console.log(`${what.padEnd(34)}${value}`)

const engine = timed('engine ready', () => findEngine(dockerfile))
report('engine', engine.name)
const call = (...args) => execFileSync(engine.cli, args, { env: engine.env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e8 }).trim()
const remove = () => [SERVICE, PROBE].forEach(name => spawnSync(engine.cli, ['rm', '--force', name], { env: engine.env }))

try {
  remove()
  timed('build', build)
  const [image] = JSON.parse(call('image', 'inspect', IMAGE))
  checkConfiguration(image)
  await run(image)
  checkContent(image)
  console.log('The image is as it should be.')
} catch (error) {
  console.error(`\nThe image is not as it should be: ${error.message}`)
  if (error.stderr) console.error(String(error.stderr))
  process.exitCode = 1
} finally {
  remove()
}

function timed (what, action) {
  const start = performance.now()
  const result = action()
  report(what, `${((performance.now() - start) / 1000).toFixed(1)} s`)
  return result
}

function build () {
  const { status, stdout, stderr } = spawnSync(engine.cli, ['build', ...engine.build, '-t', IMAGE, '-f', dockerfile, root], { env: engine.env, encoding: 'utf8', maxBuffer: 1e8 })
  if (status !== 0) throw new Error(`it cannot be built.\n${`${stdout}${stderr}`.trim().split('\n').slice(-25).join('\n')}`)
}

function checkConfiguration ({ Config: config }) {
  assert.match(config.User, /^(node|1000)$/)
  assert.deepEqual(Object.keys(config.ExposedPorts), ['7860/tcp'])
  assert.equal(config.Cmd[0], 'node', 'what starts is node itself, so that signals reach it')
}

/** The probe comes first and holds the network, which has no way out; the service joins it. So the probe waits for the first answer. */
async function run (image) {
  const probe = spawn(engine.cli, ['run', '--interactive', '--name', PROBE, ...engine.run, '--network=none', IMAGE, 'node', '--input-type=module', '-'], { env: engine.env })
  probe.stdin.end(readFileSync(new URL('image/probe.mjs', import.meta.url)))
  const closed = once(probe, 'close')
  let complaint = ''
  probe.stderr.on('data', chunk => { complaint += chunk })
  const watch = setTimeout(() => fail(`no answer within ${TIMEOUT_MS / 1000} s`), TIMEOUT_MS)
  let last = 'nothing'
  let failure
  function fail (message) {
    failure ??= `${message} (last step: ${last})\n${complaint}\n${lastLines()}`
    probe.kill('SIGKILL')
  }

  let started
  let stopped
  const steps = {
    waiting () {
      started = Date.now()
      call('run', '--detach', '--name', SERVICE, ...engine.run, '--user=1000', '--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges',
        `--network=container:${PROBE}`, `--memory=${MEMORY_MB}m`, `--memory-swap=${MEMORY_MB}m`, IMAGE)
      // A service that ends before it is told to leaves the probe without an answer for ever.
      spawn(engine.cli, ['wait', SERVICE], { env: engine.env }).on('exit', () => { if (stopped === undefined) fail('the service ended by itself') })
    },
    health ({ at, uptime, status }) {
      report('/health answers 200 after', `${at - started} ms (the process: ${uptime * 1000} ms; "${status}")`)
      assert.ok(at - started < MAX_START_MS, 'the first answer takes too long')
    },
    ready ({ at }) { report('/readyz answers 200 after', `${at - started} ms`) },
    match ({ at, score, corpora }) { report('first match after', `${at - started} ms (score ${score}; ${corpora.map(({ name, items }) => `${items} ${name}`).join(', ')})`) },
    loaded () { checkInside(image) },
    running () {
      stopped = Date.now()
      call('stop', '--time', '20', SERVICE)
      report('SIGTERM while 100 requests run', `ends after ${Date.now() - stopped} ms`)
    },
    answered ({ requests }) { report('requests answered nevertheless', requests) }
  }
  for await (const line of createInterface(probe.stdout)) {
    try {
      const { step, ...found } = JSON.parse(line)
      last = step
      steps[step](found)
    } catch (error) {
      fail(error.message)
    }
  }
  clearTimeout(watch)
  await closed
  if (failure === undefined && last !== 'answered') fail('the visitor is not content')
  if (failure !== undefined) throw new Error(failure)
  const { ExitCode, OOMKilled } = JSON.parse(call('inspect', SERVICE))[0].State
  assert.deepEqual({ ExitCode, OOMKilled }, { ExitCode: 0, OOMKilled: false })
  report('exit code', ExitCode)
}

/** What the service wrote, without the line of each request. */
function lastLines () {
  const { stdout, stderr } = spawnSync(engine.cli, ['logs', SERVICE], { env: engine.env, encoding: 'utf8', maxBuffer: 1e8 })
  return `${stdout}${stderr}`.split('\n').filter(line => !line.includes('"route"')).slice(-20).join('\n')
}

function checkInside (image) {
  const health = image.Config.Healthcheck ?? image.Healthcheck
  const inside = (...command) => call('exec', SERVICE, ...command)
  const status = Object.fromEntries(inside('cat', '/proc/1/status').split('\n').map(line => line.split(/:\s+/)))
  assert.match(status.Uid, /^1000\b/)
  assert.equal(BigInt(`0x${status.CapEff}`), 0n)
  assert.notEqual(spawnSync(engine.cli, ['exec', SERVICE, 'touch', '/app/x', '/tmp/x'], { env: engine.env }).status, 0, 'something is writable')
  report('memory of the process', `${status.VmRSS} (peak ${status.VmHWM}; its own ${status.RssAnon}, files ${status.RssFile})`)
  inside(...health.Test.slice(1))
  const peak = inside('sh', '-c', 'cat /sys/fs/cgroup/memory.peak /sys/fs/cgroup/memory/memory.max_usage_in_bytes 2>/dev/null; true')
  report('health check', 'passes')
  report('peak of the container', peak === '' ? 'not told by this kernel' : `${megabytes(Number(peak.split('\n')[0])).trim()} MB of ${MEMORY_MB * 2 ** 20 / 1e6} MB, page cache and health check included`)
}

/** What the image adds to its base, by part. */
function checkContent ({ Size: size }) {
  const files = call('run', '--rm', ...engine.run, '--network=none', IMAGE, 'find', '/app', '-type', 'f', '-printf', '%s %P\n').split('\n')
    .map(line => ({ bytes: Number(line.slice(0, line.indexOf(' '))), path: line.slice(line.indexOf(' ') + 1) }))
    .sort((a, b) => b.bytes - a.bytes)
  const unwanted = files.filter(({ path }) => UNWANTED.test(`/${path}`))
  assert.deepEqual(unwanted, [], 'files that do not run')

  const parts = new Map()
  for (const { path, bytes } of files) {
    const part = /^node_modules\/(@[^/]+\/)?[^/]+|^[^/]+/.exec(path)[0]
    const shown = part.startsWith('node_modules/') && !/onnxruntime-node|swagger-ui/.test(part) ? 'node_modules, others' : part
    parts.set(shown, (parts.get(shown) ?? 0) + bytes)
  }
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  console.log(`\nMB by part (${files.length} files of our own)`)
  for (const [part, bytes] of [...parts].sort(([, a], [, b]) => b - a)) console.log(`${megabytes(bytes)}  ${part}`)
  console.log(`${megabytes(total)}  /app\n${megabytes(size - total)}  base image\n${megabytes(size)}  together\n\nMB of the largest files`)
  for (const { bytes, path } of files.slice(0, 12)) console.log(`${megabytes(bytes)}  ${path}`)
  console.log()
}
