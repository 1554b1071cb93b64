import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * What builds and runs images here, with the command line of Docker: Docker itself where its engine answers, else Debian's podman.
 * `run` has the options that only one of the two knows, `build` likewise.
 */
export function findEngine (dockerfile) {
  const docker = spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { encoding: 'utf8' })
  if (docker.status === 0) return { name: `docker ${docker.stdout.trim()}`, cli: 'docker', env: process.env, build: [], run: [] }
  if (process.platform !== 'linux' || process.getuid() !== 0) throw new Error('No docker engine answers, and only root on Debian can do without.')
  return podman(dockerfile)
}

const PACKAGES = ['podman', 'runc', 'mmdebstrap']

function podman (dockerfile) {
  if (spawnSync('dpkg', ['-s', ...PACKAGES]).status !== 0) {
    quietly('apt-get', ['update', '-q'])
    quietly('apt-get', ['install', '-yq', '--no-install-recommends', ...PACKAGES])
  }
  const folder = join(tmpdir(), 'kindred-image-check')
  const env = { ...process.env, ...configuration(folder), BUILDAH_ISOLATION: 'chroot' }
  const base = /^FROM (\S+)/m.exec(readFileSync(dockerfile, 'utf8'))[1]
  if (spawnSync('podman', ['image', 'exists', `docker.io/library/${base}`], { env }).status !== 0) buildBase(base, folder, env)
  return {
    name: `podman, with a stand-in for ${base}`,
    cli: 'podman',
    env,
    build: ['--pull=never', '--format=docker', '--layers=false', ...mounts()],
    run: ['--pull=never', '--no-healthcheck', '--read-only-tmpfs=false']
  }
}

/** runc, because crun does not know mixed cgroups; limits of our own, because Debian's are higher than a container may set. */
function configuration (folder) {
  const CONTAINERS_STORAGE_CONF = join(folder, 'storage.conf')
  const CONTAINERS_CONF = join(folder, 'containers.conf')
  mkdirSync(folder, { recursive: true })
  writeFileSync(CONTAINERS_STORAGE_CONF, `[storage]\ndriver = "overlay"\ngraphroot = "${folder}/storage"\nrunroot = "${folder}/run"\n`)
  writeFileSync(CONTAINERS_CONF, `[containers]\ndefault_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]\nnetns = "host"
[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n`)
  return { CONTAINERS_STORAGE_CONF, CONTAINERS_CONF }
}

/** @param base `node:<major>-<Debian's release>-slim` */
function buildBase (base, folder, env) {
  const [, major, release] = /^node:(\d+)-(\w+)-slim$/.exec(base)
  const [debian, local] = [join(folder, 'debian.tar'), join(folder, 'local')]
  const node = `node-linux-${process.arch}`
  const undocumented = ['doc', 'man', 'locale'].map(path => `--dpkgopt=path-exclude=/usr/share/${path}/*`)
  quietly('mmdebstrap', ['--quiet', '--variant=minbase', '--include=libatomic1,libstdc++6', ...undocumented, release, debian])
  quietly('npm', ['install', '--silent', '--global', '--prefix', local, 'npm@11', `${node}@${major}`])
  const packaged = join(local, 'lib/node_modules', node)
  rmSync(join(local, 'bin/node'))
  cpSync(join(packaged, 'bin/node'), join(local, 'bin/node'))
  rmSync(packaged, { recursive: true })
  quietly('podman', ['import', '--quiet', debian, 'localhost/debian'], { env })
  quietly('podman', ['build', '--pull=never', '--format=docker', '-t', `docker.io/library/${base}`, '-f', fileURLToPath(new URL('base.Dockerfile', import.meta.url)), local], { env })
  for (const path of [debian, local]) rmSync(path, { recursive: true })
}

/** The machine's certificates and npm's configuration for the whole machine, readable while the image is built and no part of it. */
function mounts () {
  const certificates = process.env.SSL_CERT_FILE ?? '/etc/ssl/certs/ca-certificates.crt'
  const npmrc = execFileSync('npm', ['config', 'get', 'globalconfig'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  const pairs = [[certificates, '/etc/ssl/certs/ca-certificates.crt'], [npmrc, '/usr/local/etc/npmrc']]
  return pairs.filter(([path]) => existsSync(path)).map(([path, inside]) => `--volume=${path}:${inside}:ro`)
}

/** Shows what a command says only where it fails. */
function quietly (command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', ...options })
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${error?.message ?? `${stdout}\n${stderr}`.trim()}`)
}
