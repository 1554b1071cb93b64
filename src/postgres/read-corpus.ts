import type { Item } from '../matching/ports.ts'
import type { CorpusRow } from './corpus-row.ts'
import { corporaSql, corpusRow } from './corpus-row.ts'
import type { Database, Run } from './database.ts'
import { itemReader } from './postgres-corpus.ts'
import { itemsTable } from './schema.ts'
import { decodeVector } from './vectors.ts'

export interface ReadRow { item: Item, vector: Float32Array, textHash: Buffer | null }

const PAGE = 500

/**
 * Lends a corpus as it is at one moment, whatever is written meanwhile: its row, and its items some at a time in the order of their ids.
 * @returns what `use` does; undefined where there is no such corpus
 */
export async function withCorpusOf<T> (database: Database, name: string, use: (row: CorpusRow, pages: AsyncGenerator<ReadRow[]>) => Promise<T>): Promise<T | undefined> {
  return await database.transaction(async run => {
    const [found] = await run(corporaSql('name = $1', name))
    if (found === undefined) return undefined
    const row = corpusRow(found)
    return await use(row, pagesOf(run, row))
  }, { snapshot: true, timeoutMs: 0 })
}

/** All items of a corpus, some at a time in the order of their ids; to be read in one transaction that sees one moment. */
export async function * pagesOf (run: Run, row: CorpusRow): AsyncGenerator<ReadRow[]> {
  const inOrder = itemReader(row)
  for (let after: string | null = null; ;) {
    const page = await run({ text: `select id, item, text_hash, vector_send(embedding) as vector from ${itemsTable(row.id)} where $1::text is null or id > $1 order by id limit $2`, values: [after, PAGE] })
    yield page.map(({ item, text_hash: textHash, vector: bytes }) => {
      const vector = new Float32Array(row.dimensions)
      decodeVector(bytes as Buffer, vector)
      return { item: inOrder(item as Item), vector, textHash: textHash as Buffer | null }
    })
    if (page.length < PAGE) return
    after = page.at(-1)!['id'] as string
  }
}
