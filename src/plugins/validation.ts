import type { FastifyInstance } from 'fastify'
import { Ajv } from 'ajv'

/**
 * Bodies are taken as they are: nothing is coerced and nothing silently dropped. Path and query strings know only text, so numbers are read there.
 */
export function validationPlugin (app: FastifyInstance): void {
  const options = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false } as const
  const exact = new Ajv({ ...options, coerceTypes: false })
  const fromText = new Ajv({ ...options, coerceTypes: true })
  app.setValidatorCompiler(({ schema, httpPart }) => (httpPart === 'body' ? exact : fromText).compile(schema as object))
}

interface JsonSchema { properties?: Record<string, JsonSchema>, anyOf?: JsonSchema[], items?: JsonSchema }

/** The names of the properties that a schema allows in the object at a path with dots. */
export function propertiesAt (schema: unknown, path: string): string[] {
  let found = [schema as JsonSchema | undefined]
  for (const key of path === '' ? [] : path.split('.')) {
    found = found.flatMap(branches).map(each => /^\d+$/.test(key) ? each.items : each.properties?.[key])
  }
  return found.flatMap(branches).flatMap(each => Object.keys(each.properties ?? {}))
}

function branches (schema: JsonSchema | undefined): JsonSchema[] {
  return schema === undefined ? [] : [schema, ...schema.anyOf ?? []]
}
