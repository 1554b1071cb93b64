// How the cost grows with the size of the corpus and with the length of the text, as plots over logarithmic axes. See README.md.
// SIZES, TOKENS and ROUNDS make it shorter.
import { attempts, resultOf } from './child.mjs'
import { measure, openAll } from './forward/measure.mjs'
import { keep, report } from './lib.mjs'
import { exponent, logLog } from './plot.mjs'
import { provenance } from './provenance.mjs'
import { summary } from './statistics.mjs'
import { table, withSpread } from './table.mjs'

const SIZES = (process.env.SIZES ?? '1000,3000,10000,30000,100000,300000,1000000').split(',').map(Number)
const TOKENS = (process.env.TOKENS ?? '4,8,16,32,64,128,256').split(',').map(Number)
const ROUNDS = Number(process.env.ROUNDS ?? 11)
const ROWS = ['kindred', 'plain JavaScript', 'reading the floats once', 'reading 8 bits each once']
const TEXTS = [['kindred', 'ours'], ['onnxruntime alone', 'ours'], ['@xenova/transformers', 'int8'], ['@huggingface/transformers', 'int8']]

const { attempt, missed } = attempts()

/** @param results `{ x, times }` each, times in milliseconds by name */
const seriesOf = (results, names, unit) => names.map(name => ({ name, points: results.map(({ x, times }) => ({ x, ...summary(times[name].map(ms => ms * unit)) })) }))

async function bySize () {
  const results = []
  for (const rows of SIZES) results.push(...await attempt(`${rows} rows`, async () => ({ x: rows, ...await resultOf('scan/at-size.mjs', [rows, ROUNDS]) })))
  return seriesOf(results, ROWS, 1000)
}

async function byLength () {
  const { contestants, problems, close } = await openAll(TEXTS, 1)
  missed.push(...problems)
  const right = contestants.filter(({ isRight }) => isRight)
  const results = []
  for (const tokens of TOKENS) results.push({ x: tokens, ...await measure(right, tokens, ROUNDS) })
  close()
  return seriesOf(results, right.map(({ label }) => label), 1)
}

const tableOf = (title, series) => table([title, ...series.map(({ name }) => name)], [
  ...series[0].points.map(({ x }, i) => [x.toLocaleString('en'), ...series.map(({ points }) => withSpread(points[i]))]),
  ['exponent', ...series.map(({ points }) => exponent(points).toFixed(2))]
])

const sizes = await bySize()
keep('growth-corpus.svg', logLog({ title: 'The ten nearest of so many items', xLabel: 'items of 384 dimensions', yLabel: 'microseconds a query', series: sizes }))
const lengths = await byLength()
keep('growth-text.svg', logLog({ title: 'From a text to its vector', xLabel: 'tokens', yLabel: 'milliseconds a text', series: lengths }))

report('growth', `# How the cost grows

${provenance(['@xenova/transformers', '@huggingface/transformers'])}

One thread; ${ROUNDS} rounds in which all have their turn. The median of the rounds' medians, in brackets the quartiles; the exponent e of cost = c · size^e is fitted by least squares of the logarithms.

## With the size of the corpus

Microseconds a query.

![Microseconds a query against the number of items, both logarithmic](growth-corpus.svg)

${tableOf('items', sizes)}

## With the length of the text

Milliseconds a text; "ours" is the graph of the service, "int8" plain quantisation in 8 bits.

![Milliseconds a text against the number of tokens, both logarithmic](growth-text.svg)

${tableOf('tokens', lengths)}
${missed.join('\n')}
`)
