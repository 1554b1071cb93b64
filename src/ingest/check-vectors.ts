import { dot } from '../matching/dot.ts'
import { textsOf } from '../corpus/template.ts'
import type { Embedder, ModelInfo } from '../matching/ports.ts'
import type { Shape } from './item-shape.ts'
import { itemOf } from './item-shape.ts'
import { makeVectors } from './make-vectors.ts'
import type { Source } from './source.ts'
import { numbersOf, unitVector } from './vector-values.ts'

/** A few items of a source and the vectors that they bring. */
export interface Sample {
  /** Of most of the vectors. */
  dimensions: number
  texts: string[][]
  vectors: unknown[]
  /** The first vector that cannot be read, where none can. */
  flaw: string | undefined
}

export interface Comparison { compared: number, agreeing: number, median: number }

const SAMPLE = 50
/** Rows in which items with vectors are looked for. */
const MOST_LOOKED_AT = 10_000
/** From this cosine on, two vectors are of one model and text, whatever the arithmetic was. */
const SAME = 0.98

/** The first items that bring a vector. */
export async function sampleOf (source: Source, shape: Shape, template: readonly string[]): Promise<Sample> {
  const sample: Sample = { dimensions: 0, texts: [], vectors: [], flaw: undefined }
  const lengths: number[] = []
  let looked = 0
  for await (const rows of source.rows()) {
    for (const row of rows.slice(0, MOST_LOOKED_AT - looked)) {
      if (lengths.length === SAMPLE) break
      const numbers = 'flaw' in row ? undefined : numbersOf(row.vector)
      if (numbers === undefined || 'flaw' in row) continue
      if ('flaw' in numbers) {
        sample.flaw ??= numbers.flaw
        continue
      }
      const item = itemOf(row.fields, shape)
      lengths.push(numbers.length)
      sample.texts.push('id' in item ? textsOf(item, template) : [])
      sample.vectors.push(row.vector)
    }
    looked += rows.length
    if (looked >= MOST_LOOKED_AT || lengths.length === SAMPLE) break
  }
  sample.dimensions = mostFrequent(lengths)
  return sample
}

/** Embeds the sample again and compares. */
export async function compare ({ texts, vectors }: Sample, embedder: Embedder, model: ModelInfo): Promise<Comparison> {
  const pairs = texts.flatMap((parts, i) => {
    const given = parts.length === 0 ? undefined : unitVector(vectors[i], model.dimensions)
    return given === undefined || 'flaw' in given ? [] : [{ parts, vector: given.vector }]
  })
  const made = await makeVectors({ texts: pairs.map(({ parts }) => parts), embedder, model, known: () => undefined })
  const cosines = pairs.map(({ vector }, i) => dot(made.vectors, i * model.dimensions, vector)).sort((a, b) => a - b)
  return { compared: cosines.length, agreeing: cosines.filter(cosine => cosine >= SAME).length, median: cosines[cosines.length >> 1] ?? NaN }
}

/** What to do about vectors that are not the model's. */
const WAYS_OUT = '--embed makes them anew from the text; --model <its name> keeps them as vectors of that model, to be searched with vectors that it makes.'

/**
 * Whether vectors from elsewhere are those that the model makes of the items' texts: most of a sample agree.
 *
 * @throws Error with a sentence where they are not, that says what to do
 */
export async function checkVectors (sample: Sample, embedder: Embedder, model: ModelInfo, template: readonly string[]): Promise<Comparison> {
  if (sample.dimensions !== model.dimensions) throw new Error(`The vectors have ${sample.dimensions} dimensions, those of ${model.id} ${model.dimensions}: another model made them. ${WAYS_OUT}`)
  const comparison = await compare(sample, embedder, model)
  const { compared, agreeing, median } = comparison
  if (compared > 0 && agreeing * 2 <= compared) {
    throw new Error(`These are not the vectors that ${model.id} makes of ${template.map(part => JSON.stringify(part)).join(' + ')}: of ${compared} items embedded again ${agreeing} agree (cosine ${SAME} or more; the median is ${median.toFixed(2)}). Another model made them, or the text was another one. ${WAYS_OUT}`)
  }
  return comparison
}

function mostFrequent (numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}
