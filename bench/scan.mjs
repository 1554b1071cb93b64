// The exact scan beside what the machine can do at most and beside other libraries, with filters and in batches; one thread. See README.md.
// SIZES=2130,10000 and ROUNDS=5 make it shorter, PEERS=none leaves the others out.
import { attempts, resultOf } from './child.mjs'
import { report } from './lib.mjs'
import { provenance } from './provenance.mjs'
import { ratio, summary } from './statistics.mjs'
import { table, withSpread } from './table.mjs'

const SIZES = (process.env.SIZES ?? '2130,10000,100000,500000').split(',').map(Number)
const ROUNDS = Number(process.env.ROUNDS ?? 15)
const PEERS = process.env.PEERS ?? 'peers'
const FILTERED = Math.min(100_000, Math.max(...SIZES))
const LIMIT = 'reading the floats once'
const PACKAGES = ['usearch', 'sqlite-vec', 'libsql', 'hnswlib-node', '@lancedb/lancedb']
/** LanceDB takes one for each core otherwise. Not `LANCE_IO_THREADS` as well: with one of those adding rows never ends. */
const ONE_THREAD = { LANCE_CPU_THREADS: '1' }

const { attempt, missed } = attempts()
const sizes = []
for (const rows of SIZES) sizes.push(...await attempt(`${rows} rows`, async () => await resultOf('scan/at-size.mjs', [rows, ROUNDS, PEERS], ONE_THREAD)))
const wholes = []
for (const rows of [...new Set([2130, 10_000, FILTERED])]) wholes.push(...await attempt(`a corpus of ${rows}`, async () => await resultOf('scan/whole-corpus.mjs', [rows, ROUNDS])))

const inMicroseconds = times => times.map(ms => ms * 1000)
const percent = share => `${(share * 100).toFixed(1)} %`

function sizeTable ({ rows, times, checks, absent, builtMs }) {
  const lines = Object.entries(times).map(([name, figures]) => {
    const check = checks[name]
    return [name, withSpread(summary(inMicroseconds(figures))), withSpread(ratio(figures, times[LIMIT])), check ? percent(check.recall) : '', check ? percent(check.same) : '', check ? check.processors.toFixed(1) : '', builtMs[name] === undefined ? '' : (builtMs[name] / 1000).toFixed(1)]
  })
  const missing = Object.entries(absent).map(([name, reason]) => `${name} is not here: ${reason}`).join('\n')
  return `## ${rows.toLocaleString('en')} rows\n\n${table(['', 'µs a query', `of ${LIMIT}`, 'recall@10', 'same ten in the same order', 'processors used', 'seconds to take the rows in'], lines)}\n${missing}`
}

function filterTable ({ rows, times, kept }) {
  const lines = Object.entries(kept).map(([name, count]) => [name, count.toLocaleString('en'), withSpread(summary(inMicroseconds(times[name]))), withSpread(ratio(times[name], times['no filter']))])
  return `### ${rows.toLocaleString('en')} rows\n\n${table(['', 'rows kept', 'µs a query', 'of no filter'], lines)}`
}

function batchLine ({ rows, times }) {
  const [single, together] = [times['64 queries, one after the other'], times['64 queries in one pass']]
  return [rows.toLocaleString('en'), withSpread(summary(single)), withSpread(summary(together)), withSpread(ratio(together, single))]
}

report('scan', `# The exact scan

${provenance(PACKAGES)}

Rows of 384 floats, generated around 1,000 centres; the ten nearest of a query. ${ROUNDS} rounds in which all have their turn, several calls each: the median of the rounds' medians, in brackets the quartiles.
"Reading" is the C library looking for a byte that is not there, in as many bytes as the rows have: no scan that looks at all floats can be faster. What is built beforehand is not in the time.

${sizes.map(sizeTable).join('\n\n')}

## With a filter

Parsed beforehand, answered by columns; through the corpus as the matcher calls it.

${wholes.map(filterTable).join('\n\n')}

## 64 queries in one pass over the memory

${table(['rows', 'ms, one after the other', 'ms, in one pass', 'ratio'], wholes.map(batchLine))}
${missed.join('\n')}
`)
