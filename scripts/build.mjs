// Builds dist/: the server, its worker and the command line as one file each. Everything is bundled but what has files or binaries of its own.
// And the client, which is served and imported, with its types.
import asc from 'assemblyscript/asc'
import { build } from 'esbuild'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { clientTypes } from './client-types.mjs'
import { AT_RUN_TIME, AT_SET_UP } from './externals.mjs'

const dist = new URL('../dist/', import.meta.url)
const common = { absWorkingDir: fileURLToPath(new URL('..', import.meta.url)), bundle: true, format: 'esm', logLevel: 'warning' }

/** What dependencies load when they begin and use for what is not asked of them here: YAML documents and traces. */
const UNUSED = Object.fromEntries(['yaml', '@opentelemetry/api'].map(name => [name, fileURLToPath(new URL('unused.mjs', import.meta.url))]))

await rm(dist, { recursive: true, force: true })
await build({
  ...common,
  entryPoints: ['src/server.ts', 'src/cli.ts', 'src/embedding/worker.ts'],
  entryNames: '[name]',
  // Beside the entry points: import.meta.url must lie in dist/ wherever shared code ends up.
  chunkNames: 'shared-[hash]',
  outdir: 'dist',
  splitting: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'linked',
  // V8 keeps the source. Names stay, and lines short, for who reads a stack.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 200,
  external: [...AT_RUN_TIME, ...AT_SET_UP],
  alias: {
    // The tokenizers of transformers.js import the runtime for browsers too, which is not used here.
    'onnxruntime-web': 'onnxruntime-node',
    'rate-limiter-flexible': fileURLToPath(new URL('rate-limiter.mjs', import.meta.url)),
    ...UNUSED
  },
  // CommonJS dependencies call require() for Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
})
await escapeAll()
await build({ ...common, entryPoints: ['src/client/index.ts'], outfile: 'dist/client.js', platform: 'browser', target: 'es2022', minify: true })
await writeFile(new URL('client.d.ts', dist), await clientTypes(common))
await compileKernel()
await writeFile(new URL('built', dist), '')

/** Leaves ASCII only: one other character, such as those in regular expressions, makes V8 keep two bytes for each of a file. */
async function escapeAll () {
  for (const name of await readdir(dist)) {
    const file = new URL(name, dist)
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace(/[^\0-\x7F]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`))
  }
}

/** The kernel of the scan: WebAssembly from AssemblyScript. */
async function compileKernel () {
  const { error, stderr } = await asc.main([
    fileURLToPath(new URL('../src/corpus/simd/kernel.ts', import.meta.url)),
    '--outFile', fileURLToPath(new URL('scan.wasm', dist)),
    '--baseDir', '/', '--optimizeLevel', '3', '--shrinkLevel', '0', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--noExportMemory', '--noAssert'
  ])
  if (error) throw new Error(`The kernel of the scan could not be compiled: ${stderr.toString()}`, { cause: error })
}
