// The figures as a page.
import { execFileSync } from 'node:child_process'
import { machine, report, root } from '../lib.mjs'
import { MAINTENANCE_MB } from './load.mjs'
import { hugePages, SETTINGS } from './postgres.mjs'

const seconds = ms => `${(ms / 1000).toFixed(0)} s`
const minutes = ms => ms < 120_000 ? seconds(ms) : `${(ms / 60_000).toFixed(1)} min`
const mb = value => `${Math.round(value).toLocaleString('en')} MB`
const loadOf = ({ least, mean, most }) => `${least.toFixed(1)} to ${most.toFixed(1)}, ${mean.toFixed(1)} on average`
const commit = () => execFileSync('git', ['describe', '--always', '--dirty'], { cwd: root, encoding: 'utf8' }).trim()

export function write (figures) {
  report('large', `# A million vectors in Postgres

${[about, loading, searching, memory].map(part => part(figures)).join('\n')}`)
}

function about ({ rows, queries, database: { version, pgvector } }) {
  return `${machine()}; PostgreSQL ${version}, pgvector ${pgvector}, ${Object.entries(SETTINGS).map(([name, value]) => `${name} ${value}`).join(', ')}, ${hugePages()} pages of 2 MB reserved; commit ${commit()}. The database, the service and what asks them share the machine.
${rows.toLocaleString('en')} clustered unit vectors of 384 dimensions (\`bench/clustered.mjs\`), ${queries} queries a line; right is what comparing every generated vector in this program gives.
"Plain" is \`bench/peers/plain-pgvector.mjs\`: \`pg\` and \`ORDER BY embedding <=> $1 LIMIT 10\` with pgvector's defaults, called without HTTP in between. Both are asked in turn.
`
}

/** pgvector before 0.8.2 builds wrongly with several processes, and the product then takes one. */
const workersFor = pgvector => pgvector.localeCompare('0.8.2', 'en', { numeric: true }) < 0 ? 'without parallel workers (pgvector below 0.8.2)' : 'with several parallel workers'

function loading ({ load, plainMs, sizes, rows, database: { pgvector } }) {
  return `## Loading

| | |
|---|---|
| \`kindred import rows.jsonl\` of ${mb(load.bytes / 2 ** 20)}: the rows | ${minutes(load.loadMs)}, ${Math.round(rows / load.loadMs * 1000).toLocaleString('en')} rows a second |
| its indexes, the vectors' ${load.built ?? workersFor(pgvector)}, with ${MAINTENANCE_MB} MB to build in | ${minutes(load.indexMs)} |
| load of the machine (one-minute average) meanwhile | ${loadOf(load.load)} |
${plainMs === undefined ? '' : `| the index of the plain program, m 16, ef_construction 64, by one process and with as much memory | ${minutes(plainMs)} |\n`}${sizes.map(({ name, isIndex, mb: size }) => `| size of ${isIndex ? 'the index' : 'the table'} \`${name}\` | ${mb(size)} |`).join('\n')}
`
}

const figuresOf = ({ p50, p99, processor, recall, rows, fewest }) => [p50.toFixed(1), p99.toFixed(1), processor.toFixed(1), recall.toFixed(3), `${rows.toFixed(1)} (${fewest.toFixed(0)})`]

function searching ({ results, watched }) {
  const line = ({ name, connections, load, kindred, plain }) => [name, connections, ...figuresOf(kindred), `${(100 * kindred.exact).toFixed(0)} %`, ...plain === undefined ? Array(5).fill('') : figuresOf(plain), load.toFixed(1)].join(' | ')
  return `## Searching

Ten nearest. p50 and p99 are milliseconds on the clock; "processor" is the mean of the milliseconds that the database computed for a query, which depends less on what else the machine does. Rows are the mean and, in brackets, the fewest.
"Elsewhere" keeps clusters that have nothing to do with the query's own, "its own" those that it is in. "Exact" are Kindred's answers for which all that the filter keeps was compared. Load is the machine's one-minute average: ${loadOf(watched)}.

| filter keeps | connections | p50 | p99 | processor | recall@10 | rows | exact | plain: p50 | p99 | processor | recall@10 | rows | load |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
${results.map(result => `| ${line(result)} |`).join('\n')}
`
}

function memory ({ memory }) {
  return `## Memory of the service

| | resident | highest so far |
|---|---|---|
${memory.map(([when, { now, highest }]) => `| ${when} | ${mb(now)} | ${mb(highest)} |`).join('\n')}
`
}
