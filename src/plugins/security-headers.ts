import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

const FRAMED_BY = ["'self'", 'https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.space']

/**
 * The pages load nothing from elsewhere, run nothing inline, and are framed by nobody but a Space. Registered after CORS, which decides who may call.
 * Whether only https may be spoken is left to whoever ends TLS in front.
 */
export async function securityHeadersPlugin (app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: FRAMED_BY
      }
    },
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    frameguard: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false
  })
}
