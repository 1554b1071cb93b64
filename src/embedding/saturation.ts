import { InferenceSession, Tensor } from 'onnxruntime-node'

/** One `MatMulInteger` of its two inputs, unsigned and signed 8 bits: written by `GraphBuilder`, which is not installed where Kindred runs. */
const PRODUCT = 'CAgSB2tpbmRyZWQyADqZAQopCgFhCgFiEgdwcm9kdWN0Ggdwcm9kdWN0Ig1NYXRNdWxJbnRlZ2VyOgASB3Byb2R1Y3RaHAoBYRIXChUIAhIRCgYSBHJvd3MKBxIFZGVwdGhaHwoBYhIaChgIAxIUCgcSBWRlcHRoCgkSB2NvbHVtbnNiJAoHcHJvZHVjdBIZChcIBhITCgYSBHJvd3MKCRIHY29sdW1uc0IECgAQEUIRCg1jb20ubWljcm9zb2Z0EAE='
const [ROWS, DEPTH, COLUMNS] = [4, 64, 16]

/**
 * Whether products of unsigned and signed 8-bit numbers lose what does not fit into 16 bits: x64 processors without VNNI add two of them in
 * 16 bits (https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html). Tried rather than read from a list of processors.
 */
export async function productsSaturate (): Promise<boolean> {
  const session = await InferenceSession.create(Buffer.from(PRODUCT, 'base64'), { intraOpNumThreads: 1, interOpNumThreads: 1 })
  const { product } = await session.run({
    a: new Tensor('uint8', new Uint8Array(ROWS * DEPTH).fill(255), [ROWS, DEPTH]),
    b: new Tensor('int8', new Int8Array(DEPTH * COLUMNS).fill(127), [DEPTH, COLUMNS])
  })
  await session.release()
  return (product!.data as Int32Array).some(value => value !== 255 * 127 * DEPTH)
}

/** Has 8-bit weights without a sign calculated with, whose products are exact everywhere, and slower where signed ones would be exact too. */
export const UNSIGNED = { session: { x64quantprecision: '1' } }

/** The options of a session whose 8-bit products are exact on this processor. */
export async function exactProducts (isUnsigned = productsSaturate): Promise<Pick<InferenceSession.SessionOptions, 'extra'>> {
  return await isUnsigned() ? { extra: UNSIGNED } : {}
}
