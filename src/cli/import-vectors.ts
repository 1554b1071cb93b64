import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { MODEL_ID } from '../conversion/all-minilm-l6-v2.ts'
import type { WorkerEmbedder } from '../embedding/embedder.ts'
import { checkVectors, sampleOf } from '../ingest/check-vectors.ts'
import type { Survey } from '../ingest/import-items.ts'
import type { Source } from '../ingest/source.ts'
import { checkTemplate, TemplateMissingError } from '../ingest/template-check.ts'
import type { ModelInfo } from '../matching/ports.ts'
import { didYouMean } from '../suggest.ts'
import { say, UsageError } from './args.ts'
import { withEmbedder } from './with-embedder.ts'

/** What the vectors of an imported corpus are to be, and what makes them. */
export interface Vectors {
  dimensions: number
  model: string
  modelSha256: string
  template: string[]
  /** Undefined where another model, which is not here, makes them. */
  embedding: { embedder: WorkerEmbedder, model: ModelInfo } | undefined
  /** Without vectors where those that there are cannot be used. */
  source: Source
}

/** Of vectors that a model made which is not here. */
const UNKNOWN_SHA256 = ''

interface Wanted { model: string, template: string[] | undefined }

/** Decides on the vectors, checks those that the source has, and lends what embeds. Throws an Error with a sentence where they do not fit. */
export async function withVectors<T> (config: Config, source: Source, found: Survey, { model, template: wanted }: Wanted, use: (vectors: Vectors) => Promise<T>): Promise<T> {
  const isHere = model === MODEL_ID || await access(join(config.MODELS_DIR, model, 'config.json')).then(() => true, () => false)
  const template = wanted ?? []
  if (template.length > 0) checkTemplate(template, found.fields, source.path)
  if (!isHere) return await use(await fromElsewhere(config, source, found, model, template))
  if (template.length === 0) throw new TemplateMissingError(source.path, found.fields)
  return await withEmbedder(config, model, async embedder => {
    const info = embedder.models()[0]!
    const usable = source.vectorsIn === undefined ? source : await checked(source, found, template, embedder, info)
    return await use({ dimensions: info.dimensions, model: info.id, modelSha256: info.sha256, template, embedding: { embedder, model: info }, source: usable })
  })
}

async function fromElsewhere ({ MODELS_DIR, DEFAULT_MODEL }: Config, source: Source, found: Survey, model: string, template: string[]): Promise<Vectors> {
  if (source.vectorsIn === undefined) throw new UsageError(`There is no model ${model} in ${MODELS_DIR}, and ${source.path} has no vectors that it could have made.${didYouMean(model, [DEFAULT_MODEL])}`)
  const { dimensions, vectors, flaw } = await sampleOf(source, found.shape, template)
  if (vectors.length === 0) throw new Error(`${source.path} has no vectors in "${source.vectorsIn}"${flaw === undefined ? '' : `: the first row with something there ${flaw}`}.`)
  say(`The vectors have ${dimensions} dimensions and are kept as those of "${model}", a model that is not here: they can be searched with vectors that it makes ("embedding" of POST /match) and with "like", not with texts.`)
  return { dimensions, model, modelSha256: UNKNOWN_SHA256, template, embedding: undefined, source }
}

async function checked (source: Source, { shape }: Survey, template: string[], embedder: WorkerEmbedder, model: ModelInfo): Promise<Source> {
  const sample = await sampleOf(source, shape, template)
  if (sample.vectors.length === 0) {
    if (sample.flaw !== undefined) throw new Error(`${source.path} has no vectors in "${source.vectorsIn}" that can be read: the first row with something there ${sample.flaw}. --embed makes them from the text.`)
    say(`"${source.vectorsIn}" is empty; the vectors are made from the text.`)
    return source
  }
  const { compared, agreeing } = await checkVectors(sample, embedder, model, template)
  if (compared === 0) say('Their items have no text, so whether this model made the vectors could not be checked.')
  else say(`Checked: ${agreeing} of ${compared} items embedded again have the vector that is there.`)
  return source
}
