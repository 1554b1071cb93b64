import type { ModelInfo } from '../matching/ports.ts'
import type { Manifest } from '../corpus/manifest.ts'
import { decodeManifest, EMBEDDINGS, HASH_BYTES, modelMismatch, TEXT_HASHES } from '../corpus/manifest.ts'
import type { SafetensorsFile } from '../corpus/safetensors.ts'
import { openSafetensors } from '../corpus/safetensors.ts'
import { firstDamagedRow } from '../corpus/scan.ts'

/** What an earlier run left: its manifest, and its vectors by the hash of their texts, as far as this model made them. */
export interface KnownVectors { manifest: Manifest, vectors: Map<string, Float32Array> }

/** Undefined where there is no usable file. */
export async function readKnownVectors (path: string, model: ModelInfo): Promise<KnownVectors | undefined> {
  const file = await openSafetensors(path).catch(() => undefined)
  if (file === undefined) return undefined
  try {
    const manifest = decodeManifest(file.metadata, path)
    const isUsable = modelMismatch(manifest, model) === undefined
    return { manifest, vectors: isUsable ? await readByHash(file, model).catch(() => new Map()) : new Map() }
  } catch {
    return undefined
  } finally {
    await file.close()
  }
}

/** Throws where the file is cut off, damaged or of another shape. */
async function readByHash (file: SafetensorsFile, { dimensions }: ModelInfo): Promise<Map<string, Float32Array>> {
  const rows = file.tensors.get(TEXT_HASHES)?.shape[0] ?? 0
  const hashes = Buffer.alloc(rows * HASH_BYTES)
  const data = new Float32Array(rows * dimensions)
  await file.read(TEXT_HASHES, hashes)
  await file.read(EMBEDDINGS, new Uint8Array(data.buffer))
  if (firstDamagedRow({ data, rows, dimensions }) !== undefined) throw new Error('The vectors are damaged.')
  return new Map(Array.from({ length: rows }, (_, row) => [
    hashes.toString('hex', row * HASH_BYTES, (row + 1) * HASH_BYTES),
    data.subarray(row * dimensions, (row + 1) * dimensions)
  ]))
}
