import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

const FRAMED_BY = ["'self'", 'https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.space']

/** The one style that swagger-ui writes into its page, in a logo; a hash lets in this text and no other. */
const SWAGGER_LOGO = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='"

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
        styleSrc: ["'self'", SWAGGER_LOGO],
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
