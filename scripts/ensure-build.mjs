// Builds dist/ when it is missing or older than what it is made from.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AT_RUN_TIME } from './externals.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = ['src', 'package.json', 'package-lock.json', 'scripts/build.mjs', 'scripts/client-types.mjs', 'scripts/externals.mjs', 'scripts/rate-limiter.mjs', 'scripts/unused.mjs']

function newest (path) {
  const stats = statSync(path)
  return stats.isDirectory() ? Math.max(...readdirSync(path).map(name => newest(join(path, name)))) : stats.mtimeMs
}

/** Ends the process with a sentence where packages are missing or the build fails; what failed has been said by then. */
export function ensureBuild () {
  const built = statSync(join(root, 'dist/built'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const isCurrent = SOURCES.every(source => newest(join(root, source)) <= built)
  const needed = isCurrent ? AT_RUN_TIME : ['esbuild', 'typescript', 'assemblyscript', ...Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies)]
  if (!needed.every(name => existsSync(join(root, 'node_modules', name)))) {
    process.stderr.write('Run "npm ci" first.\n')
    process.exit(1)
  }
  if (isCurrent) return
  process.stderr.write('Building dist …\n')
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) process.exit(1)
}
