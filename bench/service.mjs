// The service beside a small server around the pipeline of @xenova/transformers: a match, start, memory, load. See README.md.
// THREADS=1, ROUNDS=20, STARTS=9, MATCHES=10000, SECONDS=4.
import { report } from './lib.mjs'
import { provenance } from './provenance.mjs'
import { THREADS, ITEMS } from './service/contestants.mjs'
import { loadSection } from './service/load.mjs'
import { matchSection } from './service/match.mjs'
import { memorySection } from './service/memory.mjs'
import { startSection } from './service/start.mjs'

const number = (name, otherwise) => Number(process.env[name] ?? otherwise)

const sections = []
for (const [title, section] of Object.entries({
  'One match': async () => await matchSection(number('ROUNDS', 20)),
  Start: async () => await startSection(number('STARTS', 9)),
  Memory: async () => await memorySection(number('MATCHES', 10_000)),
  Load: async () => await loadSection(3, number('SECONDS', 4))
})) {
  try {
    sections.push(await section())
  } catch (error) {
    sections.push(`## ${title}\n\nCould not be measured: ${error.message}`)
    process.exitCode = 1
  }
}

report('service', `# The service beside one written by hand

${provenance(['@xenova/transformers', 'fastify'])}

${ITEMS.toLocaleString('en')} jobs, the shipped ones and generated ones; ${THREADS} thread${THREADS === '1' ? '' : 's'} for a forward pass in both. "By hand" is \`bench/peers/transformers-server.mjs\`: Fastify around the pipeline of @xenova/transformers, on plain 8-bit weights of the same origin.
In brackets the quartiles over the rounds.

${sections.join('\n\n')}
`)
process.exit()
