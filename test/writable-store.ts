import type { FileStore } from '../src/corpus/file-store.ts'
import { memoryCorpus } from '../src/corpus/memory-corpus.ts'
import { CorpusConflictError, CorpusNotFoundError } from '../src/errors.ts'
import type { Corpus, Item } from '../src/matching/ports.ts'
import { predicateOf } from '../src/matching/predicate.ts'
import type { CorpusDeclaration, CorpusWriter, NewItem, WritableStore } from '../src/matching/writing.ts'
import { FAKE_MODEL } from './helper.ts'

interface Kept { declaration: CorpusDeclaration, rows: Map<string, NewItem>, revision: number }

/** Corpora in memory that can be written to, in the plainest way. */
export function writableStore (): FileStore & WritableStore {
  const all = new Map<string, Kept>()

  function kept (name: string): Kept {
    const found = all.get(name)
    if (found === undefined) throw new CorpusNotFoundError(name, [...all.keys()])
    return found
  }

  function corpusOf (name: string): Corpus {
    const { declaration: { dimensions, model, template }, rows, revision } = kept(name)
    const vectors = new Float32Array(rows.size * dimensions)
    const items = Array.from(rows.values(), ({ item, vector }, row): Item => {
      vectors.set(vector, row * dimensions)
      return item
    })
    return memoryCorpus({ items, vectors, info: { name, dimensions, model: model?.id ?? null, template, source: 'file', stale: false, version: String(revision), updatedAt: new Date(0) } })
  }

  async function write (name: string): Promise<CorpusWriter> {
    const corpus = kept(name)
    const remove = (ids: readonly string[]): number => ids.filter(id => corpus.rows.delete(id)).length
    return {
      info: corpusOf(name).info,
      refusal: () => undefined,
      known: async wanted => new Map(wanted.flatMap(({ id, textHash }) => {
        const row = corpus.rows.get(id)
        return row?.textHash?.equals(textHash) === true ? [[id, row.vector]] : []
      })),
      upsert: async rows => {
        const before = rows.map(({ item }) => corpus.rows.get(item.id))
        for (const row of rows) corpus.rows.set(row.item.id, row)
        const added = before.filter(row => row === undefined).length
        const unchanged = before.filter((row, i) => row !== undefined && JSON.stringify([row.item, ...row.vector]) === JSON.stringify([rows[i]!.item, ...rows[i]!.vector])).length
        return { added, unchanged, updated: rows.length - added - unchanged }
      },
      remove: async which => remove('ids' in which ? which.ids : Array.from(corpus.rows.values(), ({ item }) => item).filter(predicateOf(which.filter)).map(({ id }) => id)),
      commit: async () => { corpus.revision++ },
      close: async () => {}
    }
  }

  return {
    discover: async () => [FAKE_MODEL],
    load: async () => {},
    problems: () => [],
    list: () => [...all.keys()].map(corpusOf),
    get: async name => corpusOf(name),
    declare: async (name, declaration) => {
      const found = all.get(name)
      if (found !== undefined && JSON.stringify(found.declaration) === JSON.stringify(declaration)) return { created: false }
      if (found !== undefined && found.rows.size > 0) throw new CorpusConflictError(name, 'another template')
      all.set(name, { declaration, rows: new Map(), revision: 1 })
      return { created: true }
    },
    remove: async name => {
      kept(name)
      all.delete(name)
    },
    write
  }
}
