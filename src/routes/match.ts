import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import type { MatchAnswer, Matcher, MatchTimings } from '../matching/matcher.ts'
import { clientSignal } from '../plugins/client-signal.ts'
import { errorResponses, NoQuerystring } from '../schemas/common.ts'
import { BatchResponse, MatchQuerystring, MatchRequest, MatchResponse } from '../schemas/match.ts'

export interface MatchRoutesOptions { matcher: Matcher, limits: Config }

export const matchRoutes: FastifyPluginAsyncTypebox<MatchRoutesOptions> = async (app, { matcher, limits }) => {
  app.addSchema(MatchResponse)

  app.post('/match', {
    config: { texts: request => (request.body as { queries?: unknown[] }).queries?.length ?? 1 },
    schema: {
      summary: 'What is closest in meaning to a text, a vector or an item',
      tags: ['matching'],
      body: MatchRequest(limits),
      querystring: NoQuerystring,
      response: { 200: { description: 'The matches; with `queries` a list of such answers', anyOf: [{ $ref: 'MatchResponse#' }, BatchResponse] }, ...errorResponses }
    },
    serializerCompiler: () => JSON.stringify
  }, async (request, reply) => send(await matcher.match(request.body, clientSignal(reply)), reply))

  app.get('/match', {
    config: { texts: () => 1 },
    schema: {
      summary: 'The same for a person with a browser or curl',
      tags: ['matching'],
      querystring: MatchQuerystring(limits),
      response: { 200: { description: 'The matches', $ref: 'MatchResponse#' }, ...errorResponses }
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
