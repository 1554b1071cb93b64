import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { InvalidRequestError } from '../errors.ts'
import { declarationOf } from '../matching/declaration.ts'
import type { Embedder } from '../matching/ports.ts'
import type { WritableStore } from '../matching/writing.ts'
import { CORPUS_NAME, NAME_RULE } from '../matching/writing.ts'
import { errorResponses, FAILS, NoQuerystring } from '../schemas/common.ts'
import { CORPUS_HEADERS, CorpusParams } from '../schemas/corpora.ts'
import { DeclareRequest } from '../schemas/writing.ts'
import { onTheWire } from './corpora.ts'

export interface CorporaAdminOptions {
  store: WritableStore
  embedder: Embedder
  /** The model for a corpus that names none. Throws where none is loaded. */
  defaultModel: () => string
}

const DECLARE = `Makes a corpus without items, or tells again what it is. With a \`template\` the texts of its items are embedded here; without one, and with \`dimensions\`, every item
brings its vector, made by whatever model (also of a face): such a corpus is matched with \`embedding\` and \`like\`.`

export const corporaAdminRoutes: FastifyPluginAsyncTypebox<CorporaAdminOptions> = async (app, { store, embedder, defaultModel }) => {
  const tags = ['writing']
  const fails = [...FAILS.admin, ...FAILS.loaded, ...FAILS.stored, ...FAILS.written] as const

  app.put('/corpora/:name', {
    config: { admin: true },
    schema: {
      operationId: 'declareCorpus',
      summary: 'Declare a corpus',
      description: DECLARE,
      tags,
      params: CorpusParams,
      querystring: NoQuerystring,
      body: DeclareRequest,
      response: {
        200: { description: 'It is there just so', headers: CORPUS_HEADERS, $ref: 'Corpus#' },
        201: { description: 'It was made', headers: CORPUS_HEADERS, $ref: 'Corpus#' },
        ...errorResponses(...fails, ...FAILS.body, 'model_not_found', 'corpus_conflict')
      }
    }
  }, async ({ params: { name }, body }, reply) => {
    if (!CORPUS_NAME.test(name)) throw new InvalidRequestError([{ path: 'name', message: `A corpus cannot be called so: a name has ${NAME_RULE}.` }])
    const { created } = await store.declare(name, declarationOf(body, embedder.models(), defaultModel))
    const { info } = await store.get(name)
    return await reply.code(created ? 201 : 200).header('etag', `"${info.version}"`).send(onTheWire(info))
  })

  app.delete('/corpora/:name', {
    config: { admin: true },
    schema: {
      operationId: 'deleteCorpus',
      summary: 'Delete a corpus with all its items',
      tags,
      params: CorpusParams,
      querystring: NoQuerystring,
      response: { 204: { type: 'null', description: 'It is gone' }, ...errorResponses(...fails, 'corpus_not_found') }
    }
  }, async ({ params: { name } }, reply) => {
    await store.remove(name)
    return await reply.code(204).send(null)
  })
}
