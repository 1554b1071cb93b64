// One match at the socket against the forward pass that it cannot do without.
import { once } from 'node:events'
import { ask, launch } from '../lib.mjs'
import { median, quantile, ratio, summary } from '../statistics.mjs'
import { table, withSpread } from '../table.mjs'
import { idsOf, textOf } from '../texts.mjs'
import { bareForward, ITEMS, KINDRED, match, ready, THREADS } from './contestants.mjs'

const TOKENS = 14
const CALLS = 40
const BATCH = 64

const p50 = rounds => rounds.map(median)
const p95 = rounds => rounds.map(times => quantile(times, 0.95))

const { environment, nodeOptions } = bareForward

const OWN = { start: async () => await ready(KINDRED, environment, nodeOptions), match }

/** What a match would cost with nothing in it but the forward pass in a thread. */
const LEAST = {
  start: async () => await launch('bench/peers/plain-server.mjs', { ...environment, INFERENCE_THREADS: THREADS }, nodeOptions),
  match: async (server, text) => await ask(server, 'POST', '/match', { ids: idsOf(text) })
}

/**
 * @returns rounds of milliseconds: forward passes alone, in turn with the matches and one after the other; matches; an empty route; and the
 * matches' own word for their forward passes, where they say it
 */
export async function matchRounds (rounds, { start, match } = OWN) {
  const server = await start()
  const bareTimes = async texts => {
    server.child.send(texts.map(idsOf))
    return (await once(server.child, 'message'))[0]
  }
  const figures = { bare: [], loop: [], match: [], empty: [], infer: [] }
  for (let round = -1; round < rounds; round++) {
    const texts = Array.from({ length: CALLS }, (_, i) => textOf(TOKENS, (round + 2) * CALLS + i))
    const loop = await bareTimes(texts)
    const [bare, answers, empty] = [[], [], []]
    for (const text of texts) {
      answers.push(await match(server, text))
      bare.push(...await bareTimes([text]))
    }
    for (let i = 0; i < CALLS; i++) empty.push((await ask(server, 'GET', '/livez')).ms)
    if (round < 0) continue // to warm up
    figures.bare.push(bare)
    figures.loop.push(loop)
    figures.match.push(answers.map(({ ms }) => ms))
    figures.empty.push(empty)
    figures.infer.push(answers.map(({ headers }) => Number(/infer;dur=([\d.]+)/.exec(headers['server-timing'])?.[1])))
  }
  await server.stop()
  return figures
}

/** What a match costs beside an empty route, round by round. */
export function lessEmpty ({ match, empty }) {
  return match.map((times, round) => times.map(ms => ms - median(empty[round])))
}

/** One request with 64 texts, and 64 requests one after the other. */
export async function batchRounds (rounds) {
  const server = await ready(KINDRED)
  const figures = { together: [], single: [] }
  for (let round = 0; round < rounds; round++) {
    const texts = (first) => Array.from({ length: BATCH }, (_, i) => textOf(TOKENS, 100_000 + first * BATCH + i))
    const answer = await ask(server, 'POST', '/match', { queries: texts(2 * round), limit: 5 })
    if (answer.status !== 200) throw new Error(answer.text)
    figures.together.push(answer.ms)
    const start = performance.now()
    for (const text of texts(2 * round + 1)) await match(server, text)
    figures.single.push(performance.now() - start)
  }
  await server.stop()
  return figures
}

export async function matchSection (rounds) {
  const figures = await matchRounds(rounds)
  const least = await matchRounds(rounds, LEAST)
  const { together, single } = await batchRounds(rounds)
  const line = (title, of, { bare } = figures) => [title, withSpread(summary(p50(of))), withSpread(ratio(p50(of), p50(bare))), withSpread(summary(p95(of))), withSpread(ratio(p95(of), p95(bare)))]
  return `## One match, ${TOKENS} tokens, ${ITEMS.toLocaleString('en')} jobs, one connection

${table(['', 'p50, ms', 'of the bare pass', 'p95, ms', 'of the bare pass'], [
  line('the bare forward pass, in the same process, after each match', figures.bare),
  line('the bare forward pass, one after the other', figures.loop),
  line('a match at the socket, less an empty route', lessEmpty(figures)),
  line('the same of a bare Fastify with the pass in a thread, ids in and nothing out', lessEmpty(least), least),
  line('a match at the socket', figures.match),
  line('its forward pass, as it says itself', figures.infer),
  line('an empty route (`/livez`)', figures.empty)
])}

${rounds} rounds of ${CALLS} texts, all different. 64 texts in one request take ${withSpread(summary(together))} ms, in 64 requests one after the other ${withSpread(summary(single))} ms: ${withSpread(ratio(together, single))}.`
}
