import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { MatchAnswer, Matcher, MatchTimings } from '../matching/matcher.ts'
import { clientSignal } from '../plugins/client-signal.ts'
import { errorResponses, FAILS, NoQuerystring } from '../schemas/common.ts'
import { BatchResponse, MATCH_HEADERS, MatchQuerystring, MatchRequest, MatchResponse } from '../schemas/match.ts'

export interface MatchRoutesOptions { matcher: Matcher, limits: Config }

const MATCH = `Give one of \`query\`, \`queries\`, \`embedding\` and \`like\`. Every item that \`filter\` and \`exclude\` leave is compared, so the answer is exact.

A score depends on the length and the wording of both texts: look at your own items before you choose a \`threshold\`, or show the best few whatever their score. Page on with \`offset\`; pages never overlap as long as the corpus stays the same.`

export const matchRoutes: FastifyPluginAsyncTypebox<MatchRoutesOptions> = async (app, { matcher, limits }) => {
  app.addSchema(MatchResponse)
  const { asked, body, loaded, stored, texts } = FAILS

  app.post('/match', {
    config: { texts: request => (request.body as { queries?: unknown[] }).queries?.length ?? 1 },
    schema: {
      operationId: 'match',
      summary: 'What is closest in meaning to a text, a vector or an item',
      description: MATCH,
      tags: ['matching'],
      body: MatchRequest(limits),
      querystring: NoQuerystring,
      response: {
        200: { description: 'The matches; with `queries` a list of such answers', headers: MATCH_HEADERS, anyOf: [{ $ref: 'MatchResponse#' }, BatchResponse] },
        ...errorResponses(...asked, ...body, ...loaded, ...texts, 'corpus_not_found', 'item_not_found', 'model_mismatch', 'text_not_searchable', 'mode_not_available', 'unusable_vector', ...stored)
      }
    },
    serializerCompiler: () => JSON.stringify
  }, async (request, reply) => send(await matcher.match(request.body, clientSignal(reply)), reply))

  app.get('/match', {
    config: { texts: () => 1 },
    schema: {
      operationId: 'matchText',
      summary: 'The same for a person with a browser or curl',
      description: 'Sends the text in the address, where histories and logs of proxies may keep it: a page should use POST.',
      tags: ['matching'],
      querystring: MatchQuerystring(limits),
      response: {
        200: { description: 'The matches', headers: MATCH_HEADERS, $ref: 'MatchResponse#' },
        ...errorResponses(...asked, ...loaded, ...texts, 'corpus_not_found', 'text_not_searchable', ...stored)
      }
    },
    serializerCompiler: () => JSON.stringify
  }, async (request: FastifyRequest<{ Querystring: { q: string, limit: number, offset: number } }>, reply) => {
    const { q, ...query } = request.query
    return send(await matcher.match({ query: q, ...query }, clientSignal(reply)), reply)
  })
}

function send ({ results, batch, timings }: MatchAnswer, reply: FastifyReply): unknown {
  reply.header('cache-control', 'no-store').header('server-timing', serverTiming(timings))
  return batch ? { results } : results[0]
}

/** https://www.w3.org/TR/server-timing/, in milliseconds. */
export function serverTiming (timings: Partial<MatchTimings>): string {
  return Object.entries(timings).map(([stage, ms]) => `${stage};dur=${ms.toFixed(2)}`).join(', ')
}
