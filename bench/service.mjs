// The service beside a small server around the pipeline of @xenova/transformers: a match, start, memory, load. See README.md.
// THREADS=1, ROUNDS=20, STARTS=9, MATCHES=10000, SECONDS=4.
import { attempts } from './child.mjs'
import { report } from './lib.mjs'
import { provenance } from './provenance.mjs'
import { THREADS, ITEMS } from './service/contestants.mjs'
import { loadSection } from './service/load.mjs'
import { matchSection } from './service/match.mjs'
import { memorySection } from './service/memory.mjs'
import { startSection } from './service/start.mjs'

const number = (name, otherwise) => Number(process.env[name] ?? otherwise)

const { attempt, missed } = attempts()
const sections = []
for (const [title, section] of Object.entries({
  'A match': async () => await matchSection(number('ROUNDS', 20)),
  'The start': async () => await startSection(number('STARTS', 9)),
  'The memory': async () => await memorySection(number('MATCHES', 10_000)),
  'The load': async () => await loadSection(3, number('SECONDS', 4))
})) sections.push(...await attempt(title, section))

report('service', `# The service beside one written by hand

${provenance(['@xenova/transformers', 'fastify'])}

${ITEMS.toLocaleString('en')} jobs, the shipped ones and generated ones; ${THREADS} thread${THREADS === '1' ? '' : 's'} for a forward pass in both. "By hand" is \`bench/peers/transformers-server.mjs\`: Fastify around the pipeline of @xenova/transformers, on plain 8-bit weights of the same origin.
In brackets the quartiles over the rounds.

${[...sections, ...missed].join('\n\n')}
`)
process.exit()
