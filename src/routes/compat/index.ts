import type { FastifyPluginAsync } from 'fastify'
import type { Config } from '../../config.ts'
import type { Matcher } from '../../matching/matcher.ts'
import type { CorpusStore, Embedder } from '../../matching/ports.ts'
import { careerBotRoutes } from './career-bot.ts'
import { documentSearchRoutes } from './document-search.ts'
import { faceComparisonRoutes } from './face-comparison.ts'
import { literatureSearchRoutes } from './literature-search.ts'
import { storyChatRoutes } from './story-chat.ts'

export interface CompatRoutesOptions { matcher: Matcher, corpora: CorpusStore, embedder: Embedder, config: Config }

/** The contracts of the systems that the service replaces, so that their pages work when only the address changes. See docs/replacing.md. */
export const compatRoutes: FastifyPluginAsync<CompatRoutesOptions> = async (app, options) => {
  for (const routes of [storyChatRoutes, careerBotRoutes, literatureSearchRoutes, documentSearchRoutes, faceComparisonRoutes]) await app.register(routes, options)
}
