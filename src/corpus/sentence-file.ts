import type { ModelInfo } from '../matching/ports.ts'
import type { Compact, SentenceVectors } from '../matching/sentence-vectors.ts'
import { ofCodes } from '../matching/sentence-vectors.ts'
import { unlessMissing } from './disk.ts'
import type { SafetensorsFile } from './safetensors.ts'
import { openSafetensors, writeSafetensors } from './safetensors.ts'

/** By row the key of an item's sentences, U8 [items, 32]. */
const KEYS = 'keys'
/** By row how many sentences there are, U8 [items]. */
const COUNTS = 'counts'
/** Their vectors one after the other, 8-bit whole numbers with a sign, [sentences, dimensions]. */
const CODES = 'codes'
const KEY_BYTES = 32

/** In the metadata: the SHA-256 of the graph that made the vectors. */
const MODEL = 'model_sha256'

/**
 * The vectors of sentences that were made beforehand by the graph of this SHA-256; none where there is no such file, or another graph made them. Throws an Error where it is damaged.
 *
 * @param only of one item, by its key; no others are read then
 */
export async function readSentences (path: string, modelSha256: string, only?: string): Promise<SentenceVectors> {
  const file = await unlessMissing(openSafetensors(path))
  if (file === undefined) return new Map()
  try {
    if (file.metadata[MODEL] !== modelSha256) return new Map()
    const rows = await rowsOf(file)
    return await vectorsOf(file, only === undefined ? rows : rows.filter(({ key }) => key === only))
  } finally {
    await file.close()
  }
}

/** Where the vectors of an item's sentences stand. */
interface Row { key: string, first: number, count: number }

async function rowsOf (file: SafetensorsFile): Promise<Row[]> {
  const [keys, counts] = await Promise.all([KEYS, COUNTS].map(async name => await wholeTensor(file, name))) as [Buffer, Buffer]
  let first = 0
  return Array.from(counts, (count, row) => {
    first += count
    return { key: keys.toString('base64', row * KEY_BYTES, (row + 1) * KEY_BYTES), first: first - count, count }
  })
}

/** @param rows that stand one after the other */
async function vectorsOf (file: SafetensorsFile, rows: readonly Row[]): Promise<SentenceVectors> {
  const [, dimensions = 0] = file.tensors.get(CODES)!.shape
  const begin = rows[0]?.first ?? 0
  const codes = new Int8Array(rows.reduce((sum, { count }) => sum + count, 0) * dimensions)
  await file.readPart(CODES, begin * dimensions, new Uint8Array(codes.buffer))
  // Copied, so that those which are forgotten later do not keep the others.
  const own = (sentence: number): Int8Array<ArrayBuffer> => codes.slice(sentence * dimensions, (sentence + 1) * dimensions)
  return new Map(rows.map(({ key, first, count }) => [key, Array.from({ length: count }, (_, i): Compact => ofCodes(own(first - begin + i)))]))
}

async function wholeTensor (file: SafetensorsFile, name: string): Promise<Buffer> {
  const [start, end] = file.tensors.get(name)?.data_offsets ?? [0, 0]
  const bytes = Buffer.alloc(end - start)
  await file.read(name, bytes)
  return bytes
}

/** Writes them whole or not at all. The keys say what they belong to, so that it does not matter when that is done. */
export async function writeSentences (path: string, vectors: SentenceVectors, { dimensions, sha256 }: Pick<ModelInfo, 'dimensions' | 'sha256'>): Promise<void> {
  const all = [...vectors.values()].flat()
  await writeSafetensors(path, {
    [KEYS]: { dtype: 'U8', shape: [vectors.size, KEY_BYTES], data: Buffer.concat([...vectors.keys()].map(key => Buffer.from(key, 'base64'))) },
    [COUNTS]: { dtype: 'U8', shape: [vectors.size], data: Uint8Array.from(vectors.values(), ({ length }) => length) },
    [CODES]: { dtype: 'I8', shape: [all.length, dimensions], data: Buffer.concat(all.map(({ codes }) => new Uint8Array(codes.buffer, codes.byteOffset, codes.length))) }
  }, { [MODEL]: sha256 })
}
