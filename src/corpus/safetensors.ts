import type { FileHandle } from 'node:fs/promises'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { counted } from '../counted.ts'
import { syncFolder } from './disk.ts'

/**
 * The safetensors format (https://huggingface.co/docs/safetensors/index#format): 8 bytes with the little-endian length of a JSON header,
 * the header, then the tensors, row-major and little-endian.
 */

export interface TensorInfo { dtype: string, shape: number[], data_offsets: [start: number, end: number] }
export interface TensorData { dtype: 'F32' | 'U8' | 'I8', shape: number[], data: Uint8Array }
export interface SafetensorsHeader { metadata: Record<string, string>, tensors: Map<string, TensorInfo> }

const MAX_HEADER_BYTES = 100_000_000
const METADATA = '__metadata__'

/** An open file, its header read; tensors are read straight into the array they are to live in. */
export interface SafetensorsFile extends SafetensorsHeader {
  /** @param into as long as the tensor in bytes. Throws where the tensor is missing, of another size, or cut off. */
  read (name: string, into: Uint8Array): Promise<void>
  /** A part of a tensor. @param start in bytes from the tensor's beginning */
  readPart (name: string, start: number, into: Uint8Array): Promise<void>
  close (): Promise<void>
}

/** Throws an Error with a sentence where the file is not a safetensors file. */
export async function openSafetensors (path: string): Promise<SafetensorsFile> {
  const file = await open(path)
  try {
    const { metadata, tensors, dataStart } = await readHeader(file, path)
    const read = async (name: string, into: Uint8Array): Promise<void> => {
      const info = tensors.get(name)
      if (info === undefined) throw new Error(`${path} has no tensor "${name}".`)
      const [start, end] = info.data_offsets
      if (end - start !== into.length) throw new Error(`The tensor "${name}" of ${path} has ${end - start} bytes, ${into.length} were expected.`)
      await readFully(file, into, dataStart + start, path)
    }
    const readPart = async (name: string, start: number, into: Uint8Array): Promise<void> => {
      const [from = 0, to = 0] = tensors.get(name)?.data_offsets ?? []
      if (start + into.length > to - from) throw new Error(`The tensor "${name}" of ${path} has ${to - from} bytes, ${start + into.length} were expected.`)
      await readFully(file, into, dataStart + from + start, path)
    }
    return { metadata, tensors, read, readPart, close: async () => await file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readHeader (file: FileHandle, path: string): Promise<SafetensorsHeader & { dataStart: number }> {
  const prefix = new Uint8Array(8)
  await readFully(file, prefix, 0, path)
  const length = Number(new DataView(prefix.buffer).getBigUint64(0, true))
  if (length > MAX_HEADER_BYTES) throw new Error(`${path} is not a safetensors file.`)
  const header = new Uint8Array(length)
  await readFully(file, header, 8, path)
  try {
    const { [METADATA]: metadata = {}, ...tensors } = JSON.parse(new TextDecoder().decode(header)) as Record<string, unknown>
    const infos = Object.entries(tensors)
    if (!isObject(metadata) || !infos.every(isNamedTensor)) throw new Error('The header does not describe tensors.')
    return { metadata: metadata as Record<string, string>, tensors: new Map(infos), dataStart: 8 + length }
  } catch (error) {
    throw new Error(`${path} is not a safetensors file.`, { cause: error })
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

function isNamedTensor (entry: [string, unknown]): entry is [string, TensorInfo] {
  const { dtype, shape, data_offsets: offsets } = (entry[1] ?? {}) as Partial<TensorInfo>
  const isNumbers = (value: unknown) => Array.isArray(value) && value.every(Number.isSafeInteger)
  return typeof dtype === 'string' && isNumbers(shape) && isNumbers(offsets) && offsets?.length === 2
}

/** A read may return less than was asked for, and never more than 2 GiB. */
async function readFully (file: FileHandle, into: Uint8Array, position: number, path: string): Promise<void> {
  let done = 0
  while (done < into.length) {
    const { bytesRead } = await file.read(into, done, Math.min(into.length - done, 1 << 30), position + done)
    if (bytesRead === 0) throw new Error(`${path} is cut off: it ends ${counted(into.length - done, 'byte')} too early.`)
    done += bytesRead
  }
}

/** Writes the file whole or not at all: beside its place, synced to the disk, then renamed. It is there for good when this resolves. */
export async function writeSafetensors (path: string, tensors: Record<string, TensorData>, metadata: Record<string, string>): Promise<void> {
  const header = encodeHeader(tensors, metadata)
  const temporary = `${path}.${process.pid}.tmp`
  const file = await open(temporary, 'w')
  try {
    // Not `writev`, which may write less than all without an error: when the disk is full, or past 2 GiB.
    for (const part of [header, ...Object.values(tensors).map(tensor => tensor.data)]) await file.writeFile(part)
    await file.sync()
    await file.close()
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await file.close().catch(() => {})
    await rm(temporary, { force: true })
    throw error
  }
}

/** What stands before the tensors; padded with spaces, so that they begin at a multiple of 8 bytes. */
export function encodeHeader (tensors: Record<string, Pick<TensorData, 'dtype' | 'shape'> & { data: { length: number } }>, metadata: Record<string, string>): Uint8Array {
  let offset = 0
  const infos = Object.entries(tensors).map(([name, { dtype, shape, data }]) => {
    const start = offset
    offset += data.length
    return [name, { dtype, shape, data_offsets: [start, offset] }]
  })
  const json = JSON.stringify({ [METADATA]: metadata, ...Object.fromEntries(infos) })
  const padded = Buffer.from(json + ' '.repeat((8 - Buffer.byteLength(json) % 8) % 8))
  const prefix = Buffer.alloc(8)
  prefix.writeBigUInt64LE(BigInt(padded.length))
  return Buffer.concat([prefix, padded])
}
