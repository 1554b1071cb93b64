import type { Background } from '../matching/background.ts'
import { backgroundOf } from '../matching/background.ts'
import { embedGeneric, SAMPLE } from '../matching/backgrounds.ts'
import type { Embedder, Item, ModelInfo } from '../matching/ports.ts'
import { sampleOf } from '../matching/sample.ts'
import { fieldsOfItems, readItems } from '../corpus/items.ts'
import { withLock } from '../corpus/lock.ts'
import type { Manifest, SourceId } from '../corpus/manifest.ts'
import { EMBEDDINGS, encodeManifest, HASH_BYTES, TEXT_HASHES } from '../corpus/manifest.ts'
import { pathsOf } from '../corpus/paths.ts'
import { writeSafetensors } from '../corpus/safetensors.ts'
import { afterVectors, beforeVectors, finishSwap } from '../corpus/swap.ts'
import { textsOf } from '../corpus/template.ts'
import { embedSentences } from './embed-sentences.ts'
import { readKnownVectors } from './known-vectors.ts'
import { makeVectors } from './make-vectors.ts'
import { openPieces } from './pieces.ts'
import { checkTemplate, emptyFields, TemplateMissingError } from './template-check.ts'

export interface EmbedCorpusOptions {
  dataDir: string
  name: string
  embedder: Embedder
  model: ModelInfo
  /** Which fields are embedded, and how; undefined keeps the template of the vectors that are there. */
  template: string[] | undefined
  /** Where they came from; undefined keeps what the vectors that are there say. */
  source?: SourceId
  onProgress?: ((done: number, total: number) => void) | undefined
  /** The same for the sentences of the items. */
  onSentences?: ((done: number, total: number) => void) | undefined
}

export interface EmbedCorpusResult {
  items: number
  /** Items whose vectors had to be made; the others were taken over. */
  embedded: number
  /** Items whose vectors a run had made that was interrupted. */
  resumed: number
  /** Of those embedded, items of which not everything could be read: a text too long for the model and without spaces to cut it at. */
  truncated: number
  template: string[]
}

/**
 * Writes `<name>.safetensors` for `<name>.jsonl`, and `<name>.sentences.safetensors` where it is small. Items whose embedded texts have not changed keep their vectors. What is made is saved in
 * `<name>.safetensors.part` as it is made, so that a run that is killed repeats next to nothing.
 * @throws Error with a sentence where the JSONL is not usable or an item has nothing to embed; CorpusBusyError where somebody else writes the corpus
 */
export async function embedCorpus (options: EmbedCorpusOptions): Promise<EmbedCorpusResult> {
  const { dataDir, name } = options
  return await withLock(dataDir, name, async () => {
    await finishSwap(pathsOf(dataDir, name))
    return await embedItems(options)
  })
}

/** The same for who holds the lock. */
export async function embedItems ({ dataDir, name, embedder, model, template: wanted, itemsPath, source, onProgress, onSentences }: EmbedCorpusOptions & { itemsPath?: string }): Promise<EmbedCorpusResult> {
  const paths = pathsOf(dataDir, name)
  const { vectors: path, part } = paths
  const { items, sha256 } = await readItems(itemsPath ?? paths.items)
  const existing = await readKnownVectors(path, model)
  const template = wanted ?? existing?.manifest.template
  const fields = fieldsOfItems(items).map(field => field.name)
  if (template === undefined || template.length === 0) throw new TemplateMissingError(`"${name}"`, fields)
  checkTemplate(template, fields, name)
  const texts = items.map(item => usableTexts(item, template))

  const pieces = await openPieces(part, model)
  try {
    let resumed = 0
    const known = (hash: string) => {
      const vector = existing?.vectors.get(hash)
      if (vector !== undefined || !pieces.found.has(hash)) return vector
      resumed++
      return pieces.found.get(hash)
    }
    const { vectors, hashes, embedded, truncated } = await makeVectors({ texts, embedder, model, known, onMade: pieces.add, onProgress })
    const isSame = embedded + resumed === 0 && existing?.manifest.itemsSha256 === sha256
    const background = (isSame ? existing?.manifest.background : undefined) ?? await measured(items, vectors, embedder, model)
    const manifest: Manifest = { model: model.id, modelSha256: model.sha256, pooling: model.pooling, maxTokens: model.maxTokens, template, itemsSha256: sha256, background, source: source === undefined ? existing?.manifest.source : { ...source, itemsSha256: sha256 } }
    await beforeVectors(paths)
    await writeSafetensors(path, {
      [EMBEDDINGS]: { dtype: 'F32', shape: [items.length, model.dimensions], data: new Uint8Array(vectors.buffer) },
      [TEXT_HASHES]: { dtype: 'U8', shape: [items.length, HASH_BYTES], data: Buffer.concat(hashes) }
    }, encodeManifest(manifest))
    await afterVectors(paths)
    await pieces.remove()
    await embedSentences({ path: paths.sentences, items, template, embedder, model, onProgress: onSentences })
    return { items: items.length, embedded, resumed, truncated, template }
  } finally {
    await pieces.close()
  }
}

function usableTexts (item: Item, template: string[]): string[] {
  const texts = textsOf(item, template)
  if (texts.length === 0) throw new Error(`The item "${item.id}" has nothing to embed: ${emptyFields(template)}.`)
  return texts
}

async function measured (items: readonly Item[], vectors: Float32Array, embedder: Embedder, { id, dimensions }: ModelInfo): Promise<Background> {
  const sample = sampleOf(items.map(item => item.id), SAMPLE).map(row => vectors.subarray(row * dimensions, (row + 1) * dimensions))
  return await backgroundOf({ measured: items.length, sample, sentences: await embedGeneric(embedder, id) })
}
