import addFormats from 'ajv-formats'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv'
import type { App } from '../src/app.ts'

export interface Answer { method: string, url: string, status: number, contentType: string, body: string }

interface Operation { responses: Record<string, { description: string, content?: Record<string, { schema: object }> }> }
interface Document { paths: Record<string, Record<string, Operation>>, components: { schemas: object } }

/** Answers that the document does not describe: the pages themselves with their files, and the document. */
const UNDOCUMENTED = /^\/(docs(\/.*)?|openapi\.json|[\w-]+\.(html|css|js|svg|d\.ts))?$/

/** Codes that can come whatever the route does; the document lists the others with each route. */
const OF_EVERY_ROUTE = ['malformed_request', 'malformed_url', 'route_not_found', 'request_timeout', 'headers_too_large', 'client_gone', 'internal_error', 'shutting_down']

/** Throws where an answer is not what `/openapi.json` says of its route and status. */
export function checkAgainstDocument (app: Pick<App, 'swagger'>, { method, url, status, contentType, body }: Answer): void {
  const path = decoded(url.split('?')[0]!)
  if (method === 'OPTIONS' || (UNDOCUMENTED.test(path) && status < 400)) return
  const document = app.swagger() as unknown as Document
  const template = Object.keys(document.paths).find(known => new RegExp(`^${known.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path))
  const operation = template === undefined ? undefined : document.paths[template]?.[(method === 'HEAD' ? 'get' : method).toLowerCase()]
  const pointer = operation === undefined ? '#/components/schemas/Error' : responsePointer(document, template!, method, status)
  if (body === '' && (method === 'HEAD' || status === 204 || status === 304 || status === 499)) return
  if (!contentType.startsWith('application/json')) {
    if (operation?.responses[status]?.content?.[contentType.split(';')[0]!] !== undefined) return
    throw new Error(`${method} ${path} answered ${status} as ${contentType}, which the document does not say.`)
  }
  const validate = validatorFor(document, pointer)
  if (!validate(JSON.parse(body))) throw new Error(`${method} ${path} answered ${status} against the document: ${JSON.stringify(validate.errors)} in ${body.slice(0, 500)}`)
  if (operation !== undefined && status >= 400) checkCode(operation, status, JSON.parse(body).error)
}

function checkCode ({ responses }: Operation, status: number, code: string): void {
  if (!OF_EVERY_ROUTE.includes(code) && responses[status]?.description.includes(`\`${code}\``) !== true) throw new Error(`The document does not list ${code} among the answers with ${status}.`)
}

/** A path that cannot be decoded is no path of the document. */
function decoded (path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

function responsePointer ({ paths }: Document, template: string, method: string, status: number): string {
  const verb = (method === 'HEAD' ? 'get' : method).toLowerCase()
  const { responses } = paths[template]![verb]!
  const key = [String(status), `${String(status)[0]}XX`].find(candidate => candidate in responses)
  if (key === undefined) throw new Error(`The document says nothing about ${method} ${template} answering ${status}.`)
  const escaped = template.replaceAll('~', '~0').replaceAll('/', '~1')
  return `#/paths/${encodeURIComponent(escaped)}/${verb}/responses/${key}/content/application~1json/schema`
}

const validators = new WeakMap<Document, { ajv: Ajv2020, compiled: Map<string, ValidateFunction> }>()

function validatorFor (document: Document, pointer: string): ValidateFunction {
  let known = validators.get(document)
  if (known === undefined) {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats.default(ajv as never)
    ajv.addSchema(document, 'openapi')
    known = { ajv, compiled: new Map() }
    validators.set(document, known)
  }
  let validate = known.compiled.get(pointer)
  if (validate === undefined) {
    validate = known.ajv.compile({ $ref: `openapi${pointer}` })
    known.compiled.set(pointer, validate)
  }
  return validate
}

const documents = new Map<string, Promise<Document>>()

/** `fetch` from a service that listens; the answer is checked against the document that it serves. */
export async function checkedFetch (base: string, path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(base + path, init)
  const body = await response.clone().text()
  if (!documents.has(base)) documents.set(base, fetch(`${base}/openapi.json`).then(async answer => await answer.json() as Document))
  const document = await documents.get(base)!
  const answer = { method: init.method ?? 'GET', url: path, status: response.status, contentType: String(response.headers.get('content-type')), body }
  checkAgainstDocument({ swagger: () => document as never }, answer)
  return response
}
