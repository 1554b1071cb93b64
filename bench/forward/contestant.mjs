// A process with one contestant, asked by messages: node contestant.mjs NAME GRAPH THREADS.
import { GRAPHS, modelsWith } from '../models.mjs'
import { timed } from '../statistics.mjs'
import { cosine, goldenTexts } from '../golden.mjs'
import { CONTESTANTS } from './contestants.mjs'

const [name, graph, threads] = process.argv.slice(2)
const { embed, one, prepare = text => text } = await CONTESTANTS[name](modelsWith(GRAPHS[graph]), Number(threads))

/** How near the vectors are to the golden ones, and how far a text's vector moves when it is embedded with all the others. */
async function check () {
  const golden = goldenTexts()
  const alone = []
  for (const { text } of golden) alone.push((await embed([text]))[0])
  const together = await embed(golden.map(({ text }) => text))
  const cosines = alone.map((vector, i) => cosine(vector, golden[i].embedding))
  return {
    worst: Math.min(...cosines),
    mean: cosines.reduce((sum, value) => sum + value) / cosines.length,
    company: Math.max(...alone.map((vector, i) => 1 - cosine(vector, together[i])))
  }
}

/** Milliseconds of one call, and processors used meanwhile. */
async function time ({ text, calls }) {
  const input = prepare(text)
  const cpu = process.cpuUsage()
  const start = performance.now()
  const ms = await timed(calls, async () => await one(input))
  const { user, system } = process.cpuUsage(cpu)
  return { ms, processors: (user + system) / 1000 / (performance.now() - start) }
}

process.on('message', async ({ task, ...what }) => process.send(await { check, time }[task](what)))
process.on('disconnect', () => process.exit())
process.send('ready')
