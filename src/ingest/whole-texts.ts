import type { Embedder, Embedding, ModelInfo } from '../matching/ports.ts'

/** The vector of a whole text, and whether all of it was read. */
export interface WholeText { vector: Float32Array, complete: boolean }

/** Windows are planned this much shorter than the model reads, because words differ in tokens. */
const SLACK = 0.9
const SPECIAL_TOKENS = 2

/**
 * Embeds texts of any length. One that is longer than the model reads is cut at spaces into windows of about the same number of words, whose
 * vectors are added up and normalised, so that the end of a long story counts as much as its beginning.
 */
export async function embedWhole (embedder: Embedder, { id, maxTokens }: Pick<ModelInfo, 'id' | 'maxTokens'>, texts: readonly string[]): Promise<WholeText[]> {
  const embeddings = await embedder.embed(texts, { model: id })
  const windows = texts.map((text, i) => isWhole(embeddings[i]!) ? [] : windowsOf(text, windowCount(embeddings[i]!, maxTokens)))
  return await Promise.all(embeddings.map(async (embedding, i) => {
    if (windows[i]!.length === 0) return { vector: embedding.vector, complete: true }
    const parts = await embedFitting(embedder, id, windows[i]!)
    return { vector: unitSum(parts.map(part => part.vector)), complete: parts.every(isWhole) }
  }))
}

/** Embeds windows, halving those that are still too long: words differ in tokens. A window of one word stays as it is. */
async function embedFitting (embedder: Embedder, model: string, windows: string[]): Promise<Embedding[]> {
  const embeddings = await embedder.embed(windows, { model })
  const fitting = await Promise.all(windows.map(async (window, i) => {
    const fits = isWhole(embeddings[i]!) || !window.includes(' ')
    return fits ? [embeddings[i]!] : await embedFitting(embedder, model, windowsOf(window, 2))
  }))
  return fitting.flat()
}

/** The sum of unit vectors, to unit length: each weighs the same. */
export function unitSum (vectors: Float32Array[]): Float32Array {
  if (vectors.length === 1) return vectors[0]!
  const sum = vectors[0]!.map((_, i) => vectors.reduce((total, vector) => total + vector[i]!, 0))
  const length = Math.hypot(...sum)
  return sum.map(value => value / length)
}

const isWhole = ({ tokens, tokensOfText }: Embedding): boolean => tokens === tokensOfText

function windowCount ({ tokensOfText }: Embedding, maxTokens: number): number {
  return Math.ceil((tokensOfText - SPECIAL_TOKENS) / ((maxTokens - SPECIAL_TOKENS) * SLACK))
}

function windowsOf (text: string, count: number): string[] {
  const words = text.split(' ')
  const length = Math.ceil(words.length / count)
  return Array.from({ length: Math.ceil(words.length / length) }, (_, i) => words.slice(i * length, (i + 1) * length).join(' '))
}
