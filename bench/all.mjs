// All measurements, one after the other, with nobody at hand: npm run bench. Each runs in a process of its own; one that fails is named at the end.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ensureBuild } from '../scripts/ensure-build.mjs'
import { root } from './lib.mjs'
import { ensureGraphs } from './models.mjs'

const PARTS = ['scan', 'forward', 'service', 'growth', 'health-under-load', 'faults']

/** What takes longer is ended, so that the others have their turn. */
const PATIENCE_MS = 2 * 60 * 60_000

/** @returns whether it went well; what it says goes to the terminal */
function run (command, ...args) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', timeout: PATIENCE_MS }).status === 0
}

/** hnswlib-node comes as source; the headers of Node lie beside it in most installations. */
function compileHnswlib () {
  if (existsSync(join(root, 'bench/node_modules/hnswlib-node/build/Release/addon.node'))) return
  const nodedir = dirname(dirname(process.execPath))
  const hasHeaders = existsSync(join(nodedir, 'include/node/node.h'))
  if (!hasHeaders || !run('npm', 'rebuild', '--prefix', 'bench', 'hnswlib-node', '--ignore-scripts=false', `--nodedir=${nodedir}`)) process.stderr.write('hnswlib-node could not be compiled and is left out.\n')
}

if (!existsSync(join(root, 'bench/node_modules/usearch')) && !run('npm', 'install', '--prefix', 'bench')) process.stderr.write('The packages of bench/ could not be installed: what needs them will be missing.\n')
compileHnswlib()
ensureBuild()
ensureGraphs()

const wanted = process.argv.length > 2 ? process.argv.slice(2) : PARTS
const failed = wanted.filter(part => {
  const start = performance.now()
  const isWell = run(process.execPath, `bench/${part}.mjs`)
  process.stderr.write(`== ${part}: ${isWell ? 'measured' : 'failed'} in ${((performance.now() - start) / 60_000).toFixed(1)} minutes\n`)
  return !isWell
})
process.stderr.write(failed.length === 0 ? 'All is in bench/results/.\n' : `Failed: ${failed.join(', ')}.\n`)
process.exitCode = failed.length === 0 ? 0 : 1
