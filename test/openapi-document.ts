export type Json = Record<string, unknown>
interface Parameter { name: string, in: string, required?: boolean, description?: string, schema: Json }
interface Operation {
  operationId?: string
  description?: string
  security?: unknown[]
  summary?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { example?: unknown, examples?: Record<string, { value: unknown }>, schema: { required?: string[], properties: Record<string, Json> } }> }
  responses: Record<string, { description?: string, content?: Record<string, { schema: Json }> }>
}

/** The parts of `/openapi.json` that tests look at. */
export interface Document {
  openapi: string
  info: Json & { description: string }
  servers: { url: string }[]
  security?: unknown[]
  tags: { name: string, description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Json> }
}

export const operationsOf = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })))

/** Every value under a key of this name, wherever it stands in a schema or a document. */
export function under (value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [...name === key ? [inner] : [], ...under(inner, key)])
}
