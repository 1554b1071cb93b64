import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Test } from 'tap'
import type { Corpus } from '../../src/matching/ports.ts'
import { corporaIn } from '../../src/postgres/corpora.ts'
import { postgresCorpus } from '../../src/postgres/postgres-corpus.ts'
import { temporaryFolder, writeTinyModel } from '../fixtures/tiny-model.ts'
import type { Outcome } from '../kindred.ts'
import { kindred } from '../kindred.ts'
import type { TestDatabase } from './database.ts'
import { openTestDatabase } from './database.ts'

export interface CommandLine extends TestDatabase {
  /** Runs a command with that database as DATABASE_URL, and a model of 32 dimensions. */
  run (...args: string[]): Promise<Outcome>
  environment: Record<string, string>
  folder: string
  dataDir: string
  /** The corpus as the database has it. */
  corpus (name: string): Promise<Corpus>
  /** A schema for tables that are imported from, and its name quoted. */
  sources (): Promise<string>
}

/** A database, a folder and the commands over them. With `model` "real", the one that ships. */
export async function commandLine (t: Test, { model = 'tiny' }: { model?: 'tiny' | 'real' } = {}): Promise<CommandLine> {
  const database = await openTestDatabase(t)
  const [folder, dataDir, modelsDir] = [await temporaryFolder(t), await temporaryFolder(t), await temporaryFolder(t)]
  const tiny = model === 'tiny' ? { MODELS_DIR: modelsDir, DEFAULT_MODEL: (await writeTinyModel(modelsDir)).id } : {}
  const environment = { DATA_DIR: dataDir, INFERENCE_THREADS: '1', DATABASE_URL: database.url, DATABASE_SCHEMA: database.schema, DATABASE_CONNECTIONS: String(database.connections), ...tiny }
  const corpora = corporaIn(database.database, () => database.extension)

  async function corpus (name: string): Promise<Corpus> {
    const row = (await corpora.list()).find(row => row.name === name)
    if (row === undefined) throw new Error(`There is no corpus ${name}.`)
    return postgresCorpus({ database: database.database, row, onRevision: () => {} })
  }

  async function sources (): Promise<string> {
    const name = `Sources ${randomBytes(6).toString('hex')}`
    const quoted = pg.escapeIdentifier(name)
    await database.database.alone(`create schema ${quoted}`)
    t.teardown(async () => await database.database.alone(`drop schema ${quoted} cascade`))
    return name
  }

  return { ...database, folder, dataDir, environment, corpus, sources, run: async (...args) => await kindred(t, args, environment) }
}

/** All items, in the order of their ids. */
export const itemsOf = async (corpus: Corpus) => await corpus.items(0, 100_000)

export const float32 = (vector: ArrayLike<number>): Buffer => {
  const bytes = Buffer.alloc(4 * vector.length)
  for (let i = 0; i < vector.length; i++) bytes.writeFloatLE(vector[i]!, 4 * i)
  return bytes
}
