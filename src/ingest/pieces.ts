import type { FileHandle } from 'node:fs/promises'
import { open, rm } from 'node:fs/promises'
import { HASH_BYTES } from '../corpus/manifest.ts'
import type { ModelInfo } from '../matching/ports.ts'

/** A vector and the SHA-256 of the texts that it was made from. */
export interface Piece { hash: Buffer, vector: Float32Array }

/** The vectors that a run has made so far, kept on disk, so that one that is killed goes on where it was. */
export interface Pieces {
  /** What an earlier run left, by the hash in hexadecimal. */
  found: Map<string, Float32Array>
  /** Appends; the file is made at the first call. */
  add (pieces: readonly Piece[]): Promise<void>
  close (): Promise<void>
  /** To be called when the vectors are in their place. */
  remove (): Promise<void>
}

const RECORDS_READ = 256
/** After a power cut a part of a file can be zeros. */
const UNIT_TOLERANCE = 1e-2

/** A line that says which model, then records of 32 bytes of hash and the vector in little-endian float32. A file of another model is written anew. */
export async function openPieces (path: string, model: ModelInfo): Promise<Pieces> {
  const header = headerOf(model)
  const recordBytes = HASH_BYTES + model.dimensions * 4
  const { found, count } = await readPieces(path, header, recordBytes)
  let file: FileHandle | undefined
  let position = header.length + count * recordBytes

  async function add (pieces: readonly Piece[]): Promise<void> {
    if (file === undefined) {
      file = await open(path, count === 0 ? 'w' : 'r+')
      if (count === 0) await file.write(header, 0, header.length, 0)
    }
    const records = Buffer.concat(pieces.flatMap(({ hash, vector }) => [hash, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)]))
    const { bytesWritten } = await file.write(records, 0, records.length, position)
    if (bytesWritten < records.length) throw new Error(`${path} could not be written: is the disk full?`)
    position += records.length
  }

  async function close (): Promise<void> {
    await file?.close()
    file = undefined
  }

  async function remove (): Promise<void> {
    await close()
    await rm(path, { force: true })
  }

  return { found, add, close, remove }
}

function headerOf ({ id, sha256, pooling, maxTokens, dimensions }: ModelInfo): Buffer {
  return Buffer.from(`${JSON.stringify({ format: 'kindred-pieces', format_version: '1', model: id, model_sha256: sha256, pooling, max_tokens: maxTokens, dimensions })}\n`)
}

/** @returns the vectors, and how many whole records there are before the first that is not */
async function readPieces (path: string, header: Buffer, recordBytes: number): Promise<{ found: Map<string, Float32Array>, count: number }> {
  const found = new Map<string, Float32Array>()
  let count = 0
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return { found, count }
  try {
    const start = await readAt(file, 0, header.length)
    if (!start.equals(header)) return { found, count }
    for (;;) {
      const block = await readAt(file, header.length + count * recordBytes, RECORDS_READ * recordBytes)
      const records = Math.floor(block.length / recordBytes)
      for (let i = 0; i < records; i++, count++) {
        const record = block.subarray(i * recordBytes, (i + 1) * recordBytes)
        const vector = new Float32Array(record.buffer.slice(record.byteOffset + HASH_BYTES, record.byteOffset + recordBytes))
        if (!(Math.abs(Math.hypot(...vector) - 1) < UNIT_TOLERANCE)) return { found, count }
        found.set(record.toString('hex', 0, HASH_BYTES), vector)
      }
      if (records < RECORDS_READ) return { found, count }
    }
  } finally {
    await file.close()
  }
}

async function readAt (file: FileHandle, position: number, length: number): Promise<Buffer> {
  const into = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await file.read(into, done, length - done, position + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return into.subarray(0, done)
}
