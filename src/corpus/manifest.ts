import type { Background } from '../matching/background.ts'
import type { ModelInfo } from '../matching/ports.ts'

/** What the vectors of a corpus are: the `__metadata__` of its safetensors file. */
export interface Manifest {
  /** Empty where the vectors were made elsewhere and nobody said by what. */
  model: string
  /** Empty where the model is not here, and items bring their vectors. */
  modelSha256: string
  pooling: string
  maxTokens: number
  template: string[]
  /** Of the JSONL file that the rows belong to. */
  itemsSha256: string
  /** How near unrelated things are to each other in it. Missing in files of before there were percentages. */
  background?: Background | undefined
  /** Of the last change through the API, at random: vectors may change where the items do not. */
  writeId?: string | undefined
  /** The file that the items were taken from, where they were: its name, and a hash of its path. */
  source?: SourceId | undefined
}

export interface SourceId {
  name: string
  id: string
  /** Of the JSONL as it was made from the file. */
  itemsSha256?: string | undefined
  /** What was told of its fields: which one is the id, and pairs of old and new names. */
  idField?: string | undefined
  map?: [from: string, to: string][] | undefined
}

/** The tensor that holds the vectors, F32 [items, dimensions]. */
export const EMBEDDINGS = 'embeddings'
/** U8 [items, 32]: the SHA-256 of the texts that each row was made from, by which a later run knows what has not changed. */
export const TEXT_HASHES = 'text_hashes'
export const HASH_BYTES = 32

const FORMAT = 'kindred-corpus'
const FORMAT_VERSION = '1'
/** What became of texts longer than the model reads. */
const LONG_TEXTS = 'windows'

export function encodeManifest (manifest: Manifest): Record<string, string> {
  return {
    format: FORMAT,
    format_version: FORMAT_VERSION,
    model: manifest.model,
    model_sha256: manifest.modelSha256,
    pooling: manifest.pooling,
    max_tokens: String(manifest.maxTokens),
    long_texts: LONG_TEXTS,
    template: JSON.stringify(manifest.template),
    items_sha256: manifest.itemsSha256,
    ...manifest.background === undefined ? {} : { background: JSON.stringify(manifest.background) },
    ...manifest.writeId === undefined ? {} : { write_id: manifest.writeId },
    ...manifest.source === undefined ? {} : encodeSource(manifest.source)
  }
}

function encodeSource ({ name, id, itemsSha256, idField, map }: SourceId): Record<string, string> {
  return {
    source: name,
    source_id: id,
    ...itemsSha256 === undefined ? {} : { source_items_sha256: itemsSha256 },
    ...idField === undefined ? {} : { source_id_field: idField },
    ...map === undefined ? {} : { source_map: JSON.stringify(map) }
  }
}

function decodeSource ({ source: name, source_id: id, source_items_sha256: itemsSha256, source_id_field: idField, source_map: map }: Record<string, string>): Pick<Manifest, 'source'> {
  if (name === undefined || id === undefined) return {}
  return { source: { name, id, itemsSha256, idField, map: map === undefined ? undefined : JSON.parse(map) as [string, string][] } }
}

/** Throws an Error with a sentence where the metadata are not a manifest of this version. */
export function decodeManifest (metadata: Record<string, string>, path: string): Manifest {
  const { format, format_version: version, long_texts: longTexts, model, model_sha256: modelSha256, pooling, max_tokens: maxTokens, template, items_sha256: itemsSha256, background, write_id: writeId } = metadata
  if (format !== FORMAT || version !== FORMAT_VERSION || longTexts !== LONG_TEXTS) throw new Error(`${path} was not written by this version of kindred: its format is ${format ?? 'unknown'} ${version ?? ''}.`)
  if (model === undefined || modelSha256 === undefined || pooling === undefined || maxTokens === undefined || template === undefined || itemsSha256 === undefined) throw new Error(`The manifest in ${path} is not complete.`)
  return { model, modelSha256, pooling, maxTokens: Number(maxTokens), template: JSON.parse(template) as string[], itemsSha256, ...background === undefined ? {} : { background: JSON.parse(background) as Background }, ...writeId === undefined ? {} : { writeId }, ...decodeSource(metadata) }
}

/** Whether the vectors were made by a model that is not here, so that no text can be compared with them. */
export const isFromElsewhere = ({ modelSha256 }: Manifest): boolean => modelSha256 === ''

/** Why vectors with this manifest cannot be searched with vectors of this model; undefined where they can. */
export function modelMismatch (manifest: Manifest, model: ModelInfo): string | undefined {
  if (manifest.model !== model.id) return `were made by the model ${manifest.model}, not by ${model.id}`
  if (manifest.modelSha256 !== model.sha256) return `were made by another file of the model ${model.id} (SHA-256 ${manifest.modelSha256.slice(0, 12)}…, the one here is ${model.sha256.slice(0, 12)}…)`
  if (manifest.pooling !== model.pooling) return `were pooled by ${manifest.pooling}, the model here pools by ${model.pooling}`
  if (manifest.maxTokens !== model.maxTokens) return `were made from at most ${manifest.maxTokens} tokens, the model here reads ${model.maxTokens}`
  return undefined
}
