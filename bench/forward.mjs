// From a text to its vector: the runtime alone, the service's embedder and other libraries, on the same weights with the same number of threads.
// See README.md. THREADS=1, ROUNDS=15, TOKENS=14,64,200.
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { report, root } from './lib.mjs'
import { ensureGraphs } from './models.mjs'
import { provenance } from './provenance.mjs'
import { inRounds, median, ratio, summary } from './statistics.mjs'
import { table, withSpread } from './table.mjs'
import { textOf } from './texts.mjs'

const THREADS = Number(process.env.THREADS ?? 1)
const ROUNDS = Number(process.env.ROUNDS ?? 15)
const TOKENS = (process.env.TOKENS ?? '14,64,200').split(',').map(Number)
/** What a turn of one contestant takes, about. */
const TURN_MS = 60
/** Below this mean cosine a vector is another one, not a rounded one. */
const RIGHT = 0.97
const PACKAGES = ['@xenova/transformers', '@huggingface/transformers', 'fastembed']
const NAMES = ['onnxruntime alone', 'kindred', ...PACKAGES].flatMap(name => name === 'fastembed' ? [[name, 'int8']] : [[name, 'int8'], [name, 'ours']])

ensureGraphs()

async function open ([name, graph]) {
  const child = fork(join(root, 'bench/forward/contestant.mjs'), [name, graph, String(THREADS)], { cwd: root, env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' } })
  let settle
  child.on('message', message => settle.resolve(message))
  child.on('exit', () => settle.reject(new Error('its process ended')))
  const answer = async () => await new Promise((resolve, reject) => { settle = { resolve, reject } })
  const ask = async message => {
    child.send(message)
    return await answer()
  }
  await answer()
  return { label: `${name}, ${graph}`, ask, close: () => child.disconnect() }
}

const contestants = []
const problems = []
for (const name of NAMES) {
  try {
    const contestant = await open(name)
    contestant.check = await contestant.ask({ task: 'check' })
    contestants.push(contestant)
  } catch (error) {
    problems.push(`${name.join(', ')} could not be measured: ${error.message}.`)
  }
}
const right = contestants.filter(({ check }) => check.mean >= RIGHT)

async function measure (tokens) {
  const processors = {}
  const turn = ({ label, ask }, calls) => async round => {
    const { ms, processors: used } = await ask({ task: 'time', text: textOf(tokens, round), calls })
    ;(processors[label] ??= []).push(used)
    return ms
  }
  const first = await Promise.all([turn(right[0], 3)(0)])
  const calls = Math.max(3, Math.round(TURN_MS / first[0]))
  const times = await inRounds(ROUNDS, Object.fromEntries(right.map(contestant => [contestant.label, turn(contestant, calls)])))
  return { tokens, times, processors }
}

const results = []
for (const tokens of TOKENS) results.push(await measure(tokens))
for (const { close } of contestants) close()

function timeTable ({ tokens, times, processors }) {
  const of = (label, other) => times[other] === undefined ? '' : withSpread(ratio(times[label], times[other]))
  const lines = right.map(({ label }) => [label, withSpread(summary(times[label])), of(label, '@xenova/transformers, int8'), of(label, '@huggingface/transformers, int8'), of(label, `onnxruntime alone, ${label.split(', ')[1]}`), median(processors[label]).toFixed(2)])
  return `## ${tokens} tokens\n\n${table(['', 'ms a text', 'of @xenova/transformers, int8', 'of @huggingface/transformers, int8', 'of onnxruntime alone, same graph', 'processors used'], lines)}`
}

const checkLines = contestants.map(({ label, check: { worst, mean, company } }) => [label, worst.toFixed(4), mean.toFixed(4), company.toExponential(1), mean >= RIGHT ? '' : 'other vectors: not timed'])

report('forward', `# From a text to its vector

${provenance(PACKAGES)}

${THREADS} thread${THREADS === 1 ? '' : 's'}. "int8" is plain dynamic quantisation in 8 bits, "ours" the graph of the service, made from the same weights. "onnxruntime alone" begins with token ids, all others with the text; "kindred" goes through the queue and the worker thread, without the cache.
${ROUNDS} rounds in which all have their turn, each in a process of its own: the median of the rounds' medians, in brackets the quartiles.

${results.map(timeTable).join('\n\n')}

## The vectors

Cosines with the golden ones (test/fixtures/minilm-golden.json), and how far a vector moves when its text is embedded with the others in one call: the largest 1 − cosine.

${table(['', 'worst cosine', 'mean cosine', 'moved by company', ''], checkLines)}
${problems.join('\n')}
`)
