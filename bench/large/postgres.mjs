// A Postgres of its own for a measurement, with the settings of a server that has a few gigabytes to itself.
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What differs from PostgreSQL's own defaults: writes are as safe as by default (fsync, full pages). */
export const SETTINGS = { shared_buffers: '6GB', effective_cache_size: '12GB', max_wal_size: '8GB', random_page_cost: '1.1' }

const DEBIAN = '/usr/lib/postgresql'

/** Starts the server whose data are in `folder`, and makes them where there are none. */
export async function startPostgres (folder) {
  const version = readdirSync(DEBIAN).sort((a, b) => b - a).find(version => existsSync(`/usr/share/postgresql/${version}/extension/vector.control`))
  const bin = join(DEBIAN, version, 'bin')
  const data = join(folder, 'postgres')
  mkdirSync(folder, { recursive: true })
  if (process.getuid() === 0) chownSync(folder, postgresId('-u'), postgresId('-g'))
  const password = passwordIn(folder)
  if (!existsSync(data)) execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${join(folder, 'password')}`, '-E', 'UTF8', '--locale=C.UTF-8'], { stdio: 'ignore', ...asPostgres() })
  const port = await freePort()
  reserveHugePages(bin, data)
  const all = { port, listen_addresses: '127.0.0.1', unix_socket_directories: folder, ...SETTINGS }
  const child = spawn(join(bin, 'postgres'), ['-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])], { stdio: ['ignore', 'ignore', 'pipe'], ...asPostgres() })
  const log = []
  process.once('exit', () => child.kill('SIGINT'))
  await new Promise((resolve, reject) => {
    createInterface(child.stderr).on('line', line => {
      log.push(line)
      if (/ready to accept connections/.test(line)) resolve()
    })
    child.once('exit', () => reject(new Error(`Postgres ended:\n${log.slice(-20).join('\n')}`)))
  })
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    /** What the server has said, for notices of the build. */
    log,
    stop: async () => {
      child.kill('SIGINT')
      if (child.exitCode === null) await once(child, 'exit')
    }
  }
}

const HUGE_PAGES = '/proc/sys/vm/nr_hugepages'

/**
 * Pages of 2 MB for the server's shared memory, as PostgreSQL's manual advises for a large one; given back when this process ends. Only root can, and only
 * where memory is free in such pieces: elsewhere the server does without.
 */
function reserveHugePages (bin, data) {
  if (process.getuid() !== 0) return
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const wanted = Number(execFileSync(join(bin, 'postgres'), ['-D', data, ...settings, '-C', 'shared_memory_size_in_huge_pages'], { encoding: 'utf8', ...asPostgres() }))
  const before = hugePages()
  if (!(wanted > before)) return
  writeFileSync(HUGE_PAGES, String(wanted))
  process.once('exit', () => writeFileSync(HUGE_PAGES, String(before)))
}

/** How many are reserved on this machine. */
export const hugePages = () => existsSync(HUGE_PAGES) ? Number(readFileSync(HUGE_PAGES, 'utf8')) : 0

function passwordIn (folder) {
  const path = join(folder, 'password')
  if (!existsSync(path)) writeFileSync(path, randomBytes(12).toString('hex'), { mode: 0o644 })
  return readFileSync(path, 'utf8')
}

/** Postgres does not run as root. */
const asPostgres = () => process.getuid() === 0 ? { uid: postgresId('-u'), gid: postgresId('-g'), cwd: '/' } : { cwd: '/' }
const postgresId = which => Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))

async function freePort () {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
