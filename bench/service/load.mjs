// Many connections that ask without pause: throughput, latency, errors, and how long /health takes meanwhile.
import { ask } from '../lib.mjs'
import { quantile, summary } from '../statistics.mjs'
import { digits, table, withSpread } from '../table.mjs'
import { textOf } from '../texts.mjs'
import { match, names, ready } from './contestants.mjs'

const CONNECTIONS = [1, 8, 32, 128]
const HEALTH_EVERY_MS = 10
/** No text comes twice. */
const counter = { next: 0 }

async function burst (server, connections, seconds) {
  const end = performance.now() + seconds * 1000
  const [times, health, errors] = [[], [], []]
  const client = async () => {
    while (performance.now() < end) {
      const { status, ms } = await match(server, textOf(14, counter.next++)).catch(error => ({ status: error.code ?? error.message }))
      if (status === 200) times.push(ms)
      else errors.push(status)
    }
  }
  const poller = async () => {
    while (performance.now() < end) {
      health.push((await ask(server, 'GET', '/health')).ms)
      await new Promise(resolve => setTimeout(resolve, HEALTH_EVERY_MS))
    }
  }
  const start = performance.now()
  await Promise.all([poller(), ...Array.from({ length: connections }, client)])
  return { times, health, errors, rate: times.length / (performance.now() - start) * 1000 }
}

export async function loadSection (rounds, seconds) {
  const servers = {}
  for (const name of names) servers[name] = await ready(name)
  const lines = []
  for (const connections of CONNECTIONS) {
    const bursts = Object.fromEntries(names.map(name => [name, []]))
    for (let round = 0; round < rounds; round++) for (const name of names) bursts[name].push(await burst(servers[name], connections, seconds))
    for (const name of names) lines.push(lineOf(connections, name, bursts))
  }
  await Promise.all(names.map(async name => await servers[name].stop()))
  return `## Load

${table(['connections', '', 'matches a second', 'of "by hand"', 'p50, ms', 'p99, ms', 'errors', '`/health`, p99 ms', 'worst'], lines)}

${rounds} × ${seconds} s of each, in turn; \`/health\` is asked every ${HEALTH_EVERY_MS} ms over a connection of its own.`
}

function lineOf (connections, name, bursts) {
  const own = bursts[name]
  const all = key => own.flatMap(burst => burst[key])
  const rates = own.map(({ rate }) => rate)
  const shares = rates.map((rate, round) => rate / bursts[names[1]][round].rate)
  const errors = all('errors')
  return [connections, name, withSpread(summary(rates)), withSpread(summary(shares)), digits(quantile(all('times'), 0.5)), digits(quantile(all('times'), 0.99)), errors.length === 0 ? '0' : `${errors.length} (${[...new Set(errors)].join(', ')})`, digits(quantile(all('health'), 0.99)), digits(Math.max(...all('health')))]
}
