import { access } from 'node:fs/promises'
import type { Config } from '../config.ts'
import { refusePickle } from '../ingest/python.ts'
import { isQdrantUrl, openQdrant } from '../ingest/qdrant.ts'
import type { Source } from '../ingest/source.ts'
import { openSource } from '../ingest/source.ts'
import { withVectorField } from '../ingest/vector-field.ts'
import { UsageError } from './args.ts'
import { transportOf } from './database.ts'

export interface SourceOptions {
  table: string | undefined
  vector: string | undefined
  id: string | undefined
  delimiter: string | undefined
  encoding: string | undefined
  /** Whether vectors that are there are of no interest. */
  embed: boolean
}

const isPostgresUrl = (text: string): boolean => /^postgres(ql)?:/i.test(text)

/** The options that belong to some kinds of sources only. */
const ONLY_FOR = { table: 'a postgres:// source', delimiter: 'a CSV file', encoding: 'a file' }
const TABLE_TIMEOUT_MS = 120_000

/** Opens what is named on the command line: a file, a table of a Postgres, or a collection of Qdrant. Throws an Error with a sentence where it is none. */
export async function openImportSource (config: Config, name: string, options: SourceOptions): Promise<Source> {
  const isUrl = /^[a-z][a-z+.-]+:\/\//i.test(name)
  const useless = (isPostgresUrl(name) ? ['delimiter', 'encoding'] as const : isUrl ? ['table', 'delimiter', 'encoding'] as const : ['table'] as const).find(option => options[option] !== undefined)
  if (useless !== undefined) throw new UsageError(`--${useless} belongs to ${ONLY_FOR[useless]}, which this is not.`)
  if (isPostgresUrl(name)) {
    const { openTableSource } = await import('../postgres/table-source.ts')
    return await openTableSource({ ...options, url: name, withoutVectors: options.embed, transport: transportOf(config), timeoutMs: TABLE_TIMEOUT_MS })
  }
  if (isQdrantUrl(name)) return await openQdrant({ url: name, apiKey: process.env['QDRANT_API_KEY'] || undefined, vector: options.vector, withoutVectors: options.embed })
  if (isUrl) throw new UsageError(`${name.split(':')[0]!}:// is no source; there are files, postgres:// and http:// of a Qdrant collection.`)
  return await openFile(name, options)
}

async function openFile (path: string, { id, delimiter, encoding, embed, vector }: SourceOptions): Promise<Source> {
  await access(path).catch(() => { throw new UsageError(`There is no file ${path}.`) })
  await refusePickle(path)
  const source = await withVectorField(await openSource(path, { id, delimiter, encoding }), vector)
  return embed ? { ...source, vectorsIn: undefined, rows: withoutVectors(source) } : source
}

/** The rows without their vectors, which are not to become fields either. */
function withoutVectors ({ rows }: Source): Source['rows'] {
  return async function * () {
    for await (const batch of rows()) {
      yield batch.map(row => {
        const { vector, ...others } = row as { line: number, fields: Record<string, unknown>, vector?: unknown }
        return others
      })
    }
  }
}
