import type { FastifyInstance } from 'fastify'
import type { HelmetOptions } from 'helmet'
import helmet from 'helmet'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'

const FRAMED_BY = ["'self'", 'https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.space']

/** The one style that swagger-ui writes into its page, in a logo; a hash lets in this text and no other. */
const SWAGGER_LOGO = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='"

/**
 * The pages load nothing from elsewhere, run nothing inline, and are framed by nobody but a Space. Registered after CORS, which decides who may call.
 * Whether only https may be spoken is left to whoever ends TLS in front.
 */
const OPTIONS: HelmetOptions = {
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
}

/** The headers are the same for every answer, and the library would put them together for each, a seventh of what a match takes of this thread. */
export function securityHeadersPlugin (app: FastifyInstance): void {
  const headers = headersOf(helmet(OPTIONS))
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(headers)
    done()
  })
}

/** What a middleware for Node's own servers writes. */
function headersOf (middleware: (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void): Record<string, string> {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  middleware(request, response, error => { if (error !== undefined) throw error })
  return response.getHeaders() as Record<string, string>
}
