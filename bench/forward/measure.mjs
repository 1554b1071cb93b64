// Contestants in processes of their own, asked in turn.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../lib.mjs'
import { ensureGraphs } from '../models.mjs'
import { inRounds } from '../statistics.mjs'
import { textOf } from '../texts.mjs'

/** What a turn of one contestant takes, about. */
const TURN_MS = 60
/** Below this mean cosine a vector is another one, not a rounded one. */
const RIGHT = 0.97

async function open ([name, graph], threads) {
  const child = fork(join(root, 'bench/forward/contestant.mjs'), [name, graph, String(threads)], { cwd: root, env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' } })
  let settle
  child.on('message', message => settle.resolve(message))
  child.on('exit', () => settle.reject(new Error('its process ended')))
  const answer = async () => await new Promise((resolve, reject) => { settle = { resolve, reject } })
  const ask = async message => {
    child.send(message)
    return await answer()
  }
  await answer()
  const check = await ask({ task: 'check' })
  return { label: `${name}, ${graph}`, ask, check, isRight: check.mean >= RIGHT, close: () => child.disconnect() }
}

/**
 * @param names pairs of a contestant and a graph
 * @returns those that run here, with what their vectors are like, and a sentence for each that does not
 */
export async function openAll (names, threads) {
  ensureGraphs()
  const contestants = []
  const problems = []
  for (const name of names) {
    try {
      contestants.push(await open(name, threads))
    } catch (error) {
      problems.push(`${name.join(', ')} could not be measured: ${error.message}.`)
    }
  }
  return { contestants, problems, close: () => { for (const { close } of contestants) close() } }
}

/** Times of a text of so many tokens round by round, and the processors that each used. */
export async function measure (contestants, tokens, rounds) {
  const processors = {}
  const turn = ({ label, ask }, calls) => async round => {
    const { ms, processors: used } = await ask({ task: 'time', text: textOf(tokens, round), calls })
    ;(processors[label] ??= []).push(used)
    return ms
  }
  const calls = Math.max(3, Math.round(TURN_MS / await turn(contestants[0], 3)(0)))
  const times = await inRounds(rounds, Object.fromEntries(contestants.map(contestant => [contestant.label, turn(contestant, calls)])))
  return { tokens, times, processors }
}
