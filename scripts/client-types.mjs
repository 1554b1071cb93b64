// The types of the client as one file without imports: what its sources derive from the schemas is printed from the schemas.
import { readFile, rm } from 'node:fs/promises'
import { build } from 'esbuild'
import ts from 'typescript'

/** In the order in which they are read; they export nothing but what the client does. */
const SOURCES = ['types', 'errors', 'options', 'latest', 'index']
const IMPORTS = /^(?:import|export (?:type )?(?:\{|\*)).*\n/gm

/** @param options of esbuild */
export async function clientTypes (options) {
  const declarations = await Promise.all(SOURCES.map(async name => {
    const source = await readFile(new URL(`../src/client/${name}.ts`, import.meta.url), 'utf8')
    const { outputText, diagnostics } = ts.transpileDeclaration(source, { fileName: `${name}.ts`, compilerOptions: { target: ts.ScriptTarget.ES2022 } })
    if (diagnostics.length > 0) throw new Error(`src/client/${name}.ts: ${ts.flattenDiagnosticMessageText(diagnostics[0].messageText, '\n')}`)
    return outputText.replace(IMPORTS, '')
  }))
  const wire = Object.entries(await schemas(options)).map(([name, schema]) => `${comment(schema, '  ')}  ${name}: ${typeOf(schema, '  ')}`)
  // `export {}` keeps what is not exported by name inside.
  return `interface Wire {\n${wire.join('\n')}\n}\n${declarations.join('')}export {}\n`
}

async function schemas (options) {
  const outfile = 'dist/schemas.mjs'
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
  await build({ ...options, entryPoints: ['src/schemas/client.ts'], outfile, platform: 'node', banner })
  const url = new URL(`../${outfile}`, import.meta.url)
  try {
    return (await import(url)).SCHEMAS
  } finally {
    await rm(url)
  }
}

const comment = ({ description }, indent) => description === undefined ? '' : `${indent}/** ${description} */\n`

/** A JSON Schema as a type of TypeScript. */
export function typeOf (schema, indent) {
  const { type, enum: values, anyOf, items, properties, additionalProperties } = schema
  if ('const' in schema) return JSON.stringify(schema.const)
  if (values !== undefined) return values.map(value => JSON.stringify(value)).join(' | ')
  if (anyOf !== undefined) return anyOf.map(each => typeOf(each, indent)).join(' | ')
  if (type === 'array') return `Array<${typeOf(items, indent)}>`
  if (properties !== undefined) return objectOf(schema, indent)
  if (type === 'object') return `Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties, indent) : 'unknown'}>`
  if (type === 'integer') return 'number'
  if (['string', 'number', 'boolean', 'null'].includes(type)) return type
  throw new Error(`A schema of the client has no type: ${JSON.stringify(schema)}`)
}

function objectOf ({ properties, required = [] }, indent) {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(([name, schema]) => `${comment(schema, inner)}${inner}${name}${required.includes(name) ? '' : '?'}: ${typeOf(schema, inner)}`)
  return `{\n${lines.join('\n')}\n${indent}}`
}
