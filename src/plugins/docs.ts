import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import fastify from 'fastify'
import type { Config } from '../config.ts'
import { description } from '../schemas/guide.ts'

/** A key as `X-Api-Key` or as a Bearer: https://spec.openapis.org/oas/v3.1.0#security-scheme-object. */
const KEYS = {
  key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  bearer: { type: 'http', scheme: 'bearer' }
} as const

const NEEDS_KEY = [{ key: [] }, { bearer: [] }]

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the document says of a body that is not validated because it is read as a stream. */
    documentedBody?: { content: Record<string, object> }
  }
}

/** `/openapi.json`, and `/docs` to read it. Registered before the routes that it describes. */
export async function docsPlugin (app: FastifyInstance, { version, config }: { version: string, config: Config }): Promise<void> {
  const readingNeedsKey = config.API_KEYS !== undefined
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Kindred', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      // Relative to the document, so that it is right below a path of a proxy too.
      servers: [{ url: './', description: 'This service' }],
      components: { securitySchemes: KEYS },
      ...readingNeedsKey ? { security: NEEDS_KEY } : {},
      tags: [
        { name: 'matching', description: 'What is closest in meaning' },
        { name: 'replaced systems', description: 'Contracts of systems that the service replaces, for pages that exist' },
        { name: 'corpora', description: 'What can be matched, and the items in it' },
        { name: 'writing', description: 'Changing corpora and their items; needs a key of `ADMIN_KEYS`. Your own items, over HTTP, shows it in use' },
        { name: 'vectors', description: 'Embeddings of texts' },
        { name: 'health', description: 'For platforms, monitors, and who runs the service' }
      ]
    },
    stripBasePath: false,
    refResolver: { buildLocalReference: (json, _baseUri, _fragment, i) => typeof json['$id'] === 'string' ? json['$id'] : `def-${i}` },
    // What holds for every route is written when the document is first asked for.
    transformObject: spec => 'openapiObject' in spec ? { ...spec.openapiObject, info: { ...spec.openapiObject.info!, description: description(config) } } : spec.swaggerObject,
    transform: ({ schema, url, route }) => ({ schema: { ...schema, ...requestParts(schema), ...bodyOf(route), ...securityOf(route, readingNeedsKey) } as typeof schema, url })
  })
  // A reader is seldom there, and its page takes a sixth of the start: made when it is first asked for.
  let page: Promise<FastifyInstance> | undefined
  const answer = async (request: FastifyRequest, reply: FastifyReply) => await relay(await (page ??= docsPage(app)), request, reply)
  for (const url of ['/docs', '/docs/*']) app.get(url, { config: { open: true }, schema: { hide: true } }, answer)
  app.get('/openapi.json', { config: { open: true }, schema: { hide: true } }, async () => app.swagger())
}

/** An application of its own: to one that listens no routes can be added. */
async function docsPage (app: FastifyInstance): Promise<FastifyInstance> {
  const { default: swaggerUi } = await import('@fastify/swagger-ui')
  const page = fastify()
  await page.register(swagger, { mode: 'static', specification: { document: { ...app.swagger(), servers: [{ url: '../', description: 'This service' }] } as never } })
  await page.register(swaggerUi, {
    routePrefix: '/docs',
    // Its own way to YAML: that of the other plugin is not in the bundle (scripts/unused.mjs).
    transformSpecification: document => document,
    transformSpecificationClone: false,
    // `./docs/static/…` instead of `/docs/static/…`.
    indexPrefix: '.',
    theme: { title: 'The API of Kindred', js: [{ filename: 'anchor.js', content: ANCHOR_SCRIPT }], css: [{ filename: 'anchor.css', content: ANCHOR_STYLE }] }
  })
  return page
}

/** Headers of one connection or moment. */
const NOT_RELAYED = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']

async function relay (page: FastifyInstance, { url, headers }: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const answer = await page.inject({ method: 'GET', url, headers })
  if (answer.statusCode === 404) return reply.callNotFound()
  const relayed = Object.entries(answer.headers).filter(([name]) => !NOT_RELAYED.includes(name))
  return await reply.code(answer.statusCode).headers(Object.fromEntries(relayed)).send(answer.rawPayload)
}

/**
 * The page is drawn after it has loaded, too late for the browser to go to the anchor in its address: `/docs#corpus_not_found`. So the anchor is
 * taken away, because swagger-ui would read it as one of its own, and given back when it can be gone to.
 */
const ANCHOR_SCRIPT = `
const code = /^#\\w+$/.exec(location.hash)?.[0]
const show = () => {
  const anchor = document.querySelector('.info ' + code)
  if (anchor === null) return false
  anchor.closest('details').open = true
  location.replace(code)
  return true
}
if (code !== undefined) {
  history.replaceState(null, '', location.pathname + location.search)
  new MutationObserver((_, observer) => { if (show()) observer.disconnect() }).observe(document.body, { childList: true, subtree: true })
}
`

const ANCHOR_STYLE = `
.swagger-ui .info summary { cursor: pointer; font-weight: bold; padding: 4px 0; }
.swagger-ui .info table tbody tr td:nth-of-type(n) { vertical-align: top; padding: 6px 12px 6px 0; }
.swagger-ui .info td > a[id] { scroll-margin-top: 20vh; }
.swagger-ui .info tr:has(:target) { background: #fff3bf; color: #3b4151; }
`

const bodyOf = ({ config }: RouteOptions): object => config?.documentedBody === undefined ? {} : { body: config.documentedBody }

function securityOf ({ config }: RouteOptions, readingNeedsKey: boolean): object {
  if (config?.admin === true) return { security: NEEDS_KEY }
  return readingNeedsKey && config?.open === true ? { security: [] } : {}
}

/** A property with a default is filled in where it is missing, so a caller does not have to send it. */
function requestParts (schema: object): object {
  const parts = ['body', 'querystring'] as const
  return Object.fromEntries(parts.flatMap(part => {
    const value = (schema as Record<string, unknown>)[part] as { properties?: Record<string, object>, required?: string[] } | undefined
    if (value?.required === undefined) return []
    const required = value.required.filter(name => !('default' in (value.properties?.[name] ?? {})))
    const { required: _, ...rest } = value
    return [[part, required.length === 0 ? rest : { ...rest, required }]]
  }))
}
