import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './disk.ts'
import type { TensorData } from './safetensors.ts'
import { encodeHeader } from './safetensors.ts'

export type TensorShape = Pick<TensorData, 'dtype' | 'shape'>

/** A file whose tensors are written row by row, none of them ever in memory as a whole. */
export interface SafetensorsStream {
  /** The next rows of a tensor. */
  write (name: string, bytes: Uint8Array): Promise<void>
  /** Puts the file in its place, for good. The metadata must be as long as those that it was begun with. */
  finish (metadata: Record<string, string>): Promise<void>
  /** Removes what was written. */
  discard (): Promise<void>
}

const BYTES = { F32: 4, U8: 1, I8: 1 }

/** @param metadata those that will be, or others of the same length */
export async function streamSafetensors (path: string, shapes: Record<string, TensorShape>, metadata: Record<string, string>): Promise<SafetensorsStream> {
  const tensors = Object.fromEntries(Object.entries(shapes).map(([name, { dtype, shape }]) => [name, { dtype, shape, data: { length: shape.reduce((size, length) => size * length, BYTES[dtype]) } }]))
  const header = encodeHeader(tensors, metadata)
  const places = new Map<string, { at: number, end: number }>()
  let end = header.length
  for (const [name, { data }] of Object.entries(tensors)) places.set(name, { at: end, end: end += data.length })
  const temporary = `${path}.${process.pid}.tmp`
  const file = await open(temporary, 'w')

  async function put (bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
      done += bytesWritten
    }
  }
  async function discard (): Promise<void> {
    await file.close().catch(() => {})
    await rm(temporary, { force: true })
  }
  return {
    async write (name, bytes) {
      const place = places.get(name)!
      if (place.at + bytes.length > place.end) throw new Error(`More rows of "${name}" than ${path} was begun for.`)
      await put(bytes, place.at)
      place.at += bytes.length
    },
    async finish (metadata) {
      const last = encodeHeader(tensors, metadata)
      if (last.length !== header.length || [...places.values()].some(({ at, end }) => at !== end)) throw new Error(`${path} has fewer rows than it was begun for.`)
      await put(last, 0)
      await file.sync()
      await file.close()
      await rename(temporary, path)
      await syncFolder(dirname(path))
    },
    discard
  }
}
