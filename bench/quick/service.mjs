// Ratios of the service: a match to its forward pass, a batch to single requests, start and memory to an empty Fastify.
import { ask, launch, residentMb } from '../lib.mjs'
import { KINDRED } from '../service/contestants.mjs'
import { batchRounds, lessEmpty, matchRounds } from '../service/match.mjs'
import { memoryAfter } from '../service/memory.mjs'
import { EMPTY, startOnce } from '../service/start.mjs'
import { median, quantile, ratio } from '../statistics.mjs'

const MATCHES = 500
const TIMES = 5

export async function serviceRatios () {
  const figures = await matchRounds(20)
  const less = lessEmpty(figures)
  const { together, single } = await batchRounds(9)
  return {
    'a match at the socket less an empty route, p50, of the bare pass': ratio(less.map(median), figures.bare.map(median)),
    'the same, p95': ratio(less.map(times => quantile(times, 0.95)), figures.bare.map(times => quantile(times, 0.95))),
    '64 texts in one request, of 64 requests': ratio(together, single),
    ...await startRatios(),
    'resident memory after 500 matches, of an empty Fastify': await memoryRatio()
  }
}

async function startRatios () {
  const [own, empty] = [[], []]
  for (let i = 0; i < TIMES; i++) {
    own.push(await startOnce(KINDRED))
    empty.push(await startOnce(EMPTY))
  }
  const of = stage => ratio(own.map(times => times[stage]), empty.map(({ listening }) => listening))
  return { 'start to listening, of an empty Fastify': of('listening'), 'start to ready, of an empty Fastify to listening': of('ready') }
}

async function memoryRatio () {
  const [own, empty] = [[], []]
  for (let i = 0; i < 3; i++) {
    own.push((await memoryAfter(MATCHES)).after)
    empty.push(await emptyMb())
  }
  return ratio(own, empty)
}

async function emptyMb () {
  const server = await launch('bench/peers/empty-server.mjs')
  for (let i = 0; i < MATCHES; i++) await ask(server, 'GET', '/health')
  const mb = residentMb(server.child.pid)
  await server.stop()
  return mb
}
