import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Server {
  url: string
  host: string
  port: number
  /** Sends a signal to it and to all processes that it started. */
  signal: (signal: NodeJS.Signals) => void
  /** Ends it as a power cut would, and resolves when it is gone. */
  kill: () => Promise<void>
  /** Starts it again with the same data and port. */
  restart: (...settings: string[]) => Promise<void>
  stop: () => Promise<void>
}

const DEBIAN = '/usr/lib/postgresql'

/** The folder of Postgres's programs where pgvector is there as well. */
export function findPostgres (): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : []
  const found = versions.find(version => existsSync(`/usr/share/postgresql/${version}/extension/vector.control`) && existsSync(`${DEBIAN}/${version}/bin/postgres`))
  return found && `${DEBIAN}/${found}/bin`
}

/** A Postgres of its own on a free port of loopback, with data in a temporary folder. */
export async function startServer (): Promise<Server> {
  const bin = findPostgres()
  if (bin === undefined) throw new Error('There is no Postgres with pgvector here; .ci/postgres installs it.')
  const folder = ownedFolder()
  const [data, secret] = [join(folder, 'data'), randomBytes(12).toString('hex')]
  writeFileSync(join(folder, 'password'), secret, { mode: 0o644 })
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${join(folder, 'password')}`, '-E', 'UTF8', '--locale=C.UTF-8', '-N'], { stdio: 'ignore', ...asPostgres() })
  const port = await freePort()
  let child: ChildProcess

  async function start (...settings: string[]): Promise<void> {
    const all = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`, 'fsync=off', 'shared_buffers=64MB', ...settings]
    child = spawn(join(bin!, 'postgres'), ['-D', data, ...all.flatMap(setting => ['-c', setting])], { stdio: ['ignore', 'ignore', 'pipe'], ...asPostgres() })
    await saying(child, /ready to accept connections/)
  }

  async function end (signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }

  // A test that ends before its teardown leaves no server behind.
  process.once('exit', () => {
    child.kill('SIGCONT')
    child.kill('SIGQUIT')
  })
  await start()
  return {
    url: `postgres://postgres:${secret}@127.0.0.1:${port}/postgres`,
    host: '127.0.0.1',
    port,
    signal: signal => { for (const pid of [child.pid!, ...childrenOf(child.pid!)]) process.kill(pid, signal) },
    kill: async () => await end('SIGQUIT'),
    restart: async (...settings) => {
      await end('SIGINT')
      await start(...settings)
    },
    stop: async () => {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Debian's pgbouncer in transaction mode in front of a server. */
export async function startPooler (server: Pick<Server, 'url' | 'host' | 'port'>): Promise<Pick<Server, 'url' | 'host' | 'port' | 'stop'>> {
  const folder = ownedFolder()
  const port = await freePort()
  const { username, password } = new URL(server.url)
  writeFileSync(join(folder, 'users'), `"${username}" "${password}"\n`, { mode: 0o644 })
  writeFileSync(join(folder, 'ini'), `[databases]
* = host=${server.host} port=${server.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(folder, 'users')}
pool_mode = transaction
max_client_conn = 500
default_pool_size = 20
server_login_retry = 1
`, { mode: 0o644 })
  const child = spawn('/usr/sbin/pgbouncer', [join(folder, 'ini')], { stdio: ['ignore', 'ignore', 'pipe'], ...asPostgres() })
  await saying(child, /process up/)
  return {
    url: Object.assign(new URL(server.url), { port: String(port) }).href,
    host: '127.0.0.1',
    port,
    stop: async () => {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Neither of the two runs as root. */
function asPostgres (): Pick<SpawnOptions, 'uid' | 'gid' | 'cwd'> {
  if (process.getuid!() !== 0) return { cwd: '/' }
  const [uid, gid] = ['-u', '-g'].map(which => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' })))
  return { uid: uid!, gid: gid!, cwd: '/' }
}

function ownedFolder (): string {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-postgres-'))
  const { uid, gid } = asPostgres()
  if (uid !== undefined) chownSync(folder, uid, gid!)
  return folder
}

async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Resolves when a process writes this; rejects with its last words where it ends before. */
async function saying (child: ChildProcess, wanted: RegExp): Promise<void> {
  const lines: string[] = []
  await new Promise<void>((resolve, reject) => {
    createInterface(child.stderr!).on('line', line => {
      lines.push(line)
      if (lines.length > 20) lines.shift()
      if (wanted.test(line)) resolve()
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`It ended:\n${lines.join('\n')}`)))
  })
}

const childrenOf = (pid: number): number[] => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
