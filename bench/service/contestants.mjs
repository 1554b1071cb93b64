// The service and the program that one would write by hand, with the same jobs, weights of the same origin and the same number of threads.
import { ask, IMAGE, launch, untilOk } from '../lib.mjs'
import { parts } from '../parts.mjs'
import { ensureGraphs, GRAPHS, modelsWith } from '../models.mjs'
import { jobsOf } from './jobs.mjs'

export const ITEMS = 2130
export const THREADS = process.env.THREADS ?? '1'
export const KINDRED = 'kindred'
export const BY_HAND = 'by hand'

ensureGraphs()
const { dataDir, itemsFile } = await jobsOf(ITEMS)

const CONTESTANTS = {
  [KINDRED]: { script: 'dist/server.js', environment: { ...IMAGE, DATA_DIR: dataDir, CORPORA: 'jobs', DEFAULT_CORPUS: 'jobs', INFERENCE_THREADS: THREADS, MAX_QUEUE: '4096' } },
  [BY_HAND]: { script: 'bench/peers/transformers-server.mjs', environment: { NODE_ENV: 'production', ITEMS: itemsFile, MODELS_DIR: modelsWith(GRAPHS.int8), THREADS } }
}
export const names = Object.keys(CONTESTANTS)

export async function start (name, environment = {}, nodeOptions = []) {
  const contestant = CONTESTANTS[name]
  return await launch(contestant.script, { ...contestant.environment, ...environment }, nodeOptions)
}

/** Throws where the answer is not one. */
export async function match (server, query) {
  const answer = await ask(server, 'POST', '/match', { query, limit: 5 })
  if (answer.status === 200 && JSON.parse(answer.text).matches.length !== 5) throw new Error('not five matches')
  return answer
}

/** Started, and asked once. */
export async function ready (name, environment, nodeOptions) {
  const server = await start(name, environment, nodeOptions)
  await untilOk(async () => await match(server, 'a nurse who likes night shifts'))
  return server
}

const { exactProducts } = await parts("export { exactProducts } from './src/embedding/saturation.ts'")
export const bareForward = { environment: { BARE_GRAPH: GRAPHS.ours, BARE_OPTIONS: JSON.stringify(await exactProducts()) }, nodeOptions: ['--import', new URL('../peers/bare-forward.mjs', import.meta.url).href] }
