// From the start of the process to listening, and to the first match.
import { ask, launch, untilOk } from '../lib.mjs'
import { summary } from '../statistics.mjs'
import { table, withSpread } from '../table.mjs'
import { KINDRED, match, names, start } from './contestants.mjs'

export const EMPTY = 'an empty Fastify'

/** Milliseconds: to listening, to ready and to the answer to the first match. */
export async function startOnce (name) {
  const server = name === EMPTY ? await launch('bench/peers/empty-server.mjs') : await start(name)
  const times = { listening: server.ms }
  await untilOk(async () => await ask(server, 'GET', name === KINDRED ? '/readyz' : '/health'))
  times.ready = performance.now() - server.started
  if (name !== EMPTY) await untilOk(async () => await match(server, 'a nurse who likes night shifts'))
  times.firstMatch = performance.now() - server.started
  await server.stop()
  return times
}

export async function startSection (rounds) {
  const contestants = [...names, EMPTY]
  const figures = Object.fromEntries(contestants.map(name => [name, []]))
  for (let round = 0; round < rounds; round++) for (const name of contestants) figures[name].push(await startOnce(name))
  const of = (name, stage) => withSpread(summary(figures[name].map(times => times[stage])))
  return `## Start

${table(['ms', 'to listening', 'to ready', 'to the answer to the first match'], contestants.map(name => [name, of(name, 'listening'), of(name, 'ready'), name === EMPTY ? '' : of(name, 'firstMatch')]))}

${rounds} starts of each, in turn.`
}
