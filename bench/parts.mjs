// Parts of the service for measurements that go below its HTTP: bundled from src/ as scripts/build.mjs bundles the service.
import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ensureBuild } from '../scripts/ensure-build.mjs'
import { AT_RUN_TIME, AT_SET_UP } from '../scripts/externals.mjs'
import { root } from './lib.mjs'

/** The packages of the service; those of this folder may be of another version. */
export const requireOfService = createRequire(join(root, 'package.json'))

let count = 0

/** @param exports lines such as `export { dot } from './src/matching/dot.ts'` */
export async function parts (exports) {
  ensureBuild()
  // In dist/, beside the kernel and the worker.
  const outfile = join(root, `dist/bench-${process.pid}-${count++}.js`)
  await build({
    stdin: { contents: exports, resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    external: [...AT_RUN_TIME, ...AT_SET_UP],
    alias: { 'onnxruntime-web': 'onnxruntime-node' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning'
  })
  try {
    return await import(outfile)
  } finally {
    await rm(outfile)
  }
}
