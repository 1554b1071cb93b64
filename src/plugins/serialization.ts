import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'

const buildAtOnce = SerializerSelector()

/** Compiles what writes an answer when that is first given: most answers of most routes, errors above all, never are. */
export const buildSerializer: typeof buildAtOnce = (shared, options) => {
  const compile = buildAtOnce(shared, options)
  return route => {
    let write: ReturnType<typeof compile> | undefined
    return data => (write ??= compile(route))(data)
  }
}
