import { rm } from 'node:fs/promises'
import { readSentences, writeSentences } from '../corpus/sentence-file.ts'
import { candidatesOf } from '../matching/explain.ts'
import type { Embedder, Item, ModelInfo } from '../matching/ports.ts'
import type { Compact } from '../matching/sentence-vectors.ts'
import { compact, keyOf, SMALL_CORPUS } from '../matching/sentence-vectors.ts'
import { fieldsOf } from '../matching/template-fields.ts'

export interface EmbedSentencesOptions {
  /** Where they are written; those that are there already are taken over. */
  path: string
  items: readonly Item[]
  template: readonly string[]
  embedder: Embedder
  model: ModelInfo
  onProgress?: ((done: number, total: number) => void) | undefined
}

/** Makes the vectors of the sentences of a small corpus, by which its matches are explained, so that whoever asks first does not wait for them. */
export async function embedSentences ({ path, items, template, embedder, model, onProgress }: EmbedSentencesOptions): Promise<void> {
  if (items.length > SMALL_CORPUS) return await rm(path, { force: true })
  const known = await readSentences(path, model.sha256).catch(() => new Map<string, Compact[]>())
  const fields = fieldsOf(template)
  const vectors = new Map<string, readonly Compact[]>()
  for (const [index, item] of items.entries()) {
    const texts = candidatesOf(item, fields).map(({ text }) => text)
    const key = keyOf(model.id, texts)
    if (texts.length > 0) vectors.set(key, known.get(key) ?? (await embedder.embed(texts, { model: model.id, bulk: true })).map(({ vector }) => compact(vector)))
    onProgress?.(index + 1, items.length)
  }
  await writeSentences(path, vectors, model)
}
