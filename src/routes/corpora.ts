import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ItemNotFoundError } from '../errors.ts'
import type { CorpusInfo, CorpusStore } from '../matching/ports.ts'
import { errorResponses, FAILS, NoQuerystring } from '../schemas/common.ts'
import { CORPUS_HEADERS, CorporaResponse, CorpusParams, ItemParams, ItemResponse, ItemsQuerystring, ItemsResponse } from '../schemas/corpora.ts'

export interface CorporaRoutesOptions { corpora: CorpusStore }

export const corporaRoutes: FastifyPluginAsyncTypebox<CorporaRoutesOptions> = async (app, { corpora }) => {
  const tags = ['corpora']
  const fails = [...FAILS.asked, ...FAILS.loaded]
  const failsOfOne = [...fails, 'corpus_not_found', ...FAILS.stored] as const

  app.get('/corpora', {
    schema: { operationId: 'listCorpora', summary: 'What can be matched', tags, querystring: NoQuerystring, response: { 200: CorporaResponse, ...errorResponses(...fails) } }
  }, async () => ({ corpora: corpora.list().map(({ info }) => onTheWire(info)) }))

  app.get('/corpora/:name', {
    schema: {
      operationId: 'getCorpus',
      summary: 'One corpus: its size, its fields, its model',
      tags,
      params: CorpusParams,
      querystring: NoQuerystring,
      response: {
        200: { description: 'The corpus', headers: CORPUS_HEADERS, $ref: 'Corpus#' },
        304: { type: 'null', description: 'Unchanged since the version that `If-None-Match` names', headers: CORPUS_HEADERS },
        ...errorResponses(...failsOfOne)
      }
    }
  }, async (request, reply) => {
    const { info } = await corpora.get(request.params.name)
    const etag = `"${info.version}"`
    reply.header('etag', etag).header('cache-control', 'no-cache')
    if (hasTag(request.headers['if-none-match'], etag)) return reply.code(304).send(null)
    return onTheWire(info)
  })

  app.get('/corpora/:name/items', {
    schema: { operationId: 'listItems', summary: 'The items of a corpus, page by page', tags, params: CorpusParams, querystring: ItemsQuerystring, response: { 200: ItemsResponse, ...errorResponses(...failsOfOne) } }
  }, async ({ params: { name }, query: { limit, offset } }) => {
    const corpus = await corpora.get(name)
    return { items: await corpus.items(offset, limit), total: corpus.info.items, limit, offset }
  })

  app.get('/corpora/:name/items/:id', {
    schema: { operationId: 'getItem', summary: 'One item', tags, params: ItemParams, querystring: NoQuerystring, response: { 200: ItemResponse, ...errorResponses(...failsOfOne, 'item_not_found') } }
  }, async ({ params: { name, id } }) => {
    const item = await (await corpora.get(name)).item(id)
    if (item === undefined) throw new ItemNotFoundError(name, id)
    return item
  })
}

/** Whether `If-None-Match` names this tag. A proxy that compresses makes a tag weak, which does not matter here (RFC 9110, 13.1.2). */
function hasTag (ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map(tag => tag.trim().replace(/^W\//, '')) ?? []
  return tags.includes(etag) || tags.includes('*')
}

export function onTheWire ({ servedBy, updatedAt, sourceDiffers, ...info }: CorpusInfo) {
  return { ...info, served_by: servedBy, ...sourceDiffers === true ? { source_differs: true } : {}, updated_at: updatedAt.toISOString() }
}
