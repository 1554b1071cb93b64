import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { InvalidRequestError, ItemNotFoundError, PayloadTooLargeError, UnsupportedMediaTypeError } from '../errors.ts'
import { parseFilter } from '../matching/filters.ts'
import type { CorpusWriter, UploadOutcome, UploadRequest, Uploads, WritableStore } from '../matching/writing.ts'
import { errorResponses, FAILS, NoQuerystring } from '../schemas/common.ts'
import { CorpusParams, ItemParams } from '../schemas/corpora.ts'
import { DeleteItemsRequest, DeleteItemsResponse, LINES, LIST, LOCATION, TaskAcceptedResponse, UPLOAD_CONTENT } from '../schemas/writing.ts'
import { taskOnTheWire } from './tasks.ts'

export interface ItemsRoutesOptions { store: WritableStore, uploads: Uploads, limits: Config }

const UPLOAD = `Items are inserted, or put in the place of those with the same id. One whose embedded texts have not changed is not embedded again, so what broke off can simply be sent again.

As a JSON list, or as one item a line (\`application/x-ndjson\`), which may be of any length: it is written as it arrives. An item that cannot be used is left out and listed with its line; the rest goes in.

What is answered with 200 is written for good. More than 500 items to embed, more than 32 MiB, and whatever takes longer than half a minute is answered with 202 as soon as it has arrived, and goes on as a task.`

export const itemsRoutes: FastifyPluginAsyncTypebox<ItemsRoutesOptions> = async (app, { store, uploads, limits }) => {
  const tags = ['writing']
  const fails = [...FAILS.admin, ...FAILS.loaded, 'corpus_not_found', 'corpus_gone', ...FAILS.stored, ...FAILS.written] as const
  const filterLimits = { conditions: limits.MAX_FILTER_CONDITIONS, depth: limits.MAX_FILTER_DEPTH }

  await app.register(async streaming => {
    // The body is handed over as it comes.
    streaming.removeAllContentTypeParsers()
    streaming.addContentTypeParser([...LIST, ...LINES], (_, payload, done) => done(null, payload))
    streaming.post('/corpora/:name/items', {
      config: { admin: true, streams: true, documentedBody: { content: UPLOAD_CONTENT } },
      schema: {
        operationId: 'uploadItems',
        summary: 'Add or change items',
        description: UPLOAD,
        tags,
        params: CorpusParams,
        querystring: NoQuerystring,
        response: {
          200: { description: 'What became of the items. It is written for good', $ref: 'UploadOutcome#' },
          202: { headers: LOCATION, ...TaskAcceptedResponse },
          ...errorResponses(...fails, ...FAILS.body, ...FAILS.embedded, 'task_cancelled')
        }
      }
    }, async (request: FastifyRequest<{ Params: { name: string } }>, reply) => {
      const answer = await uploads.upload(uploadOf(request, limits))
      if ('outcome' in answer) return outcomeOnTheWire(answer.outcome)
      const task = taskOnTheWire(answer.task)
      return await reply.code(202).header('location', `/tasks/${task.id}`).send({ task })
    })
  })

  app.delete('/corpora/:name/items/:id', {
    config: { admin: true },
    schema: { operationId: 'deleteItem', summary: 'Delete one item', tags, params: ItemParams, querystring: NoQuerystring, response: { 204: { type: 'null', description: 'It is gone' }, ...errorResponses(...fails, 'item_not_found') } }
  }, async ({ params: { name, id } }, reply) => {
    const deleted = await changing(name, async writer => await writer.remove({ ids: [id] }))
    if (deleted === 0) throw new ItemNotFoundError(name, id)
    return await reply.code(204).send(null)
  })

  app.delete('/corpora/:name/items', {
    config: { admin: true },
    schema: { operationId: 'deleteItems', summary: 'Delete items by their ids or by a filter', tags, params: CorpusParams, querystring: NoQuerystring, body: DeleteItemsRequest, response: { 200: DeleteItemsResponse, ...errorResponses(...fails, ...FAILS.body) } }
  }, async ({ params: { name }, body: { ids, filter } }) => {
    if ((ids === undefined) === (filter === undefined)) throw new InvalidRequestError([{ path: '', message: `Say which items: ${ids === undefined ? '' : 'either '}"ids" or "filter".` }])
    return {
      deleted: await changing(name, async writer => {
        return await writer.remove(ids !== undefined ? { ids } : { filter: parseFilter(filter, writer.info.fields.map(field => field.name), filterLimits) })
      })
    }
  })

  /** Makes a change that is there for good, and seen by the next request, when it resolves. */
  async function changing<T> (name: string, change: (writer: CorpusWriter) => Promise<T>): Promise<T> {
    const writer = await store.write(name)
    try {
      const result = await change(writer)
      await writer.commit()
      return result
    } finally {
      await writer.close()
    }
  }
}

function uploadOf ({ params: { name }, headers, body }: FastifyRequest<{ Params: { name: string } }>, { MAX_UPLOAD_BYTES }: Config): UploadRequest {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw new UnsupportedMediaTypeError('Send the items as they are, not compressed: without the header "content-encoding".')
  const format = LIST.includes(headers['content-type']!.split(';')[0]!.trim().toLowerCase()) ? 'list' : 'lines'
  if (format === 'list' && Number(headers['content-length'] ?? 0) > MAX_UPLOAD_BYTES) throw new PayloadTooLargeError(MAX_UPLOAD_BYTES)
  return { corpus: name, format, body: body as UploadRequest['body'] }
}

export const outcomeOnTheWire = ({ errorsLeftOut, ...outcome }: UploadOutcome) => ({ ...outcome, errors_left_out: errorsLeftOut })
