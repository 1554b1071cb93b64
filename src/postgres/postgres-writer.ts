import { CorpusGoneError } from '../errors.ts'
import type { CorpusWriter } from '../matching/writing.ts'
import type { Corpora } from './corpora.ts'
import type { CorpusRow } from './corpus-row.ts'
import { infoOf } from './corpus-row.ts'
import type { Database } from './database.ts'
import { importTarget, patiently } from './import-target.ts'
import { isStorable } from './statement.ts'

export interface PostgresWriterOptions {
  database: Database
  corpora: Corpora
  row: CorpusRow
  /** Called when what was written is to be seen by the next reader of this process. */
  onCommit: () => Promise<void>
}

/**
 * Changes a corpus in Postgres. Each change is a transaction of its own that first locks the row of the corpus: writers of one corpus, whatever
 * process they are in, come one after the other, so that none waits for another in a circle.
 */
export function postgresWriter ({ database, corpora, row, onCommit }: PostgresWriterOptions): CorpusWriter {
  const { refusal, known, upsert } = importTarget(database, corpora, row)

  async function commit (): Promise<void> {
    const now = await corpora.find(row.id)
    if (now === undefined) throw new CorpusGoneError()
    if (!now.indexed) await patiently(async () => await corpora.buildIndex(now))
    await onCommit()
  }

  return {
    info: infoOf(row, 'postgres', false),
    refusal,
    known,
    upsert,
    remove: async which => await corpora.deleteItems(row.id, 'ids' in which ? { ids: which.ids.filter(isStorable) } : { filter: which.filter, exclude: new Set() }),
    commit,
    close: async () => {}
  }
}
