import type { FastifyServerOptions } from 'fastify'
import type { FastifyRouteSchemaDef } from 'fastify/types/schema.js'
import { Ajv } from 'ajv'
import type { ValidateFunction } from 'ajv'
import { buildSerializer } from './serialization.ts'

/**
 * Bodies are taken as they are: nothing is coerced and nothing silently dropped. Path and query strings know only text, so numbers are read there.
 * Set as the factory and not as the compiler, because a scope that adds a schema builds its compiler anew. What validates a request is compiled when the
 * first one comes, and so is what writes an answer: 10 MB that most routes never need; `warmUp` does it beforehand for one route. Given to
 * Fastify when it is made, which would load compilers of its own otherwise.
 */
export function createValidation (): { schemaController: NonNullable<FastifyServerOptions['schemaController']>, warmUp: (route: string) => void } {
  const parts: { route: string, compile: () => unknown }[] = []
  // The declared type is that of Ajv's own compile; what Fastify hands over is a FastifyRouteSchemaDef.
  const compilersFactory = { buildValidator: ((shared: Record<string, object>) => buildValidator(shared, (route, compile) => parts.push({ route, compile }))) as never, buildSerializer }
  return { schemaController: { compilersFactory }, warmUp: route => { for (const part of parts) if (part.route === route) part.compile() } }
}

export const schemaErrorFormatter = (): Error => new Error('The errors handler says what is wrong.')

// The schemas are the project's own, and a test holds them against the meta-schema, whose validator takes longer to compile than all of theirs.
const OPTIONS = { validateSchema: false, strictNumbers: true, removeAdditional: false, useDefaults: true, strict: false } as const

/**
 * @param shared the schemas that were added by name
 * @param onPart told for each part of a route, such as `POST /match`, what compiles its validator before the first request comes
 */
function buildValidator (shared: Record<string, object>, onPart: (route: string, compile: () => unknown) => void) {
  const schemas = Object.values(shared)
  const exact = once(() => new Ajv({ ...OPTIONS, schemas }))
  const exactAll = once(() => new Ajv({ ...OPTIONS, allErrors: true, schemas }))
  const fromText = once(() => new Ajv({ ...OPTIONS, allErrors: true, coerceTypes: true, schemas }))
  return ({ schema, httpPart, method, url }: FastifyRouteSchemaDef<object>) => {
    const first = once(() => (httpPart === 'body' ? exact() : fromText()).compile(schema))
    onPart(`${method} ${url}`, first)
    return httpPart === 'body' ? bodyValidator(first, once(() => exactAll().compile(schema))) : late(first)
  }
}

function once<T> (make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

type Validator = ((data: unknown) => boolean) & { errors?: ValidateFunction['errors'] }

/**
 * Tells everything that is wrong with a body of usual size, and the first thing with a huge one: to collect a hundred thousand errors would
 * stop the service for a moment.
 */
function bodyValidator (first: () => ValidateFunction, all: () => ValidateFunction): Validator {
  const validate: Validator = data => {
    if (first()(data)) return true
    const fitting = hasAtMost(USUAL_VALUES, data) ? all() : first()
    if (fitting !== first()) fitting(data)
    validate.errors = fitting.errors
    return false
  }
  return validate
}

function late (compiled: () => ValidateFunction): Validator {
  const validate: Validator = data => {
    const isValid = compiled()(data)
    validate.errors = compiled().errors
    return isValid
  }
  return validate
}

const USUAL_VALUES = 2000

/** Whether there are no more than `count` values in the data, at any depth; stops counting there. */
function hasAtMost (count: number, data: unknown): boolean {
  let left = count
  const visit = (value: unknown): boolean => --left >= 0 && (typeof value !== 'object' || value === null || (Array.isArray(value) ? value.every(visit) : everyOwn(value, visit)))
  return visit(data)
}

function everyOwn (value: object, holds: (inner: unknown) => boolean): boolean {
  for (const key in value) if (!holds((value as Record<string, unknown>)[key])) return false
  return true
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
