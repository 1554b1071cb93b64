import type { Test } from 'tap'
import { join } from 'node:path'
import t from 'tap'
import { readTfjsWeights } from '../../src/conversion/tfjs-weights.ts'
import { temporaryFolder, writeFiles } from '../fixtures/tiny-model.ts'

interface Group { weights: object[], shards: Uint8Array[] }

/** A made-up TF.js folder with these groups of weights. */
async function tfjsFolder (t: Test, ...groups: Group[]): Promise<string> {
  const folder = await temporaryFolder(t)
  const shards = groups.flatMap(({ shards }, group) => shards.map((bytes, i) => [`group${group}-shard${i}.bin`, bytes] as const))
  const weightsManifest = groups.map(({ weights, shards }, group) => ({ weights, paths: shards.map((_, i) => `group${group}-shard${i}.bin`) }))
  await writeFiles(folder, { 'model.json': JSON.stringify({ format: 'graph-model', weightsManifest }), ...Object.fromEntries(shards) })
  return join(folder, 'model.json')
}

const bytes = (floats: number[]) => new Uint8Array(Float32Array.from(floats).buffer)
const eightBits = (scale: number, min: number) => ({ dtype: 'uint8', scale, min })

t.test('weights lie one after the other, across shards and groups', async t => {
  const first = Buffer.concat([Uint8Array.of(0, 1, 2, 255), bytes([1.5, -2.25]), Uint8Array.of(7)])
  const path = await tfjsFolder(t,
    {
      weights: [
        { name: 'kernel', shape: [2, 2], dtype: 'float32', quantization: eightBits(0.5, -1) },
        { name: 'bias', shape: [2], dtype: 'float32' },
        { name: 'single', shape: [], dtype: 'float32', quantization: eightBits(2, 0) }
      ],
      // The cut goes through the middle of a float.
      shards: [first.subarray(0, 6), first.subarray(6)]
    },
    { weights: [{ name: 'other', shape: [1, 3], dtype: 'float32' }], shards: [bytes([3, 4, 5])] })
  const weights = await readTfjsWeights(path)
  t.same(weights.quantized('kernel'), { shape: [2, 2], q: Uint8Array.of(0, 1, 2, 255), scale: 0.5, zeroPoint: 2 })
  t.same(Array.from(weights.floats('kernel')), [-1, -0.5, 0, 126.5])
  t.same(Array.from(weights.floats('bias')), [1.5, -2.25])
  t.same(weights.quantized('single'), { shape: [], q: Uint8Array.of(7), scale: 2, zeroPoint: 0 })
  t.same(Array.from(weights.floats('other')), [3, 4, 5])
})

t.test('a weight that is not there is named', async t => {
  const path = await tfjsFolder(t, { weights: [], shards: [] })
  const weights = await readTfjsWeights(path)
  t.throws(() => weights.floats('gamma'), { message: `${path} has no weight "gamma".` })
  t.throws(() => weights.quantized('gamma'), { message: `${path} has no weight "gamma".` })
})

t.test('shards that are shorter or longer than the manifest says are refused', async t => {
  for (const length of [7, 9]) {
    const path = await tfjsFolder(t, { weights: [{ name: 'bias', shape: [2], dtype: 'float32' }], shards: [new Uint8Array(length)] })
    await t.rejects(readTfjsWeights(path), { message: `${path} names 8 bytes of weights, its shards hold ${length}.` })
  }
})

t.test('what is stored in another way is refused, not misread', async t => {
  const weights = await readTfjsWeights(await tfjsFolder(t, {
    weights: [
      { name: 'floats', shape: [1], dtype: 'float32' },
      { name: 'half', shape: [2], dtype: 'float32', quantization: { dtype: 'float16' } },
      { name: 'wide', shape: [2], dtype: 'float32', quantization: { dtype: 'uint16', scale: 1, min: 0 } },
      { name: 'whole', shape: [1], dtype: 'int32' }
    ],
    shards: [new Uint8Array(16)]
  }))
  t.throws(() => weights.quantized('floats'), { message: 'The weight "floats" is not stored in 8 bits.' })
  t.throws(() => weights.quantized('wide'), { message: 'The weight "wide" is not stored in 8 bits.' })
  t.throws(() => weights.floats('half'), { message: 'The weight "half" is stored as float16, which is not read.' })
  t.throws(() => weights.floats('wide'), { message: 'The weight "wide" is stored as uint16, which is not read.' })
  t.throws(() => weights.floats('whole'), { message: 'The weight "whole" is stored as int32, which is not read.' })
  const strings = await tfjsFolder(t, { weights: [{ name: 'words', shape: [1], dtype: 'string' }], shards: [] })
  await t.rejects(readTfjsWeights(strings), { message: 'Weights of type string are not known.' })
})

t.test('8 bits in which no whole number stands for zero are refused', async t => {
  for (const [scale, min] of [[0.5, -0.75], [0.5, 1], [0.5, -128]] as const) {
    const path = await tfjsFolder(t, { weights: [{ name: 'w', shape: [1], dtype: 'float32', quantization: eightBits(scale, min) }], shards: [new Uint8Array(1)] })
    const weights = await readTfjsWeights(path)
    t.throws(() => weights.quantized('w'), { message: 'The zero point of the weight "w" is not a whole number of 0 to 255.' })
    t.equal(weights.floats('w')[0], min, 'as floats it can be read')
  }
})
