// Ratios of the embedder and its graph to the runtime alone on plain 8-bit weights.
import { measure, openAll } from '../forward/measure.mjs'
import { ratio } from '../statistics.mjs'

const ROUNDS = 15
const PLAIN = 'onnxruntime alone, int8'

export async function forwardRatios () {
  const { contestants, problems, close } = await openAll([['onnxruntime alone', 'int8'], ['onnxruntime alone', 'ours'], ['kindred', 'ours']], 1)
  if (problems.length > 0) throw new Error(problems.join(' '))
  const ratios = {}
  for (const tokens of [14, 200]) {
    const { times } = await measure(contestants, tokens, ROUNDS)
    ratios[`our graph at ${tokens} tokens, of plain int8`] = ratio(times['onnxruntime alone, ours'], times[PLAIN])
    ratios[`the embedder at ${tokens} tokens, of its graph alone`] = ratio(times['kindred, ours'], times['onnxruntime alone, ours'])
  }
  close()
  return ratios
}
