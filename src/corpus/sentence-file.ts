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

/** The vectors of sentences that were made beforehand; none where there is no such file. Throws an Error where it is damaged. */
export async function readSentences (path: string): Promise<SentenceVectors> {
  const file = await unlessMissing(openSafetensors(path))
  if (file === undefined) return new Map()
  try {
    return await sentencesIn(file)
  } finally {
    await file.close()
  }
}

async function sentencesIn (file: SafetensorsFile): Promise<SentenceVectors> {
  const [keys, counts, codes] = await Promise.all([KEYS, COUNTS, CODES].map(async name => await wholeTensor(file, name))) as [Buffer, Buffer, Buffer]
  const [, dimensions = 0] = file.tensors.get(CODES)!.shape
  const vectors = new Map<string, Compact[]>()
  let at = 0
  counts.forEach((count, row) => {
    // Copied, so that those which are forgotten later do not keep the others.
    const own = Array.from({ length: count }, (_, i) => ofCodes(new Int8Array(codes.buffer, codes.byteOffset + (at + i) * dimensions, dimensions).slice()))
    at += count
    vectors.set(keys.toString('base64', row * KEY_BYTES, (row + 1) * KEY_BYTES), own)
  })
  return vectors
}

async function wholeTensor (file: SafetensorsFile, name: string): Promise<Buffer> {
  const [start, end] = file.tensors.get(name)?.data_offsets ?? [0, 0]
  const bytes = Buffer.alloc(end - start)
  await file.read(name, bytes)
  return bytes
}

/** Writes them whole or not at all. The keys say what they belong to, so that it does not matter when that is done. */
export async function writeSentences (path: string, vectors: SentenceVectors, dimensions: number): Promise<void> {
  const all = [...vectors.values()].flat()
  await writeSafetensors(path, {
    [KEYS]: { dtype: 'U8', shape: [vectors.size, KEY_BYTES], data: Buffer.concat([...vectors.keys()].map(key => Buffer.from(key, 'base64'))) },
    [COUNTS]: { dtype: 'U8', shape: [vectors.size], data: Uint8Array.from(vectors.values(), ({ length }) => length) },
    [CODES]: { dtype: 'I8', shape: [all.length, dimensions], data: Buffer.concat(all.map(({ codes }) => new Uint8Array(codes.buffer, codes.byteOffset, codes.length))) }
  }, {})
}
