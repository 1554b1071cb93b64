import type { Kernel } from './simd-kernel.ts'
import { kernelOver } from './simd-kernel.ts'

/** Rows whose codes lie together. */
export const GROUP = 4
/** Groups that are estimated at a time, so that their estimates and, in a batch, their codes stay in the cache. */
export const SLICE = 256
/** Queries that share a pass over the codes. */
export const TOGETHER = 16

const LINE = 64
const PAGE = 65_536

/** Where what belongs to a corpus lies in the kernel's memory. Addresses in bytes. */
export interface Layout {
  kernel: Kernel
  rows: number
  dimensions: number
  /** The dimensions of codes: rounded up to 16, the rest are zeros. */
  padded: number
  groups: number
  /** Row-major, length = rows × dimensions. */
  data: Float32Array
  dataAt: number
  codes: number
  scales: number
  estimates: number
  /** For a list of up to SLICE groups. */
  list: Uint32Array
  /** For TOGETHER queries: their floats, and their codes with the step behind. */
  queries: { floats: Float32Array, floatsAt: number, codes: number }[]
  /** Room for four rows of `padded` floats. */
  stage: Float32Array
}

/** Throws where there is no SIMD, or no memory for so many rows. */
export function layoutOf (rows: number, dimensions: number): Layout {
  const padded = Math.ceil(dimensions / 16) * 16
  const groups = Math.ceil(rows / GROUP)
  let end = LINE
  const place = (bytes: number): number => {
    const at = end
    end = at + Math.ceil(bytes / LINE) * LINE
    return at
  }
  const estimates = place(SLICE * GROUP * 4)
  const list = place(SLICE * 4)
  const stage = place(GROUP * padded * 4)
  const queries = Array.from({ length: TOGETHER }, () => ({ floatsAt: place(padded * 4), codes: place(padded * 2 + 4) }))
  const scales = place(groups * GROUP * 4)
  const codes = place(groups * GROUP * padded)
  const dataAt = place(groups * GROUP * dimensions * 4)
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE) })
  const floats = (at: number, length: number): Float32Array => new Float32Array(memory.buffer, at, length)
  return {
    kernel: kernelOver(memory),
    rows,
    dimensions,
    padded,
    groups,
    data: floats(dataAt, rows * dimensions),
    dataAt,
    codes,
    scales,
    estimates,
    list: new Uint32Array(memory.buffer, list, SLICE),
    queries: queries.map(({ floatsAt, codes }) => ({ floats: floats(floatsAt, padded), floatsAt, codes })),
    stage: floats(stage, GROUP * padded)
  }
}
