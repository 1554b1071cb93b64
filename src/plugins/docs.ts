import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

const DESCRIPTION = `Finds the stories, jobs or people closest in meaning to a sentence.

Every error has one shape: \`error\` (a name for programs), \`message\` (a sentence), \`detail\` (for a 400 the list of what is wrong), \`status\`, \`request_id\`.
429 and 503 carry \`Retry-After\`. Unknown fields are refused. Texts are never logged or stored.`

/** `/openapi.json`, and `/docs` to read it. Registered before the routes that it describes. */
export async function docsPlugin (app: FastifyInstance, { version }: { version: string }): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Kindred', version, description: DESCRIPTION, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      servers: [{ url: '/' }],
      tags: [
        { name: 'matching', description: 'What is closest in meaning' },
        { name: 'vectors', description: 'Embeddings of texts' },
        { name: 'corpora', description: 'What can be matched' },
        { name: 'health', description: 'How the service is' }
      ]
    },
    refResolver: { buildLocalReference: (json, _baseUri, _fragment, i) => typeof json['$id'] === 'string' ? json['$id'] : `def-${i}` },
    transform: ({ schema, url }) => ({ schema: { ...schema, ...requestParts(schema) } as typeof schema, url })
  })
  await app.register(async docs => {
    docs.addHook('onRoute', route => { route.config = { ...route.config, open: true } })
    await docs.register(swaggerUi, { routePrefix: '/docs', theme: { title: 'The API of Kindred' } })
  })
  app.get('/openapi.json', { config: { open: true }, schema: { hide: true } }, async () => app.swagger())
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
