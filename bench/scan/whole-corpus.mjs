// Filters and batches, through the corpus as the matcher calls it: node bench/scan/whole-corpus.mjs ROWS ROUNDS.
import { give } from '../child.mjs'
import { inRounds, timed } from '../statistics.mjs'
import { DIMENSIONS, filled, memoryCorpus, parseFilter, queries } from './corpus.mjs'

const BATCH = 64
const CALLS = 20
const [rows, rounds] = process.argv.slice(2).map(Number)

const items = []
const vectors = filled(rows, item => items.push(item))
const corpus = memoryCorpus({ items, vectors, info: { name: 'generated', dimensions: DIMENSIONS, model: null, template: [], source: 'file', stale: false, version: '1', updatedAt: new Date(0) } })
const fields = corpus.info.fields.map(({ name }) => name)
const parsed = filter => filter && parseFilter(filter, fields, { conditions: 50, depth: 5 })
const search = async (vectors, filter) => await corpus.search({ vectors, limit: 10, offset: 0, threshold: undefined, filter, exclude: new Set() })

/** `tenant` lies across the meanings, `topic` along them; both have a hundred values. */
const FILTERS = {
  'no filter': undefined,
  'keeps 1 %, at random': { tenant: 'tenant-7' },
  'keeps 1 %, of one meaning': { topic: 'topic-7' },
  'keeps 99 %, at random': { tenant: { not: 'tenant-7' } },
  'keeps 99 %, all but one meaning': { topic: { not: 'topic-7' } }
}

const filtered = Object.fromEntries(Object.entries(FILTERS).map(([name, filter]) => {
  const tree = parsed(filter)
  return [name, async () => await timed(CALLS, async call => await search([queries[call % BATCH]], tree))]
}))
const kept = {}
for (const [name, filter] of Object.entries(FILTERS)) kept[name] = (await search([queries[0]], parsed(filter)))[0].total

const single = async () => { for (const query of queries) await search([query]) }
const times = {
  ...await inRounds(rounds, filtered),
  ...await inRounds(rounds, {
    '64 queries, one after the other': async () => await timed(2, single),
    '64 queries in one pass': async () => await timed(2, async () => await search(queries))
  })
}
give({ rows, times, kept })
