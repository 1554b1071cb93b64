import type { Config } from '../config.ts'
import type { Source } from '../ingest/source.ts'
import type { Command } from './args.ts'
import { parseOptions, say, UsageError } from './args.ts'
import { configFromEnvironment } from './config.ts'
import { importToDatabase } from './import-database.ts'
import { delimiterOf, NAME, renames } from './import-file.ts'
import { importToFiles } from './import-files.ts'
import { openImportSource } from './import-source.ts'

const USAGE = `kindred import <source> --name <corpus> --template "{title} {body}"

Makes a corpus of what is kept elsewhere, or brings one up to date: in the Postgres of DATABASE_URL, else in the files of
DATA_DIR. A source is
  items.jsonl, items.csv                       a file; "embedding" of its rows is taken as their vector
  postgres://user:password@host/db             a table (--table); columns of the types vector and halfvec are vectors, and
                                               bytea with float32 whose name says so. The password may be in PGPASSWORD
  http://host:6333/collections/<name>          a collection of Qdrant; its key may be in QDRANT_API_KEY

Vectors that the source has are checked: a sample of items is embedded again and compared. Run the same command again where
it was interrupted: it goes on, and what is there already is neither written nor embedded again.

  --name       what the corpus is to be called
  --template   the text that stands for an item; repeated, the vectors of the texts are added up
               (default: that of the corpus)
  --map        gives a field another name: --map "Job Role=role"; may be repeated
  --id         the field that is the id (default: "id"; without one, ids are made from the content)
  --table      of a Postgres: name, or schema.name
  --vector     the field, column or name of the vectors (default: the only one there is)
  --embed      leave the vectors of the source and make new ones from the text
  --model      the model of the vectors (default: that of the corpus, else DEFAULT_MODEL); a name that is not in
               MODELS_DIR keeps the vectors of the source as those of another model
  --prune      delete the items of the corpus that the source does not have (in a database; files are always made anew)
  --force      replace a corpus of that name that was made from something else, or otherwise
  --delimiter, --encoding   of a file, as in "kindred embed"
  --json       the outcome as JSON on stdout

Examples:
  kindred import stories.jsonl --name stories --template "{title} {content}"
  kindred import postgres://me@old.example/jobs --table jobs --name vacancies --id job_id \\
    --map "Job Role=role" --map "MIn Salary=min_salary" --template "{role}" --template "{Required Skills}"
  kindred import http://localhost:6333/collections/faces --name faces --model facenet
  kindred import stories.jsonl --name stories --prune`

const OPTIONS = {
  name: { type: 'string' },
  template: { type: 'string', multiple: true },
  map: { type: 'string', multiple: true },
  id: { type: 'string' },
  table: { type: 'string' },
  vector: { type: 'string' },
  embed: { type: 'boolean', default: false },
  model: { type: 'string' },
  prune: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  delimiter: { type: 'string' },
  encoding: { type: 'string' },
  json: { type: 'boolean', default: false }
} as const

export interface ImportWishes {
  name: string
  template: string[] | undefined
  map: ReadonlyMap<string, string>
  id: string | undefined
  model: string | undefined
  embed: boolean
  prune: boolean
  force: boolean
  json: boolean
}

export const importCommand: Command = {
  summary: 'Bring items and vectors from a file, a Postgres table or Qdrant',
  usage: USAGE,
  async run (args) {
    const { values, positionals } = parseOptions(args, OPTIONS, true)
    const [name] = positionals
    if (name === undefined) throw new UsageError('What is to be imported? Name a file, a postgres:// address or a Qdrant collection.')
    if (positionals.length > 1) throw new UsageError(`One source at a time; this names ${positionals.length}.`)
    const wishes: ImportWishes = { ...values, name: checkedName(values.name), template: values.template, map: renames(values.map ?? []), id: values.id, model: values.model }
    if (values.embed && values.vector !== undefined && /^(postgres|https?):/i.test(name)) throw new UsageError('--embed leaves the vectors of the source, so --vector has no use.')
    const config = configFromEnvironment()
    const source = await openImportSource(config, name, { ...values, delimiter: delimiterOf(values.delimiter), table: values.table, vector: values.vector, id: values.id, encoding: values.encoding })
    try {
      await importFrom(config, source, wishes)
    } finally {
      await source.close?.()
    }
  }
}

async function importFrom (config: Config, source: Source, wishes: ImportWishes): Promise<void> {
  source.remarks.forEach(say)
  if (source.vectorsIn !== undefined) say(`The vectors are taken from "${source.vectorsIn}".`)
  if (config.DATABASE_URL !== undefined) return await importToDatabase(config, source, wishes)
  if (wishes.prune) throw new UsageError('--prune is for a database, and DATABASE_URL is not set; files are always made anew from the source.')
  await importToFiles(config, source, wishes)
}

function checkedName (name: string | undefined): string {
  if (name === undefined) throw new UsageError('What is the corpus to be called? Say it with --name, for example: --name stories')
  if (!NAME.test(name)) throw new UsageError(`"${name}" cannot be the name of a corpus: up to 63 small letters, digits, - and _, a letter or digit first.`)
  return name
}
