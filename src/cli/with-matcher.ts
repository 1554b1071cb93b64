import type { Config } from '../config.ts'
import { createFileStore } from '../corpus/file-store.ts'
import { createBackgrounds } from '../matching/backgrounds.ts'
import { createKeywordIndexes } from '../matching/keyword-indexes.ts'
import type { Matcher } from '../matching/matcher.ts'
import { createMatcher } from '../matching/matcher.ts'
import type { Corpus } from '../matching/ports.ts'
import { modelOf } from './corpora.ts'
import { withEmbedder } from './with-embedder.ts'

/** Lends what matches texts with a corpus of DATA_DIR, without a server. */
export async function withMatcher<T> (config: Config, name: string, use: (matcher: Matcher, corpus: Corpus) => Promise<T>): Promise<T> {
  return await withEmbedder(config, await modelOf(config, name), async embedder => {
    const corpora = createFileStore(config.DATA_DIR, [name])
    await corpora.discover()
    await corpora.load(embedder.models())
    const filterLimits = { conditions: config.MAX_FILTER_CONDITIONS, depth: config.MAX_FILTER_DEPTH }
    const matcher = createMatcher({ embedder, corpora, defaultCorpus: () => name, filterLimits, backgrounds: createBackgrounds(embedder), keywords: createKeywordIndexes(config.KEYWORD_MAX_MB * 2 ** 20) })
    return await use(matcher, await corpora.get(name))
  })
}
