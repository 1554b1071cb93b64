import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Block } from './markdown.ts'
import type { Place } from './place.ts'
import { cleanEnvironment, freePort, has } from './processes.ts'
import type { Context, Ran } from './runners.ts'

const PATIENCE_MS = 15_000

/** A unit of systemd: its command serves from its working directory with its environment, and ends with 0 on SIGTERM. */
export async function runUnit ({ code, file = 'unit.service' }: Block, { place }: Context): Promise<Ran> {
  const unit = new Map(code.split('\n').filter(line => line.includes('=')).map(line => line.split(/=(.*)/, 2) as [string, string]))
  const environment = Object.fromEntries((unit.get('Environment') ?? '').split(' ').map(pair => pair.split('=', 2)))
  const [, program = '', parameters = ''] = /^\/usr\/bin\/(\S+) (.*)$/.exec(unit.get('ExecStart') ?? '') ?? []
  if (program !== 'node') throw new Error(`ExecStart is ${unit.get('ExecStart')}`)
  await whileRunning(place, parameters.split(' '), environment, async url => { await answer(`${url}/readyz`) })
  if (!has('systemd-analyze')) return {}
  const path = await place.write(file, code.replace('/usr/bin/node', process.execPath).replace(/^User=.*\n/m, ''))
  const { status, stderr } = await place.run('systemd-analyze', ['verify', '--man=no', path])
  if (status !== 0 || stderr.includes(file)) throw new Error(stderr)
  return {}
}

async function whileRunning (place: Place, parameters: string[], environment: Record<string, string>, action: (url: string) => Promise<void>): Promise<void> {
  const port = await freePort()
  const child = spawn(process.execPath, parameters, { cwd: place.folder, env: { ...cleanEnvironment(), ...environment, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'warn' }, stdio: 'ignore' })
  try {
    await action(`http://127.0.0.1:${port}`)
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit') as [number | null]
    if (code !== 0) throw new Error(`ended with ${code}`)
  } finally {
    child.kill('SIGKILL')
  }
}

/** A location of nginx, in a server of its own in front of the place's service. */
export async function runNginx ({ code }: Block, { place }: Context): Promise<Ran> {
  await place.serve()
  const port = await freePort()
  const [, path] = /^location (\S+) \{/.exec(code) ?? []
  if (path === undefined) throw new Error('is no location')
  const folder = join(place.folder, 'nginx')
  await mkdir(folder)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${folder}/${name};`).join('\n')
  const config = await place.write('nginx.conf', `daemon off; pid ${folder}/pid; error_log stderr;
events {}
http { access_log off; ${temporary}
server { listen 127.0.0.1:${port};
${place.here(code).replace('http://http://', 'http://')}
} }`)
  const nginx = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  nginx.stderr.on('data', chunk => { complaint += String(chunk) })
  try {
    const url = `http://127.0.0.1:${port}${path}`
    await answer(`${url}readyz`)
    const page = await (await answer(url)).text()
    const { matches } = await (await answer(`${url}match?q=moving+abroad&limit=1`)).json() as { matches: unknown[] }
    if (!page.includes('<html') || matches.length !== 1) throw new Error(`answers otherwise below ${path}`)
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${complaint}`, { cause: error })
  } finally {
    // Its workers end with it on SIGTERM only.
    nginx.kill('SIGTERM')
    await once(nginx, 'close')
  }
  return {}
}

/** The first answer that is not an error; until then it may still be starting. */
async function answer (url: string): Promise<Response> {
  const latest = Date.now() + PATIENCE_MS
  for (;;) {
    const response = await fetch(url).catch((error: Error) => error)
    if (response instanceof Response && response.ok) return response
    if (Date.now() > latest) throw new Error(`${url}: ${response instanceof Response ? response.status : response.message}`)
    await wait(50)
  }
}
