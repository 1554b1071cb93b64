import { dot } from './dot.ts'

/** Where a distribution of cosines lies, by two of its quantiles, which a few odd ones do not move. */
export interface Scale { median: number, upperQuartile: number }

/** How near things are to each other in a corpus that have nothing to do with each other. */
export interface Background {
  /** Items of the corpus when it was measured. */
  measured: number
  /** Of sentences about anything with items; undefined where no text can be compared with them. */
  texts?: Scale
  /** Of items with each other; undefined where there are too few. */
  items?: Scale
}

/** Fewer cosines say nothing about a corpus: it takes five items to have them. */
const FEWEST_COSINES = 10
const TURN_MS = 10

export interface BackgroundSource {
  /** Items of the corpus. */
  measured: number
  /** Vectors of items, all or a sample of them; unit length. */
  sample: readonly Float32Array[]
  /** Vectors of sentences about anything, by the model of the corpus; empty where it is not here. */
  sentences: readonly Float32Array[]
}

/** Measures a corpus: sentences × sample + sample² / 2 products, with turns for others in between. */
export async function backgroundOf ({ measured, sample, sentences }: BackgroundSource): Promise<Background> {
  const texts = scaleOf(await cosines(sentences, () => sample))
  const items = scaleOf(await cosines(sample, index => sample.slice(index + 1)))
  return { measured, ...texts === undefined ? {} : { texts }, ...items === undefined ? {} : { items } }
}

async function cosines (vectors: readonly Float32Array[], others: (index: number) => readonly Float32Array[]): Promise<Float32Array> {
  const all: Float32Array[] = []
  let turn = performance.now()
  for (const [index, vector] of vectors.entries()) {
    all.push(Float32Array.from(others(index), other => dot(other, 0, vector)))
    if (performance.now() - turn < TURN_MS) continue
    await new Promise(resolve => setImmediate(resolve))
    turn = performance.now()
  }
  return concatenated(all)
}

function concatenated (parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Undefined for too few cosines, or where most of them are one. */
function scaleOf (values: Float32Array): Scale | undefined {
  if (values.length < FEWEST_COSINES) return undefined
  values.sort()
  const [median, upperQuartile] = [quantile(values, 0.5), quantile(values, 0.75)]
  return upperQuartile > median ? { median, upperQuartile } : undefined
}

/** With linear interpolation, to four decimals. */
function quantile (sorted: Float32Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const above = Math.min(below + 1, sorted.length - 1)
  const value = sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below)
  return Math.round(value * 1e4) / 1e4
}
