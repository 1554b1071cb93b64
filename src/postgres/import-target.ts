import { setTimeout } from 'node:timers/promises'
import { KindredError } from '../errors.ts'
import type { Item } from '../matching/ports.ts'
import type { Corpora, Upserted } from './corpora.ts'
import type { CorpusRow } from './corpus-row.ts'
import type { Database } from './database.ts'
import type { ItemRow } from './item-rows.ts'
import { unstorable } from './item-rows.ts'
import { itemsTable } from './schema.ts'
import { decodeVector } from './vectors.ts'

/** A corpus in Postgres as somewhere that a whole source is written to. */
export interface ImportTarget {
  refusal (item: Item): string | undefined
  unchanged (wanted: readonly { item: Item, textHash: Buffer }[]): Promise<Set<string>>
  known (wanted: readonly { id: string, textHash: Buffer }[]): Promise<Map<string, Float32Array>>
  upsert (rows: readonly ItemRow[]): Promise<Upserted>
  /** Items that are there and not wanted; they are deleted where `remove` is true. Resolves with how many they are. */
  others (isWanted: (id: string) => boolean, remove: boolean): Promise<number>
}

const PAGE = 5000
const ATTEMPTS = 6
const FIRST_PAUSE_MS = 500

export function importTarget (database: Database, corpora: Corpora, { id, dimensions }: CorpusRow): ImportTarget {
  const table = itemsTable(id)

  async function unchanged (wanted: readonly { item: Item, textHash: Buffer }[]): Promise<Set<string>> {
    if (wanted.length === 0) return new Set()
    const [rows] = await patiently(async () => await database.query([{
      text: `select t.id from unnest($1::text[], $2::jsonb[], $3::bytea[]) as g (id, item, text_hash) join ${table} t on t.id = g.id where t.item = g.item and t.text_hash = g.text_hash`,
      values: [wanted.map(({ item }) => item.id), wanted.map(({ item }) => JSON.stringify(item)), wanted.map(({ textHash }) => textHash)]
    }]))
    return new Set(rows!.map(row => row['id'] as string))
  }

  async function known (wanted: readonly { id: string, textHash: Buffer }[]): Promise<Map<string, Float32Array>> {
    if (wanted.length === 0) return new Map()
    const [rows] = await patiently(async () => await database.query([{
      text: `select t.id, vector_send(t.embedding) as vector from unnest($1::text[], $2::bytea[]) as g (id, text_hash) join ${table} t on t.id = g.id where t.text_hash = g.text_hash`,
      values: [wanted.map(({ id }) => id), wanted.map(({ textHash }) => textHash)]
    }]))
    return new Map(rows!.map(row => {
      const vector = new Float32Array(dimensions)
      decodeVector(row['vector'] as Buffer, vector)
      return [row['id'] as string, vector]
    }))
  }

  async function others (isWanted: (id: string) => boolean, remove: boolean): Promise<number> {
    let count = 0
    for (let after: string | null = null; ;) {
      const [page] = await patiently(async () => await database.query([{ text: `select id from ${table} where $1::text is null or id > $1 order by id limit $2`, values: [after, PAGE] }]))
      const ids = page!.map(row => row['id'] as string)
      const unwanted = ids.filter(id => !isWanted(id))
      count += unwanted.length
      if (remove && unwanted.length > 0) await patiently(async () => await corpora.deleteItems(id, { ids: unwanted }))
      if (ids.length < PAGE) return count
      after = ids.at(-1)!
    }
  }

  return {
    refusal: item => unstorable(item)?.replace(/\.$/, ''),
    unchanged,
    known,
    upsert: async rows => await patiently(async () => await corpora.upsert(id, rows)),
    others
  }
}

/** Runs what may be run twice, again where the database was away for a moment or busy with what a run before has left. */
export async function patiently<T> (work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof KindredError) || error.status !== 503 || attempt === ATTEMPTS) throw error
      await setTimeout(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()))
    }
  }
}
