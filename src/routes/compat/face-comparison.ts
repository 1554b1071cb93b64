import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { compareVectors } from '../../matching/compare.ts'
import { errorResponses, FAILS, NoQuerystring } from '../../schemas/common.ts'
import { FacesRequest } from '../../schemas/compat/face-comparison.ts'
import { CompareResponse } from '../../schemas/vectors.ts'

/** The comparison of two faces, whose vectors the site has made from pictures. */
export const faceComparisonRoutes: FastifyPluginAsyncTypebox = async app => {
  app.post('/compare-faces', {
    config: { likeFastApi: true },
    schema: {
      operationId: 'compareFaces',
      summary: 'How close the vectors of two faces are',
      description: 'The vectors may come from any model, as long as it is the same one. Which similarity means the same face depends on that model.',
      tags: ['replaced systems'],
      body: FacesRequest,
      querystring: NoQuerystring,
      response: { 200: CompareResponse, ...errorResponses(...FAILS.asked, ...FAILS.body, ...FAILS.loaded, 'unusable_vector') }
    }
  }, async ({ body }, reply) => {
    reply.header('cache-control', 'no-store')
    return compareVectors(body.embedding_a, body.embedding_b, ['embedding_a', 'embedding_b'])
  })
}
