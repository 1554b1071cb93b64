// From a text to its vector: the runtime alone, the service's embedder and other libraries, on the same weights with the same number of threads.
// See README.md. THREADS=1, ROUNDS=15, TOKENS=14,64,200.
import { measure, openAll } from './forward/measure.mjs'
import { report } from './lib.mjs'
import { provenance } from './provenance.mjs'
import { median, ratio, summary } from './statistics.mjs'
import { table, withSpread } from './table.mjs'

const THREADS = Number(process.env.THREADS ?? 1)
const ROUNDS = Number(process.env.ROUNDS ?? 15)
const TOKENS = (process.env.TOKENS ?? '14,64,200').split(',').map(Number)
const PACKAGES = ['@xenova/transformers', '@huggingface/transformers', 'fastembed']
const NAMES = [...['onnxruntime alone', 'kindred', '@xenova/transformers', '@huggingface/transformers'].flatMap(name => [[name, 'int8'], [name, 'ours']]), ['fastembed', 'int8']]

const { contestants, problems, close } = await openAll(NAMES, THREADS)
const right = contestants.filter(({ isRight }) => isRight)
const results = []
for (const tokens of TOKENS) results.push(await measure(right, tokens, ROUNDS))
close()

function timeTable ({ tokens, times, processors }) {
  const of = (label, other) => times[other] === undefined ? '' : withSpread(ratio(times[label], times[other]))
  const lines = right.map(({ label }) => [label, withSpread(summary(times[label])), of(label, '@xenova/transformers, int8'), of(label, '@huggingface/transformers, int8'), of(label, `onnxruntime alone, ${label.split(', ')[1]}`), median(processors[label]).toFixed(2)])
  return `## ${tokens} tokens\n\n${table(['', 'ms a text', 'of @xenova/transformers, int8', 'of @huggingface/transformers, int8', 'of onnxruntime alone, same graph', 'processors used'], lines)}`
}

const checkLines = contestants.map(({ label, check: { worst, mean, company }, isRight }) => [label, worst.toFixed(4), mean.toFixed(4), company.toExponential(1), isRight ? '' : 'other vectors: not timed'])

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
