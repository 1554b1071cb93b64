import { fieldRows, table } from './field-rows.ts'
import type { Schema } from './field-rows.ts'

interface Media { schema: Schema, example?: unknown, examples?: Record<string, { value: unknown }> }
interface Answer { description: string, headers?: Record<string, { description: string }>, content?: Record<string, Media> }
interface Parameter { name: string, in: string, required?: boolean, description: string, schema: Schema }
export interface Operation {
  summary: string
  description?: string
  tags: string[]
  parameters?: Parameter[]
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, Answer>
  security?: object[]
}

export interface OpenApi {
  info: { description: string }
  tags: { name: string, description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

export interface Route { method: string, path: string, operation: Operation }

export const routesOf = (document: OpenApi): Route[] =>
  Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })))

/** Those change what the other examples find; a guide shows them. */
export const isForWriting = ({ security = [] }: Operation): boolean => security.length > 0

/** The bodies that stand in the document as examples. */
export function bodyExamples ({ requestBody }: Operation): { title: string, body: unknown }[] {
  const { example, examples = {} } = requestBody?.content['application/json'] ?? {}
  return example === undefined ? Object.entries(examples).map(([title, { value }]) => ({ title, body: value })) : [{ title: '', body: example }]
}

/** `/corpora/{name}` with the examples of its parameters in their places, and those of the query string that must be given. */
export function exampleUrl ({ path, operation: { parameters = [] } }: Route): string {
  const given = (parameter: Parameter & { example?: unknown }) => encodeURIComponent(String(parameter.example ?? ''))
  const query = parameters.filter(parameter => parameter.in === 'query' && parameter.required === true).map(parameter => `${parameter.name}=${given(parameter)}`)
  return path.replace(/\{(\w+)\}/g, (_, name: string) => given(parameters.find(parameter => parameter.name === name)!)) + (query.length > 0 ? `?${query.join('&')}` : '')
}

/** docs/api.md, from the document that the service serves. */
export function apiPage (document: OpenApi): string {
  const [intro, ...folded] = document.info.description.split('\n\n<details>\n')
  const sections = new Map(folded.map(text => /^<summary>(.*)<\/summary>\n\n([\s\S]*)\n\n<\/details>$/.exec(text)!.slice(1) as [string, string]))
  const described = new Set<string>()
  const routes = document.tags.flatMap(({ name, description }) =>
    [`## ${name[0]!.toUpperCase()}${name.slice(1)}\n\n${description}.`, ...routesWith(name, document).map(route => routeSection(route, document, described))])
  return [
    '# The API',
    `${intro!} A running service shows the same at \`/docs\`, where you can try it. The limits here are the defaults; [settings](settings.md) change them.`,
    overview(document),
    section('Rules for every route', sections),
    ...routes,
    section('Filters', sections),
    section('Errors', sections),
    `An error is an object with these fields:\n\n${fieldTable(document.components.schemas['Error']!)}`,
    'Written by `test/api-page.test.ts` (`UPDATE_DOCS=1`) from the document that the service serves at `/openapi.json`.'
  ].join('\n\n') + '\n'
}

const section = (title: string, sections: Map<string, string>): string => `## ${title}\n\n${sections.get(title)!}`

function overview (document: OpenApi): string {
  const rows = document.tags.flatMap(({ name }) => routesWith(name, document))
  return table(['Route', 'What it answers'], rows.map(route => [`[\`${route.method} ${route.path}\`](#${anchor(route)})`, route.operation.summary]))
}

/** The routes with a tag; those that do not answer JSON come last. */
function routesWith (tag: string, document: OpenApi): Route[] {
  const isJson = ({ operation }: Route) => operation.responses['200']?.content?.['application/json'] !== undefined
  return routesOf(document).filter(({ operation }) => operation.tags[0] === tag).sort((a, b) => Number(isJson(b)) - Number(isJson(a)))
}

/** As GitHub makes it of the heading. */
const anchor = ({ method, path }: Route): string => `${method} ${path}`.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-')

function routeSection (route: Route, document: OpenApi, described: Set<string>): string {
  const { operation: { summary, description, parameters = [], requestBody, responses } } = route
  const body = requestBody?.content['application/json']?.schema
  return [
    `### ${route.method} ${route.path}`,
    [`${summary}.`, ...description === undefined ? [] : [description]].join(' '),
    ...parameters.length > 0 ? [table(['Parameter', 'Type', 'Default', 'Meaning'], parameterRows(parameters))] : [],
    ...body === undefined ? [] : [fieldTable(body)],
    ...isForWriting(route.operation) ? [] : curls(route),
    ...Object.entries(responses).filter(([status]) => Number(status) < 400).map(([status, answer]) => answerPart(status, answer, document, described)),
    errorsLine(responses)
  ].join('\n\n')
}

function parameterRows (parameters: Parameter[]): string[][] {
  const inOrder = [...parameters].sort((a, b) => Number(b.in === 'path') - Number(a.in === 'path'))
  const properties = Object.fromEntries(inOrder.map(({ name, schema, description }) => [name, { ...schema, description }]))
  return fieldRows({ properties, required: parameters.filter(({ required }) => required).map(({ name }) => name) })
}

const fieldTable = (schema: Schema): string => table(['Field', 'Type', 'Default', 'Meaning'], fieldRows(schema)).replaceAll('see Filters', 'see [Filters](#filters)')
const answerTable = (schema: Schema): string => table(['Field', 'Type', 'Meaning'], fieldRows(schema).map(([name, type, , meaning]) => [name!, type!, meaning!]))

function curls (route: Route): string[] {
  const address = `localhost:7860${exampleUrl(route)}`
  const call = `curl -s ${address.includes('?') ? `'${address}'` : address}`
  const block = (command: string) => `\`\`\`sh\n${command}\n\`\`\``
  const examples = bodyExamples(route.operation)
  if (examples.length === 0) return [block(call)]
  return examples.map(({ title, body }) => `${title === '' ? '' : `${title}:\n\n`}${block(`${call} -H 'content-type: application/json' \\\n  -d '${JSON.stringify(body).replaceAll("'", "'\\''")}'`)}`)
}

function answerPart (status: string, { description, headers = {}, content = {} }: Answer, document: OpenApi, described: Set<string>): string {
  const sent = Object.entries(headers).map(([name, header]) => `Header \`${name}\`: ${header.description}.`)
  const schema = content['application/json']?.schema
  const tables = (schema?.anyOf ?? [schema ?? {}]).map(each => answerFields(each, document, described))
  return [[`**${status}**: ${description}.`, ...sent].join(' '), ...tables].filter(text => text !== '').join('\n\n')
}

/** The fields of an answer; those of one with a name only once. */
function answerFields (schema: Schema, document: OpenApi, described: Set<string>): string {
  const name = schema.$ref?.split('/').pop()
  if (name !== undefined && described.has(name)) return `The fields are those of \`${name}\` above.`
  const { description = '', ...whole } = resolved(schema, document)
  const fields = whole.type === 'array' ? whole.items! : whole
  if (fields.properties === undefined) return ''
  if (name !== undefined) described.add(name)
  return (name === undefined ? '' : `${description} (\`${name}\`):\n\n`) + answerTable(fields)
}

function resolved (schema: Schema, document: OpenApi): Schema {
  return schema.$ref === undefined ? schema : document.components.schemas[schema.$ref.split('/').pop()!]!
}

function errorsLine (responses: Record<string, Answer>): string {
  const own = Object.entries(responses).filter(([status]) => Number(status) >= 400).map(([status, { description }]) => `${status} ${description}`)
  return own.length === 0 ? 'It has no errors of its own.' : `[Errors](#errors): ${own.join('; ')}.`
}
