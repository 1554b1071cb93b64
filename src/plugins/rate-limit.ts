import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { TooManyRequestsError } from '../errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How many texts or vectors a request has matched or embedded; routes without it are not limited. */
    texts?: (request: FastifyRequest) => number
  }
}

/** Counts texts, not requests: a batch of 64 costs 64. Health, metrics, the page and the documents are free. */
export function rateLimitPlugin (app: FastifyInstance, { perMinute }: { perMinute: number }): void {
  if (perMinute === 0) return
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 })
  app.addHook('preHandler', async request => {
    const texts = request.routeOptions.config.texts?.(request) ?? 0
    if (texts === 0) return
    try {
      await limiter.consume(request.ip, texts)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      // What was refused is not counted, so that a smaller request may still fit.
      await limiter.reward(request.ip, texts)
      throw new TooManyRequestsError(perMinute, Math.max(1, Math.ceil(error.msBeforeNext / 1000)))
    }
  })
}
