import { setTimeout } from 'node:timers/promises'
import type { Background } from './background.ts'
import { backgroundOf } from './background.ts'
import { GENERIC_SENTENCES } from './generic-sentences.ts'
import type { Corpus, Embedder } from './ports.ts'

/** Items that a background is measured by, at most. */
export const SAMPLE = 512
/** A corpus that grew or shrank by a larger share is measured anew. */
const MOST_CHANGE = 0.1
/** How often one is measured anew whose items changed and whose number did not. */
const AGAIN_MS = 60_000
/** Sentences embedded together: few enough for a visitor's text not to wait long. */
const CHUNK = 8

/** So long the answers wait that come while a corpus is being measured; later ones go without. */
const PATIENCE_MS = 500

export interface Backgrounds {
  /** That of a corpus as it is, or was not long ago. Undefined where it is not known yet. Never rejects. */
  of (corpus: Corpus): Promise<Background | undefined>
}

interface Known { version: string, background: Background, at: number }
interface Measuring { background: Promise<Background | undefined>, until: number }

/**
 * Knows the background of each corpus: the one that was written down when its vectors were made, or, where its items have changed much since or
 * nobody wrote one down, one that is measured here.
 */
export function createBackgrounds (embedder: Embedder): Backgrounds {
  const known = new Map<string, Known>()
  const measuring = new Map<string, Measuring>()
  const sentences = sentencesBy(embedder)

  async function of (corpus: Corpus): Promise<Background | undefined> {
    if (fits(corpus.background, corpus)) return corpus.background
    const { name, version } = corpus.info
    const kept = known.get(name)
    if (kept === undefined || !fits(kept.background, corpus)) return await patiently(measure(corpus))
    if (kept.version !== version && performance.now() - kept.at > AGAIN_MS) measure(corpus)
    return kept.background
  }

  /** One at a time for each corpus. Never rejects: an answer without percentages is better than none. */
  function measure (corpus: Corpus): Measuring {
    const { name, version } = corpus.info
    const running = measuring.get(name)
    if (running !== undefined) return running
    const background = measured(corpus).then(background => {
      known.set(name, { version, background, at: performance.now() })
      return background
    }, () => undefined).finally(() => measuring.delete(name))
    const started = { background, until: performance.now() + PATIENCE_MS }
    measuring.set(name, started)
    return started
  }

  async function measured (corpus: Corpus): Promise<Background> {
    const { items, model } = corpus.info
    const sample = await corpus.sample(SAMPLE)
    return await backgroundOf({ measured: items, sample, sentences: model === null ? [] : await sentences(model) })
  }

  return { of }
}

async function patiently ({ background, until }: Measuring): Promise<Background | undefined> {
  const stop = new AbortController()
  const late = setTimeout(Math.max(0, until - performance.now()), undefined, { ref: false, signal: stop.signal }).catch(() => undefined)
  return await Promise.race([background, late]).finally(() => stop.abort())
}

function fits (background: Background | undefined, { info: { items } }: Corpus): background is Background {
  return background !== undefined && Math.abs(items - background.measured) <= MOST_CHANGE * background.measured
}

/** The vectors of the generic sentences by each model, made once. What failed is tried again. */
function sentencesBy (embedder: Embedder): (model: string) => Promise<Float32Array[]> {
  const made = new Map<string, Promise<Float32Array[]>>()
  return async model => {
    if (!embedder.models().some(({ id }) => id === model)) return []
    const known = made.get(model) ?? embedGeneric(embedder, model)
    made.set(model, known)
    known.catch(() => made.delete(model))
    return await known
  }
}

/** The vectors of the generic sentences, each of unit length. */
export async function embedGeneric (embedder: Embedder, model: string): Promise<Float32Array[]> {
  const vectors: Float32Array[] = []
  for (let at = 0; at < GENERIC_SENTENCES.length; at += CHUNK) {
    const embeddings = await embedder.embed(GENERIC_SENTENCES.slice(at, at + CHUNK), { model })
    vectors.push(...embeddings.map(({ vector }) => vector))
  }
  return vectors
}
