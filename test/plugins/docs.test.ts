import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import { buildSmall } from '../helper.ts'
import type { Document, Json } from '../openapi-document.ts'
import { operationsOf, under } from '../openapi-document.ts'

const ITEMS = { mentors: [{ id: 'a', text: 'one' }] }
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

const resolve = (document: unknown, pointer: string): unknown =>
  pointer.slice(2).split('/').reduce((at, key) => (at as Json | undefined)?.[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')], document)

t.test('/openapi.json', async t => {
  const app = await buildSmall(t, ITEMS)
  const response = await app.inject('/openapi.json')
  const document = response.json<Document>()
  const operations = operationsOf(document)

  t.test('says that it is OpenAPI 3.1, and what of', async t => {
    t.match(response.headers['content-type'], /^application\/json/)
    t.match(document, { openapi: /^3\.1\.\d+$/, info: { title: 'Kindred', version: /^\d+\.\d+\.\d+$/, license: { identifier: 'Apache-2.0' } } })
  })

  t.test('has every route that is served', async t => {
    t.same(operations.map(({ method, path }) => `${method} ${path}`).sort(), [
      'get /api/health', 'get /api/stats', 'get /corpora', 'get /corpora/{name}', 'get /corpora/{name}/items', 'get /corpora/{name}/items/{id}', 'get /health', 'get /info', 'get /livez', 'get /match', 'get /metrics', 'get /readyz',
      'post /api/match', 'post /api/recommend', 'post /api/skill-gap', 'post /api/v1/search', 'post /compare', 'post /compare-faces', 'post /embed', 'post /match', 'post /search', 'post /v1/embeddings'
    ])
  })

  t.test('is well-formed: methods, responses, parameters and tags', async t => {
    for (const { path, method, operation } of operations) {
      t.ok(METHODS.includes(method))
      t.ok(operation.summary, `${method} ${path} has a summary`)
      t.ok(operation.tags!.every(tag => document.tags.some(({ name }) => name === tag)), `${method} ${path} has known tags`)
      for (const [status, { description, content }] of Object.entries(operation.responses)) {
        t.match(status, /^[1-5](\d\d|XX)$/)
        t.equal(typeof description, 'string')
        for (const type of Object.keys(content ?? {})) t.match(type, /^\w+\/\w+$/)
      }
      const declared = (operation.parameters ?? []).filter(parameter => parameter.in === 'path').map(({ name }) => name)
      t.same(declared, [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1]), `${method} ${path} declares what stands in its path`)
      for (const parameter of operation.parameters ?? []) {
        t.match(parameter, { name: /^\w+$/, in: /^(path|query|header)$/, schema: Object })
        if (parameter.in === 'path') t.equal(parameter.required, true)
      }
    }
  })

  t.test('names every operation once, and a route says what its name means', async t => {
    const names = operations.map(({ operation }) => operation.operationId)
    t.equal(new Set(names).size, operations.length)
    for (const name of names) t.match(name, /^[a-z][A-Za-z]+$/)
    for (const { description } of document.tags) t.match(description, /^[A-Z].*[^.]$/)
  })

  t.test('gives the address of the service relative to its own', async t => {
    t.equal(new URL(document.servers[0]!.url, 'https://site.example/tools/kindred/openapi.json').href, 'https://site.example/tools/kindred/')
    const shown = (await app.inject('/docs/json')).json<Document>()
    t.equal(new URL(shown.servers[0]!.url, 'https://site.example/tools/kindred/docs/json').href, 'https://site.example/tools/kindred/')
    t.same({ ...shown, servers: [] }, { ...document, servers: [] })
  })

  t.test('resolves every $ref, and no schema has an $id that would change what a $ref means', async t => {
    const refs = under(document, '$ref') as string[]
    t.ok(refs.length > 20)
    for (const ref of new Set(refs)) t.type(resolve(document, ref), 'object', ref)
    t.same(under(document, '$id'), [])
  })

  t.test('has only schemas that are valid JSON Schema 2020-12', async t => {
    const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true })
    addFormats.default(ajv as never)
    ajv.addSchema({ $id: 'openapi', ...document, openapi: undefined } as never, 'openapi', false, false)
    for (const [name, schema] of Object.entries(document.components.schemas)) t.ok(ajv.validateSchema(schema), name)
    for (const schema of under(document.paths, 'schema')) t.ok(ajv.validateSchema(schema as Json), JSON.stringify(ajv.errors))
  })

  t.test('requires of a request nothing that has a default', async t => {
    let defaults = 0
    for (const { path, method, operation } of operations) {
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
        const withDefault = Object.entries(schema.properties).filter(([, property]) => 'default' in property).map(([name]) => name)
        defaults += withDefault.length
        t.same(withDefault.filter(name => schema.required?.includes(name)), [], `${method} ${path}`)
      }
      for (const { schema, required, name } of operation.parameters ?? []) {
        if (!('default' in schema)) continue
        defaults++
        t.notOk(required, `${name} of ${method} ${path}`)
      }
    }
    t.ok(defaults >= 7)
  })

  t.test('says of every answer with an error that it has the one shape', async t => {
    for (const { path, operation } of operations.filter(({ path }) => path !== '/metrics')) {
      for (const status of ['4XX', '5XX']) t.same(operation.responses[status]?.content?.['application/json']?.schema, { $ref: '#/components/schemas/Error' }, path)
    }
  })

  t.test('refuses unknown fields in every body', async t => {
    for (const { operation } of operations) {
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) t.equal((schema as Json)['additionalProperties'], false)
    }
  })

  t.test('states the limits that are set', async t => {
    const app = await buildSmall(t, ITEMS, { MAX_LIMIT: '7', MAX_BATCH: '3', MAX_TEXT_LENGTH: '50', MAX_OFFSET: '9' })
    const { properties } = (await app.inject('/openapi.json')).json<Document>().paths['/match']!['post']!.requestBody!.content['application/json']!.schema
    t.match(properties, { limit: { maximum: 7, default: 5 }, offset: { maximum: 9 }, queries: { maxItems: 3 }, query: { maxLength: 50 } })
    t.equal((await app.inject('/match?q=one&limit=8')).json().message, 'limit must be 7 or less.')
  })
})

t.test('a default limit is not above the highest one', async t => {
  const app = await buildSmall(t, ITEMS, { MAX_LIMIT: '2' })
  t.equal((await app.inject('/match?q=one')).statusCode, 200)
})

t.test('/docs is a page that loads its parts from here', async t => {
  const app = await buildSmall(t, ITEMS)
  const response = await app.inject('/docs')
  t.equal(response.statusCode, 200)
  t.match(response.headers['content-type'], /^text\/html/)
  for (const [, file] of response.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
    t.notMatch(file, /^(https?:)?\/\//, 'nothing from another host')
    t.equal((await app.inject(new URL(file!, 'http://host/docs').pathname)).statusCode, 200, file!)
  }
})
