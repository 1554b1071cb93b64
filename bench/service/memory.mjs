// Resident memory after many different matches, and what they took meanwhile.
import { ask, residentMb } from '../lib.mjs'
import { quantile } from '../statistics.mjs'
import { digits, table } from '../table.mjs'
import { textOf } from '../texts.mjs'
import { BY_HAND, KINDRED, match, names, ready } from './contestants.mjs'

/** Of one service: megabytes after so many matches. */
export async function memoryAfter (matches, environment) {
  const server = await ready(KINDRED, environment)
  const idle = residentMb(server.child.pid)
  for (let i = 0; i < matches; i++) await match(server, textOf(14, i))
  const after = residentMb(server.child.pid)
  const { text } = await ask(server, 'GET', '/info')
  await server.stop()
  return { idle, after, settings: JSON.parse(text).settings }
}

async function side (matches) {
  const servers = {}
  for (const name of names) servers[name] = await ready(name)
  const times = Object.fromEntries(names.map(name => [name, []]))
  for (let i = 0; i < matches; i++) for (const name of names) times[name].push((await match(servers[name], textOf(14, i))).ms)
  const figures = names.map(name => ({ name, times: times[name].slice(Math.min(200, matches / 2)), memory: residentMb(servers[name].child.pid) }))
  await Promise.all(names.map(async name => await servers[name].stop()))
  return figures
}

export async function memorySection (matches) {
  const figures = await side(matches)
  const of = name => figures.find(figure => figure.name === name)
  const row = ({ name, times, memory }) => [name, memory.toFixed(0), digits(quantile(times, 0.5)), digits(quantile(times, 0.95))]
  const share = value => digits(value(of(KINDRED)) / value(of(BY_HAND)))
  const ratios = ['ratio', share(({ memory }) => memory), share(({ times }) => quantile(times, 0.5)), share(({ times }) => quantile(times, 0.95))]
  return `## Memory after ${matches.toLocaleString('en')} different matches

${table(['', 'resident, MB', 'a match, p50 ms', 'p95 ms'], [...figures.map(row), ratios])}

Both run at once and are asked in turn.
${await lowMemory()}`
}

/** The mode for the smallest hosts, where the service has it. */
async function lowMemory () {
  const { idle, after, settings } = await memoryAfter(1, { LOW_MEMORY_MODE: 'true' })
  return 'LOW_MEMORY_MODE' in settings ? `\nWith \`LOW_MEMORY_MODE\`: ${idle.toFixed(0)} MB after the first match, ${after.toFixed(0)} MB after the second.\n` : ''
}
