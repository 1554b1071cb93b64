import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Config } from '../config.ts'
import { InvalidRequestError } from '../errors.ts'
import { compare } from '../matching/compare.ts'
import { truncationWarnings } from '../matching/matcher.ts'
import type { Embedder, Embedding } from '../matching/ports.ts'
import { clientSignal } from '../plugins/client-signal.ts'
import { errorResponses, FAILS, NoQuerystring } from '../schemas/common.ts'
import { CompareRequest, CompareResponse, EmbedRequest, EmbedResponse, OpenAiRequest, OpenAiResponse } from '../schemas/vectors.ts'

export interface VectorRoutesOptions {
  embedder: Embedder
  limits: Config
  /** The model for a request that names none. Throws where none is loaded. */
  defaultModel: () => string
}

export const vectorRoutes: FastifyPluginAsyncTypebox<VectorRoutesOptions> = async (app, { embedder, limits, defaultModel }) => {
  const tags = ['vectors']
  const fails = [...FAILS.asked, ...FAILS.body, ...FAILS.loaded, ...FAILS.texts]
  app.post('/embed', {
    config: { texts: request => (request.body as { texts: string[] }).texts.length },
    schema: {
      operationId: 'embed',
      summary: 'The vectors of texts',
      description: 'The cosine of two such vectors is the sum of the products of their numbers, because each has length 1.',
      tags,
      body: EmbedRequest(limits),
      querystring: NoQuerystring,
      response: { 200: EmbedResponse, ...errorResponses(...fails, 'model_not_found') }
    },
    serializerCompiler: () => JSON.stringify
  }, async ({ body: { texts, model = defaultModel() } }, reply) => {
    const embeddings = await embedder.embed(texts, { model, signal: clientSignal(reply) })
    reply.header('cache-control', 'no-store')
    return {
      embeddings: embeddings.map(({ vector }) => Array.from(vector)),
      dimensions: embeddings[0]!.vector.length,
      model,
      tokens: embeddings.map(({ tokens }) => tokens),
      warnings: embeddings.flatMap((embedding, index) => truncationWarnings(embedding).map(warning => ({ ...warning, index })))
    }
  })

  app.post('/v1/embeddings', {
    config: { texts: request => [(request.body as { input: string | string[] }).input].flat().length },
    schema: {
      operationId: 'createEmbedding',
      summary: "The vectors of texts, in the shape of OpenAI's API",
      description: 'For clients that speak that API: set their base URL to this service with `/v1` at its end. Errors have the shape of this service.',
      tags,
      body: OpenAiRequest(limits),
      querystring: NoQuerystring,
      response: { 200: OpenAiResponse, ...errorResponses(...fails, 'model_not_found') }
    },
    serializerCompiler: () => JSON.stringify
  }, async ({ body: { input, model = defaultModel(), encoding_format: format, dimensions } }, reply) => {
    const embeddings = await embedder.embed([input].flat(), { model, signal: clientSignal(reply) })
    const own = embeddings[0]!.vector.length
    if (dimensions !== undefined && dimensions !== own) throw new InvalidRequestError([{ path: 'dimensions', message: `The vectors of ${model} have ${own} dimensions and cannot be shortened.` }])
    const tokens = embeddings.reduce((sum, embedding) => sum + embedding.tokens, 0)
    reply.header('cache-control', 'no-store')
    return {
      object: 'list' as const,
      data: embeddings.map((embedding, index) => ({ object: 'embedding' as const, index, embedding: format === 'base64' ? base64(embedding) : Array.from(embedding.vector) })),
      model,
      usage: { prompt_tokens: tokens, total_tokens: tokens }
    }
  })

  app.post('/compare', {
    config: { texts: request => Object.values(request.body as object).filter(side => typeof side === 'string').length },
    schema: {
      operationId: 'compare',
      summary: 'How close two texts or vectors are',
      description: 'Two vectors may come from any model, as long as it is the same one; a text is embedded by the model of the default corpus.',
      tags,
      body: CompareRequest(limits),
      querystring: NoQuerystring,
      response: { 200: CompareResponse, ...errorResponses(...fails, 'unusable_vector') }
    }
  }, async ({ body: { a, b } }, reply) => {
    reply.header('cache-control', 'no-store')
    return await compare(a, b, { embedder, model: defaultModel, signal: clientSignal(reply) })
  })
}

/** Little-endian float32, which is what the processors that onnxruntime runs on have. */
const base64 = ({ vector }: Embedding): string => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64')
