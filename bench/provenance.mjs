// Where a figure comes from: the machine, the versions and the commit.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { machine, root } from './lib.mjs'

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

/** With a plus sign where what was measured is not what was committed. */
export function commit () {
  try {
    const isChanged = git('status', '--porcelain', '--', 'src', 'scripts', 'bench/*.mjs', 'bench/*/*.mjs', 'package.json') !== ''
    return git('rev-parse', '--short=10', 'HEAD') + (isChanged ? '+' : '')
  } catch {
    return 'unknown'
  }
}

/** The installed version of a package: that of this folder, or of the service. */
export function versionOf (name, folder = 'bench') {
  const file = join(root, folder, 'node_modules', name, 'package.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined
}

/** A sentence for the head of a result. */
export function provenance (packages = []) {
  const versions = packages.flatMap(name => versionOf(name) === undefined ? [] : `${name} ${versionOf(name)}`)
  return `${machine()}; load ${loadavg()[0].toFixed(1)} at the end. Commit ${commit()}, onnxruntime-node ${versionOf('onnxruntime-node', '.')}${versions.length > 0 ? `; ${versions.join(', ')}` : ''}.`
}
