// Asks both, in turn, and keeps what came.
import { ask, inParallel, percentile } from '../lib.mjs'
import { CASES } from './cases.mjs'
import { CORPUS } from './load.mjs'
import { NEIGHBOURS } from './truth.mjs'

/** Kindred over HTTP, with the vector of the query. */
export const askKindred = server => async (vector, { filter }) => {
  const { status, text, ms } = await ask(server, 'POST', '/match', { embedding: Array.from(vector), corpus: CORPUS, limit: NEIGHBOURS, ...filter === undefined ? {} : { filter } })
  if (status !== 200) throw new Error(`Kindred answered ${status}: ${text.slice(0, 300)}`)
  const { matches, exact } = JSON.parse(text)
  return { ids: matches.map(({ id }) => id), exact, ms }
}

export const askPlain = plain => async (vector, { where, value }) => {
  const start = performance.now()
  const rows = await plain.search(vector, where, value)
  return { ids: rows.map(({ id }) => id), ms: performance.now() - start }
}

/**
 * Each query of a case goes to one contestant and then to the other, or, with several connections, a part of the queries at a time.
 *
 * @param processor tells the milliseconds that the database has had a processor for
 * @returns by contestant what `summary` makes of its answers
 */
export async function measure (contestants, { name, queries, truth, connections, processor }) {
  const asked = queries.map(({ vector, cluster }, n) => ({ vector, ...CASES[name](n, cluster), right: truth[n] }))
  const answers = Object.fromEntries(Object.keys(contestants).map(contestant => [contestant, []]))
  const processorMs = Object.fromEntries(Object.keys(contestants).map(contestant => [contestant, 0]))
  const size = connections === 1 ? 1 : 5 * connections
  for (let first = 0; first < asked.length; first += size) {
    const part = asked.slice(first, first + size)
    for (const [contestant, search] of Object.entries(contestants)) {
      const before = processor()
      await inParallel(part.length, connections, async i => answers[contestant].push({ ...await search(part[i].vector, part[i]), right: part[i].right }))
      processorMs[contestant] += processor() - before
    }
  }
  return Object.fromEntries(Object.entries(answers).map(([contestant, all]) => [contestant, { ...summary(all), processor: processorMs[contestant] / all.length }]))
}

/** Of what a filter keeps less than ten of, all are wanted. */
function summary (answers) {
  const times = answers.map(({ ms }) => ms)
  const found = answers.map(({ ids, right }) => right.filter(id => ids.includes(id)).length / right.length)
  return {
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    recall: found.reduce((a, b) => a + b, 0) / found.length,
    worstRecall: Math.min(...found),
    fewest: Math.min(...answers.map(({ ids, right }) => ids.length / right.length * NEIGHBOURS)),
    rows: answers.reduce((sum, { ids }) => sum + ids.length, 0) / answers.length,
    exact: answers.filter(({ exact }) => exact).length / answers.length
  }
}
