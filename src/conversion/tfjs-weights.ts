import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A weight kept in 8 bits: `value = (q - zeroPoint) * scale`, row-major. */
export interface QuantizedWeight { shape: number[], q: Uint8Array, scale: number, zeroPoint: number }

/** Reads the float and 8-bit weights of a TF.js graph model. */
export interface TfjsWeights {
  /** The weight as it is stored. Throws where there is none, or where it is not stored in 8 bits with one of them for zero. */
  quantized (name: string): QuantizedWeight
  /** The weight as floats, row-major, length = product of its shape. Throws where it is stored neither as 32-bit floats nor in 8 bits. */
  floats (name: string): Float32Array
}

interface WeightEntry { name: string, shape: number[], dtype: string, quantization?: { dtype: string, scale: number, min: number } }
interface ModelJson { weightsManifest: { paths: string[], weights: WeightEntry[] }[] }

const BYTES_OF = { uint8: 1, uint16: 2, float16: 2, float32: 4, int32: 4, bool: 1 } as Record<string, number>

/**
 * @param modelJsonPath a TF.js `model.json`; the shards it names lie beside it, weights one after the other in the order of the manifest
 *   (https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts, WeightsManifestConfig)
 */
export async function readTfjsWeights (modelJsonPath: string): Promise<TfjsWeights> {
  const { weightsManifest } = JSON.parse(await readFile(modelJsonPath, 'utf8')) as ModelJson
  const stored = new Map<string, { entry: WeightEntry, bytes: Uint8Array }>()
  for (const { paths, weights } of weightsManifest) {
    const shards = Buffer.concat(await Promise.all(paths.map(path => readFile(join(dirname(modelJsonPath), path)))))
    let offset = 0
    for (const entry of weights) {
      const length = byteLength(entry)
      stored.set(entry.name, { entry, bytes: shards.subarray(offset, offset + length) })
      offset += length
    }
    if (offset !== shards.length) throw new Error(`${modelJsonPath} names ${offset} bytes of weights, its shards hold ${shards.length}.`)
  }

  function find (name: string) {
    const found = stored.get(name)
    if (found === undefined) throw new Error(`${modelJsonPath} has no weight "${name}".`)
    return found
  }

  function quantized (name: string): QuantizedWeight {
    const { entry, bytes } = find(name)
    if (entry.quantization?.dtype !== 'uint8') throw new Error(`The weight "${name}" is not stored in 8 bits.`)
    const { scale, min } = entry.quantization
    const zeroPoint = Math.round(-min / scale)
    if (Math.abs(-min / scale - zeroPoint) > 1e-3 || zeroPoint < 0 || zeroPoint > 255) throw new Error(`The zero point of the weight "${name}" is not a whole number of 0 to 255.`)
    return { shape: entry.shape, q: Uint8Array.from(bytes), scale, zeroPoint }
  }

  function floats (name: string): Float32Array {
    const { entry: { dtype, quantization }, bytes } = find(name)
    if (quantization === undefined && dtype === 'float32') return new Float32Array(Uint8Array.from(bytes).buffer)
    if (quantization?.dtype !== 'uint8') throw new Error(`The weight "${name}" is stored as ${quantization?.dtype ?? dtype}, which is not read.`)
    const { scale, min } = quantization
    return Float32Array.from(bytes, q => q * scale + min)
  }

  return { quantized, floats }
}

function byteLength ({ shape, dtype, quantization }: WeightEntry): number {
  const bytes = BYTES_OF[quantization?.dtype ?? dtype]
  if (bytes === undefined) throw new Error(`Weights of type ${dtype} are not known.`)
  return bytes * shape.reduce((product, size) => product * size, 1)
}
