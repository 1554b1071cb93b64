import { LRUCache } from 'lru-cache'
import { ModeNotAvailableError } from '../errors.ts'
import type { Corpus } from './ports.ts'
import type { KeywordIndex } from './keyword-index.ts'
import { buildKeywordIndex } from './keyword-index.ts'

export interface KeywordIndexes {
  /** The index of a corpus as it is now; built when it is first asked for. Throws ModeNotAvailableError where there can be none. */
  of (corpus: Corpus): Promise<KeywordIndex>
}

/** `index` is undefined where it would be too large, which is worth knowing before the next try. */
interface Built { version: string, index: KeywordIndex | undefined }

/** Keeps the indexes that were asked for last, in at most so many bytes together. */
export function createKeywordIndexes (maxBytes: number): KeywordIndexes {
  const kept = new LRUCache<string, Built>({ maxSize: Math.max(1, maxBytes), sizeCalculation: ({ index }) => Math.max(1, index?.bytes ?? 1) })
  const building = new Map<string, Promise<Built>>()

  async function of (corpus: Corpus): Promise<KeywordIndex> {
    const { name, servedBy } = corpus.info
    if (servedBy !== 'memory') throw new ModeNotAvailableError(`The corpus "${name}" is answered by the database, where words are not looked up. Leave "mode" out.`)
    const { index } = await built(corpus)
    if (index === undefined) throw new ModeNotAvailableError(`The words of the corpus "${name}" would take more memory than KEYWORD_MAX_MB allows. Leave "mode" out.`)
    return index
  }

  async function built (corpus: Corpus): Promise<Built> {
    const { name, version } = corpus.info
    const known = kept.get(name)
    if (known?.version === version) return known
    const key = `${name} ${version}`
    const promise = building.get(key) ?? build(corpus).finally(() => building.delete(key))
    building.set(key, promise)
    return await promise
  }

  async function build (corpus: Corpus): Promise<Built> {
    const { name, version } = corpus.info
    const result = { version, index: await buildKeywordIndex(corpus, maxBytes) }
    kept.set(name, result)
    return result
  }

  return { of }
}
