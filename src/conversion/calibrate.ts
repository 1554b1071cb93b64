import { floatArithmetic } from './arithmetic.ts'
import type { BertConfig, BertWeights } from './bert.ts'
import { bertGraph } from './bert.ts'

/** How much of the difference between channels is taken from the activations and given to the weights: 0 is none, 1 all of it. The best of 0.6 to 1 for all-MiniLM-L6-v2. */
const STRENGTH = 0.8

/** Opens a graph: from token ids to the outputs asked for, row-major. */
export type Open = (graph: Uint8Array) => Promise<(ids: number[], outputs: readonly string[]) => Promise<Record<string, Float32Array>>>

/**
 * By what the channels that enter dense layers are to be divided: the largest that each is in some texts, against the median channel's.
 *
 * @param texts token ids
 * @returns three digits each, 1 for a channel that is always 0
 */
export async function measureDivisors (config: BertConfig, weights: BertWeights, open: Open, texts: Iterable<number[]>): Promise<Record<'attention' | 'feedForward', number[][]>> {
  const layers = weights.layers.map((_, index) => `layer${index}`)
  const places = { attention: ['embeddings', ...layers.slice(0, -1)], feedForward: layers.map(layer => `${layer}/middle`) }
  const within = Object.values(places).flat()
  const run = await open(bertGraph(config, weights, floatArithmetic, { pooled: false, within }))
  const largest = new Map(within.map(place => [place, new Float32Array(config.hidden_size)]))
  for (const ids of texts) {
    const values = await run(ids, within)
    for (const [place, channels] of largest) values[place]!.forEach((value, i) => { channels[i % channels.length] = Math.max(channels[i % channels.length]!, Math.abs(value)) })
  }
  const divisorsOf = (place: string) => {
    const channels = largest.get(place)!
    const median = channels.toSorted()[channels.length >> 1]!
    return Array.from(channels, value => Number(((value / median) ** STRENGTH).toPrecision(3)) || 1)
  }
  return { attention: places.attention.map(divisorsOf), feedForward: places.feedForward.map(divisorsOf) }
}
