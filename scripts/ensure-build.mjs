// Builds dist/ when it is missing or older than what it is made from.
import { readdirSync, statSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const SOURCES = ['src', 'package.json', 'package-lock.json', 'scripts/build.mjs', 'scripts/externals.mjs']

function newest (path) {
  const stats = statSync(path)
  return stats.isDirectory() ? Math.max(...readdirSync(path).map(name => newest(join(path, name)))) : stats.mtimeMs
}

export function ensureBuild () {
  const built = statSync(join(root, 'dist/built'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (SOURCES.every(source => newest(join(root, source)) <= built)) return
  process.stderr.write('Building dist …\n')
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
}
