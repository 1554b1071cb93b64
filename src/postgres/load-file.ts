import { hashOfTexts, textsOf } from '../corpus/template.ts'
import { CorpusGoneError } from '../errors.ts'
import type { Corpus, Item } from '../matching/ports.ts'
import type { Corpora } from './corpora.ts'
import { unstorable } from './item-rows.ts'

/** Rows sent at a time. */
const PAGE = 500

/**
 * Puts a corpus that was read from files into the database, in the place of one of its name.
 *
 * @param modelSha256 of the model that made its vectors; empty where that is not here
 */
export async function loadFile (corpora: Corpora, file: Corpus, modelSha256: string): Promise<void> {
  const { name, dimensions, model, template, version } = file.info
  const hashOf = (item: Item): Buffer | null => modelSha256 === '' ? null : hashOfTexts(textsOf(item, template))
  try {
    const staged = await corpora.stage({ name, dimensions, model: model ?? '', modelSha256, template, fileVersion: version })
    for (let at = 0; at < file.info.items; at += PAGE) {
      const items = await file.items(at, PAGE)
      const refused = items.find(item => unstorable(item) !== undefined)
      if (refused !== undefined) throw new Error(`The corpus "${name}" cannot be put into the database: the item "${refused.id}" ${unstorable(refused)!}`)
      await corpora.upsert(staged.id, await Promise.all(items.map(async item => ({ item, vector: (await file.vectorOf(item.id))!, textHash: hashOf(item) }))))
    }
    const loaded = await corpora.find(staged.id)
    if (loaded === undefined) return
    await corpora.buildIndex(loaded)
    await corpora.publish(loaded)
  } catch (error) {
    // Another process was faster with the same file.
    if (!(error instanceof CorpusGoneError)) throw error
  }
}
