// Builds dist/: the server, its worker and the command line as one file each. Everything is bundled but what has files or binaries of its own.
import { build } from 'esbuild'
import { rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { AT_RUN_TIME, AT_SET_UP } from './externals.mjs'

const dist = new URL('../dist/', import.meta.url)

await rm(dist, { recursive: true, force: true })
await build({
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  entryPoints: ['src/server.ts', 'src/cli.ts', 'src/embedding/worker.ts'],
  entryNames: '[name]',
  // Beside the entry points: import.meta.url must lie in dist/ wherever shared code ends up.
  chunkNames: 'shared-[hash]',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  legalComments: 'linked',
  logLevel: 'warning',
  external: [...AT_RUN_TIME, ...AT_SET_UP],
  // The tokenizers of transformers.js import the runtime for browsers too, which is not used here.
  alias: { 'onnxruntime-web': 'onnxruntime-node' },
  // CommonJS dependencies call require() for Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
})
await writeFile(new URL('built', dist), '')
