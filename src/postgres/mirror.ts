import { memoryCorpus } from '../corpus/memory-corpus.ts'
import type { Corpus, Item } from '../matching/ports.ts'
import type { CorpusRow } from './corpus-row.ts'
import { corporaSql, corpusRow, infoOf } from './corpus-row.ts'
import type { Database } from './database.ts'
import { itemReader } from './postgres-corpus.ts'
import { itemsTable } from './schema.ts'
import { decodeVector } from './vectors.ts'

/** A corpus read into memory, and the row that it was at that moment. */
export interface Mirror { row: CorpusRow, corpus: Corpus }

/** Rows read at a time: about 6 MB of vectors as text. */
const PAGE = 2000

/** Reads a whole corpus as it is at one moment. Undefined where it is not there any more, or has grown past what `fits`. */
export async function readMirror (database: Database, id: number, fits: (row: CorpusRow) => boolean): Promise<Mirror | undefined> {
  return await database.transaction(async run => {
    const [found] = await run(corporaSql('id = $1', id))
    const row = found && corpusRow(found)
    if (row === undefined || !fits(row)) return undefined
    const items: Item[] = []
    const vectors = new Float32Array(row.items * row.dimensions)
    const inOrder = itemReader(row)
    for (let after: string | null = null; ;) {
      const page = await run({ text: `select id, item, vector_send(embedding) as vector from ${itemsTable(id)} where $1::text is null or id > $1 order by id limit $2`, values: [after, PAGE] })
      for (const { item, vector } of page) {
        decodeVector(vector as Buffer, vectors.subarray(items.length * row.dimensions, (items.length + 1) * row.dimensions))
        items.push(inOrder(item as Item))
      }
      if (page.length < PAGE) break
      after = page.at(-1)!['id'] as string
    }
    return { row, corpus: memoryCorpus({ items, vectors, fields: row.fields, info: infoOf(row, 'memory', false) }) }
  }, { snapshot: true, timeoutMs: 0 })
}
