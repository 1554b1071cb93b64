import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Kept } from '../matching/ports.ts'
import type { UncheckedFolder } from './model-folder.ts'
import { exactProducts } from './saturation.ts'
import { loadTokenizer } from './tokenizer.ts'

/** A text as the worker answers it: times in milliseconds. */
export interface ModelOutput { vector: Float32Array, tokens: number, tokensOfText: number, tokenizeMs: number, inferMs: number }

/** Embeds one text. The vector has the model's dimensions and unit length. */
export type Model = (text: string, keep?: Kept) => Promise<ModelOutput>

/** The output that holds sentence vectors in graphs which pool themselves; some of those do not normalise. */
const POOLED = 'sentence_embedding'

/**
 * Loads the tokenizer and one session, and runs them once, so that the first text finds everything in place.
 * Texts run one at a time: that is faster on 8-bit weights than padded batches, and the scale of an activation, which is taken over the
 * whole tensor, then depends on no other text.
 *
 * @param isUnsigned whether 8-bit weights have to be calculated with without a sign; default: tried
 */
export async function loadModel (folder: UncheckedFolder, threads: number, isUnsigned?: () => Promise<boolean>): Promise<Model> {
  const open = async () => await InferenceSession.create(folder.graphFile, { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', ...await exactProducts(isUnsigned) })
  const [tokenize, session] = await Promise.all([loadTokenizer(folder), open()])
  const pooled = session.outputNames.includes(POOLED)
  const output = pooled ? POOLED : session.outputNames[0]!

  const model: Model = async (text, keep) => {
    const start = performance.now()
    const { ids, ofText } = tokenize(text, keep)
    const tokenized = performance.now()
    const results = await session.run(feeds(ids, session.inputNames), [output])
    const { data, dims } = results[output]!
    if (dims.at(-1) !== folder.dimensions) throw new Error(`The graph of ${folder.id} puts out ${dims.at(-1)} dimensions, its config.json says ${folder.dimensions}.`)
    const values = data as Float32Array
    const vector = normalized(pooled ? values : pool(values, folder.dimensions, folder.pooling))
    return { vector, tokens: ids.length, tokensOfText: ofText, tokenizeMs: tokenized - start, inferMs: performance.now() - tokenized }
  }
  await model('ready')
  return model
}

/** Opens a graph that is in memory: from token ids to the outputs asked for, row-major. */
export async function openGraph (graph: Uint8Array): Promise<(ids: number[], outputs: readonly string[]) => Promise<Record<string, Float32Array>>> {
  const session = await InferenceSession.create(graph, await exactProducts())
  return async (ids, outputs) => {
    const results = await session.run(feeds(ids, session.inputNames), [...outputs])
    return Object.fromEntries(outputs.map(output => [output, results[output]!.data as Float32Array]))
  }
}

function feeds (ids: number[], inputs: readonly string[]): Record<string, Tensor> {
  const shape = [1, ids.length]
  const all: Record<string, () => BigInt64Array> = {
    input_ids: () => {
      const values = new BigInt64Array(ids.length)
      for (let i = 0; i < ids.length; i++) values[i] = BigInt(ids[i]!)
      return values
    },
    attention_mask: () => new BigInt64Array(ids.length).fill(1n),
    token_type_ids: () => new BigInt64Array(ids.length)
  }
  return Object.fromEntries(inputs.map(name => {
    const values = all[name]
    if (values === undefined) throw new Error(`The model wants an input "${name}", which is not known.`)
    return [name, new Tensor('int64', values(), shape)]
  }))
}

/** @param hidden token vectors, [tokens, dimensions], of a text without padding */
function pool (hidden: Float32Array, dimensions: number, pooling: 'mean' | 'cls'): Float32Array {
  if (pooling === 'cls') return hidden.slice(0, dimensions)
  const sum = new Float32Array(dimensions)
  for (let i = 0; i < hidden.length; i++) sum[i % dimensions]! += hidden[i]!
  return sum
}

/** To unit length; the mean's division by the number of tokens is lost in it. */
function normalized (vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares)
  return vector.map(value => value / length)
}
