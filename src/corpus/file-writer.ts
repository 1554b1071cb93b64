import { isDeepStrictEqual } from 'node:util'
import type { CorpusWriter, NewItem, Written } from '../matching/writing.ts'
import { predicateOf } from '../matching/predicate.ts'
import type { LoadedCorpus } from './load-corpus.ts'
import type { Changes } from './write-corpus.ts'
import { hashAt } from './write-corpus.ts'

/** Ids read at a time where all items are looked at. */
const PAGE = 1000
/** What takes longer is written in between, so that little is lost, and little is to be embedded again, when it is cancelled or killed. */
const GATHERED_MS = 5000

export interface FileWriterOptions {
  /** The corpus as it is by now. Throws where it is not there any more. */
  current: () => LoadedCorpus
  /** Writes changes; resolves when they are on the disk and can be read. */
  commit: (changes: Changes) => Promise<void>
  gatheredMs?: number
}

/** Gathers changes and writes them together. */
export function fileWriter ({ current, commit, gatheredMs = GATHERED_MS }: FileWriterOptions): CorpusWriter {
  const changes = new Map<string, NewItem | undefined>()
  let writtenAt = performance.now()

  async function flush (): Promise<void> {
    if (changes.size > 0) await commit(new Map(changes))
    changes.clear()
    writtenAt = performance.now()
  }

  async function find (id: string): Promise<NewItem | undefined> {
    if (changes.has(id)) return changes.get(id)
    const { corpus, rows, textHashes } = current()
    const row = rows.get(id)
    return row === undefined ? undefined : { item: (await corpus.item(id))!, vector: (await corpus.vectorOf(id))!, textHash: knownHash(hashAt(textHashes, row)) }
  }

  async function known (wanted: readonly { id: string, textHash: Buffer }[]): Promise<Map<string, Float32Array>> {
    const vectors = new Map<string, Float32Array>()
    for (const { id, textHash } of wanted) {
      const there = await find(id)
      if (there?.textHash?.equals(textHash) === true) vectors.set(id, there.vector)
    }
    return vectors
  }

  async function upsert (rows: readonly NewItem[]): Promise<Written> {
    const written = { added: 0, updated: 0, unchanged: 0 }
    for (const row of rows) {
      const there = await find(row.item.id)
      const outcome = there === undefined ? 'added' : isSame(there, row) ? 'unchanged' : 'updated'
      written[outcome]++
      if (outcome !== 'unchanged') changes.set(row.item.id, row)
    }
    if (performance.now() - writtenAt >= gatheredMs) await flush()
    return written
  }

  async function remove (which: Parameters<CorpusWriter['remove']>[0]): Promise<number> {
    const ids = 'ids' in which ? new Set(which.ids) : await idsWhere(predicateOf(which.filter))
    let removed = 0
    for (const id of ids) {
      if (await find(id) === undefined) continue
      changes.set(id, undefined)
      removed++
    }
    return removed
  }

  async function idsWhere (holds: ReturnType<typeof predicateOf>): Promise<Set<string>> {
    const ids = new Set<string>()
    const { corpus } = current()
    for (let at = 0; at < corpus.info.items; at += PAGE) {
      for (const item of await corpus.items(at, PAGE)) if (!changes.has(item.id) && holds(item)) ids.add(item.id)
    }
    for (const [id, change] of changes) if (change !== undefined && holds(change.item)) ids.add(id)
    return ids
  }

  return {
    info: current().corpus.info,
    refusal: () => undefined,
    known,
    upsert,
    remove,
    commit: flush,
    close: async () => changes.clear()
  }
}

function isSame (there: NewItem, { item, vector, textHash }: NewItem): boolean {
  const isSameVector = textHash === null ? there.textHash === null && isDeepStrictEqual(there.vector, vector) : there.textHash?.equals(textHash) === true
  return isSameVector && isDeepStrictEqual(there.item, item)
}

const knownHash = (hash: Buffer): Buffer | null => hash.every(byte => byte === 0) ? null : hash
