import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { errorResponses, NoQuerystring } from '../../schemas/common.ts'
import { COMPAT_HEADERS } from '../../schemas/compat/common.ts'
import { PASSAGES, PassagesRequest, PassagesResponse, SEARCH_FAILS } from '../../schemas/compat/searches.ts'
import { countOf } from './counts.ts'
import { FIELD_NAMES, readerOf } from './field-names.ts'
import type { CompatRoutesOptions } from './index.ts'
import { nearest } from './nearest.ts'
import { settingCorpus } from './setting-corpus.ts'
import { idOf, textOf } from './values.ts'

/** The search of a site over its own pages, in passages. */
export const documentSearchRoutes: FastifyPluginAsyncTypebox<CompatRoutesOptions> = async (app, { matcher, corpora, config }) => {
  app.post('/search', {
    config: { texts: () => 1, likeFastApi: true },
    schema: {
      operationId: 'searchDocuments',
      summary: 'Passages of documents by meaning',
      description: 'Reads the corpus `DOCUMENTS_CORPUS`, which `kindred embed` makes from a folder of Markdown.',
      tags: ['replaced systems'],
      body: PassagesRequest(config),
      querystring: NoQuerystring,
      response: { 200: { headers: COMPAT_HEADERS, ...PassagesResponse }, ...errorResponses(...SEARCH_FAILS) }
    },
    serializerCompiler: () => JSON.stringify
  }, async ({ body: { query, ...counts } }, reply) => {
    const limit = countOf(counts, PASSAGES.usual)
    const { info } = await settingCorpus(corpora, config, 'DOCUMENTS_CORPUS')
    const { matches, took_ms: took } = await nearest(matcher, { query, corpus: info.name, limit }, reply)
    const read = readerOf(FIELD_NAMES.passage, info.fields)
    const results = matches.map(({ id, score, item }) => {
      const { chunkId, snippet, sourcePath, slug, title } = read(item)
      return { chunk_id: idOf(chunkId) ?? id, snippet: textOf(snippet), source_path: textOf(sourcePath), slug: textOf(slug), title: textOf(title), score }
    })
    return { query, results, total_results: results.length, search_time_ms: took }
  })
}
