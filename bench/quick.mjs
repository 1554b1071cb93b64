// Measures the ratios that bars.json holds and fails where one is worse than its bar: npm run bench:quick. Needs no package of this folder.
// Arguments name groups: scan, forward, service. ACCEPT=1 writes what was measured as the new bars.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from '../scripts/ensure-build.mjs'
import { resultOf } from './child.mjs'
import { root } from './lib.mjs'
import { ensureGraphs } from './models.mjs'
import { digits, table } from './table.mjs'

const FILE = join(root, 'bench/bars.json')
/** Standard errors that a ratio may lie above its bar: it does so by chance once in a thousand times. */
const NOISES = 3
/** What a bar that is written anew leaves above what was measured. */
const ROOM = 1.1

ensureBuild()
ensureGraphs()
const { about, bars } = JSON.parse(readFileSync(FILE, 'utf8'))
const groups = process.argv.length > 2 ? process.argv.slice(2) : ['scan', 'forward', 'service']
const start = performance.now()

const isWorse = (name, { median, noise }) => median - NOISES * noise > bars[name]?.bar

/** Measured once more where a ratio is worse: what else a shared machine does may last as long as a measurement. */
async function measured (group) {
  const first = await resultOf('quick/group.mjs', [group])
  if (process.env.ACCEPT || !Object.entries(first).some(([name, ratio]) => isWorse(name, ratio))) return first
  const second = await resultOf('quick/group.mjs', [group])
  return Object.fromEntries(Object.keys(first).map(name => [name, isWorse(name, first[name]) ? second[name] : first[name]]))
}

const ratios = {}
const failed = []
for (const group of groups) {
  try {
    Object.assign(ratios, await measured(group))
  } catch (error) {
    failed.push(`${group}: ${error.message}`)
  }
}

const lines = Object.entries(ratios).map(([name, ratio]) => [name, digits(ratio.median), digits(NOISES * ratio.noise), bars[name]?.bar ?? '', bars[name]?.wanted ?? '', isWorse(name, ratio) ? 'worse' : ''])
process.stdout.write(`${table(['ratio', 'measured', 'noise', 'bar', 'wanted', ''], lines)}\n\nin ${((performance.now() - start) / 1000).toFixed(0)} s\n`)
for (const reason of failed) process.stderr.write(`${reason}\n`)

if (process.env.ACCEPT) accept()
else process.exitCode = failed.length > 0 || Object.entries(ratios).some(([name, ratio]) => isWorse(name, ratio)) ? 1 : 0

/** Where what was wanted has been reached, that is the bar. */
function accept () {
  const next = Object.fromEntries(Object.entries(ratios).map(([name, { median }]) => {
    const wanted = bars[name]?.wanted
    const reached = Math.round(median * ROOM * 100) / 100
    return [name, { bar: wanted === undefined ? reached : Math.max(wanted, reached), ...wanted !== undefined && { wanted } }]
  }))
  writeFileSync(FILE, `${JSON.stringify({ about, bars: { ...bars, ...next } }, null, 2)}\n`)
}
