import { setTimeout } from 'node:timers/promises'
import { EmbedderRestartingError, OverloadedError } from '../errors.ts'
import type { Embedder, Embedding } from '../matching/ports.ts'

const PAUSE_MS = 500
/** An item that ends the worker again and again is not tried for ever. */
const MOST_RESTARTS = 5

/**
 * Embeds for work that nobody waits for: behind all others, one text at a time, so that it never fills the queue, and again where the queue is full or
 * what embeds is being replaced.
 */
export function patientEmbedder (embedder: Embedder, signal: AbortSignal): Embedder {
  async function embedOne (text: string, model: string): Promise<Embedding> {
    for (let restarts = 0; ;) {
      signal.throwIfAborted()
      try {
        return (await embedder.embed([text], { model, signal, bulk: true }))[0]!
      } catch (error) {
        if (!(error instanceof OverloadedError || error instanceof EmbedderRestartingError)) throw error
        if (error instanceof EmbedderRestartingError && ++restarts > MOST_RESTARTS) throw error
      }
      await setTimeout(PAUSE_MS, undefined, { signal }).catch(() => signal.throwIfAborted())
    }
  }

  return {
    models: () => embedder.models(),
    embed: async (texts, { model }) => {
      const embeddings: Embedding[] = []
      for (const text of texts) embeddings.push(await embedOne(text, model))
      return embeddings
    }
  }
}
