import { join } from 'node:path'
import type { Test } from 'tap'
import { writeFile } from 'node:fs/promises'
import { createFileStore } from '../../src/corpus/file-store.ts'
import { readEmbeddings } from '../../src/corpus/load-corpus.ts'
import type { VectorRows } from '../../src/corpus/vector-rows.ts'
import { openSafetensors } from '../../src/corpus/safetensors.ts'
import { embedCorpus } from '../../src/ingest/embed-corpus.ts'
import type { Item } from '../../src/matching/ports.ts'
import { fakeEmbedder } from '../helper.ts'

export const MODEL = fakeEmbedder().models()[0]!

export const jsonl = (items: readonly object[]): string => items.map(item => `${JSON.stringify(item)}\n`).join('')

/** A folder with these corpora, their vectors made of `{text}` by the fake embedder. */
export async function dataDirOf (t: Test, corpora: Record<string, Item[]>): Promise<string> {
  const dataDir = t.testdir({})
  for (const [name, items] of Object.entries(corpora)) {
    await writeFile(join(dataDir, `${name}.jsonl`), jsonl(items))
    await embedCorpus({ dataDir, name, embedder: fakeEmbedder(), model: MODEL, template: ['{text}'] })
  }
  return dataDir
}

/** The store of a folder, loaded. */
export async function loadedStore (dataDir: string, only?: readonly string[], models = [MODEL]) {
  const store = createFileStore(dataDir, only)
  const wanted = await store.discover()
  await store.load(models)
  return { store, wanted, names: store.list().map(corpus => corpus.info.name), problems: store.problems() }
}

/** The vectors of a file. */
export async function readVectors (path: string, rows: number, dimensions: number): Promise<VectorRows> {
  const file = await openSafetensors(path)
  try {
    return await readEmbeddings(file, path, rows, dimensions)
  } finally {
    await file.close()
  }
}
