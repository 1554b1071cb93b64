import { memoryCorpus } from '../corpus/memory-corpus.ts'
import type { Corpus, Item } from '../matching/ports.ts'
import type { CorpusRow } from './corpus-row.ts'
import { corporaSql, corpusRow, infoOf } from './corpus-row.ts'
import type { Database } from './database.ts'
import { pagesOf } from './read-corpus.ts'

/** A corpus read into memory, and the row that it was at that moment. */
export interface Mirror { row: CorpusRow, corpus: Corpus }

/** Reads a whole corpus as it is at one moment. Undefined where it is not there any more, or has grown past what `fits`. */
export async function readMirror (database: Database, id: number, fits: (row: CorpusRow) => boolean): Promise<Mirror | undefined> {
  return await database.transaction(async run => {
    const [found] = await run(corporaSql('id = $1', id))
    const row = found && corpusRow(found)
    if (row === undefined || !fits(row)) return undefined
    const items: Item[] = []
    const vectors = new Float32Array(row.items * row.dimensions)
    for await (const page of pagesOf(run, row)) {
      for (const { item, vector } of page) {
        vectors.set(vector, items.length * row.dimensions)
        items.push(item)
      }
    }
    return { row, corpus: memoryCorpus({ items, vectors, fields: row.fields, info: infoOf(row, 'memory', false) }) }
  }, { snapshot: true, timeoutMs: 0 })
}
