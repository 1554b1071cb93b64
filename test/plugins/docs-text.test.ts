import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import t from 'tap'
import type { ErrorCode } from '../../src/error-codes.ts'
import { ERRORS } from '../../src/error-codes.ts'
import { buildSmall } from '../helper.ts'
import type { Document, Json } from '../openapi-document.ts'
import { operationsOf, under } from '../openapi-document.ts'

const ITEMS = { mentors: [{ id: 'a', text: 'one' }] }
const document = (await (await buildSmall(t, ITEMS)).inject('/openapi.json')).json<Document>()
const operations = operationsOf(document)

t.test('describes every parameter, every field and every answer', async t => {
  const properties = [...under(document.paths, 'properties'), ...under(document.components, 'properties')].flatMap(fields => Object.entries(fields as Record<string, Json>))
  t.ok(properties.length > 90)
  for (const [name, field] of properties) t.match(field['description'], /^\S.+[^.]$/, `${name}: ${JSON.stringify(field)}`)
  for (const { operation } of operations) {
    for (const { name, description } of operation.parameters ?? []) t.match(description, /^\S.+[^.]$/, name)
    for (const [status, { description }] of Object.entries(operation.responses)) t.notMatch(description, /^Default Response$|\.$/, `${operation.operationId} ${status}`)
  }
})

t.test('has examples that are valid, for every body', async t => {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv as never)
  ajv.addSchema({ $id: 'openapi', ...document } as never)
  for (const { path, operation } of operations.filter(({ method }) => method === 'post')) {
    const { schema, example, examples = { example: { value: example } } } = operation.requestBody!.content['application/json']!
    const validate = ajv.compile(schema)
    for (const { value } of Object.values(examples)) t.ok(validate(value), `${path}: ${JSON.stringify(value)} ${JSON.stringify(validate.errors)}`)
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    const validate = ajv.compile({ $ref: `openapi#/components/schemas/${name}` })
    for (const value of schema['examples'] as unknown[] ?? []) t.ok(validate(value), `${name}: ${JSON.stringify(validate.errors)}`)
  }
})

t.test('explains every code of an error, and names none that there is not', async t => {
  for (const [code, { status, when }] of Object.entries(ERRORS)) t.ok(document.info.description.includes(`<a id="${code}"></a>\`${code}\` | ${status} | ${when} |`), code)
  const listed = operations.flatMap(({ operation }) => Object.entries(operation.responses).flatMap(([status, { description = '' }]) => Number(status) < 400 || status.endsWith('XX') ? [] : [...description.matchAll(/`(\w+)`/g)].map(([, code]) => ({ code: code!, status: Number(status) }))))
  t.ok(listed.length > 60)
  for (const { code, status } of listed) t.equal(ERRORS[code as ErrorCode]?.status, status, code)
})

t.test('asks for a key only where one is needed', async t => {
  t.notOk('security' in document)
  const keyed = (await (await buildSmall(t, ITEMS, { API_KEYS: 'k' })).inject('/openapi.json')).json<Document>()
  t.same(keyed.security, [{ key: [] }, { bearer: [] }])
  const open = Object.entries(keyed.paths).filter(([, item]) => Object.values(item).every(({ security }) => security?.length === 0)).map(([path]) => path)
  t.same(open.sort(), ['/api/health', '/health', '/livez', '/metrics', '/readyz'])
})
