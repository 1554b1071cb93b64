import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Warning } from '../../matching/matcher.ts'
import type { Field, Item } from '../../matching/ports.ts'
import { errorResponses, NoQuerystring } from '../../schemas/common.ts'
import { COMPAT_HEADERS } from '../../schemas/compat/common.ts'
import { LITERATURE, LiteratureRequest, LiteratureResponse, SEARCH_FAILS } from '../../schemas/compat/searches.ts'
import { countOf } from './counts.ts'
import { FIELD_NAMES, fieldsFor, readerOf } from './field-names.ts'
import type { CompatRoutesOptions } from './index.ts'
import { nearest } from './nearest.ts'
import { settingCorpus } from './setting-corpus.ts'
import { textOf } from './values.ts'

/** What the replaced search could do and this one does not, in the words of a warning. */
const WITHOUT_EFFECT = {
  index: 'index has no effect: the documents of this service are searched.',
  alpha: 'alpha has no effect: results are found by meaning alone.',
  use_reranking: 'use_reranking has no effect: there is nothing to rank again, because every document was compared.',
  sort_by: 'sort_by has no effect: results stand by descending score.'
}

/** A search over the abstracts of publications, or over any documents. */
export const literatureSearchRoutes: FastifyPluginAsyncTypebox<CompatRoutesOptions> = async (app, { matcher, corpora, config }) => {
  app.post('/api/v1/search', {
    config: { texts: () => 1, likeFastApi: true },
    schema: {
      operationId: 'searchLiterature',
      summary: 'Documents by meaning, with abstracts',
      description: 'Reads the corpus `DOCUMENTS_CORPUS`. What is taken and has no effect is named in `warnings`.',
      tags: ['replaced systems'],
      body: LiteratureRequest(config),
      querystring: NoQuerystring,
      response: { 200: { headers: COMPAT_HEADERS, ...LiteratureResponse }, ...errorResponses(...SEARCH_FAILS) }
    },
    serializerCompiler: () => JSON.stringify
  }, async ({ body: { query, index, alpha, use_reranking: reranking, sort_by: sortBy, ...counts } }, reply) => {
    const limit = countOf(counts, LITERATURE.usual)
    const { info } = await settingCorpus(corpora, config, 'DOCUMENTS_CORPUS')
    const { matches, warnings, took_ms: took } = await nearest(matcher, { query, corpus: info.name, limit }, reply)
    const documentOf = documentReader(info.fields)
    return {
      query,
      total_results: matches.length,
      results: matches.map(({ id, score, item }) => ({ id, score, ...documentOf(item) })),
      search_time_ms: took,
      warnings: [...withoutEffect({ index, alpha, use_reranking: reranking, sort_by: sortBy }), ...warnings]
    }
  })
}

function withoutEffect (given: Record<keyof typeof WITHOUT_EFFECT, unknown>): Warning[] {
  const names = Object.keys(WITHOUT_EFFECT) as (keyof typeof WITHOUT_EFFECT)[]
  return names.filter(name => given[name] !== undefined).map(name => ({ code: 'no_effect', message: WITHOUT_EFFECT[name] }))
}

interface Document { title: string, abstract: string, source: string, metadata: Record<string, unknown> }

/** `metadata` is what the other parts do not show, without what is null. */
function documentReader (known: readonly Field[]): (item: Partial<Item>) => Document {
  const read = readerOf(FIELD_NAMES.document, known)
  const shown = Object.values(fieldsFor(FIELD_NAMES.document, known)).map(fields => fields[0])
  return item => {
    const { title, abstract, source } = read(item)
    const others = Object.entries(item).filter(([name, value]) => name !== 'id' && value !== null && !shown.includes(name))
    return { title: textOf(title), abstract: textOf(abstract), source: textOf(source), metadata: Object.fromEntries(others) }
  }
}
