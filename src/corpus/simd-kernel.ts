import { readFileSync } from 'node:fs'

/** What simd/kernel.ts exports; addresses and lengths are in bytes of the memory that was given. */
export interface Kernel {
  pack (source: number, dimensions: number, codes: number, scales: number): number
  packQuery (source: number, dimensions: number, codes: number, most: number): number
  estimateListed (codes: number, scales: number, dimensions: number, query: number, groups: number, count: number, estimates: number): void
  estimateFrom (codes: number, scales: number, dimensions: number, query: number, first: number, count: number, estimates: number): void
  product (row: number, query: number, dimensions: number): number
  next (estimates: number, from: number, end: number, bound: number): number
}

/** Made by scripts/build.mjs: beside the bundle, or in dist/ as seen from here. */
const FILE = new URL(import.meta.url.endsWith('.ts') ? '../../dist/scan.wasm' : 'scan.wasm', import.meta.url)

let compiled: WebAssembly.Module | undefined

/** The kernel over this memory. Throws where there is no SIMD, or the file is missing. */
export function kernelOver (memory: WebAssembly.Memory): Kernel {
  compiled ??= new WebAssembly.Module(readFileSync(FILE))
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as Kernel
}
