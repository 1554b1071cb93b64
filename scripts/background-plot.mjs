// Draws docs/matching.svg: how near unrelated things are in two corpora, where the best matches of labelled sentences lie, and the curve between score and percent.
// Needs the model and the vectors (`npm start` or `npm run kindred -- prepare` makes them). Run: node scripts/background-plot.mjs
import { build } from 'esbuild'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { AT_RUN_TIME, AT_SET_UP } from './externals.mjs'
import { panel, picture } from './plot/draw.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Beside dist/worker.js, which the embedder starts. */
const bundle = new URL('../dist/background-plot.js', import.meta.url)
const PARTS = `
  export { createEmbedder } from './src/embedding/embedder.ts'
  export { readManifest, readVectors } from './src/corpus/file-store.ts'
  export { readItems } from './src/corpus/items.ts'
  export { embedGeneric } from './src/matching/backgrounds.ts'
  export { dot } from './src/matching/dot.ts'
  export { ratingBy } from './src/matching/strength.ts'`

await build({ stdin: { contents: PARTS, resolveDir: root }, bundle: true, platform: 'node', format: 'esm', target: 'node20', outfile: fileURLToPath(bundle), external: [...AT_RUN_TIME, ...AT_SET_UP], alias: { 'onnxruntime-web': 'onnxruntime-node' }, banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }, logLevel: 'warning' })
const { createEmbedder, readManifest, readVectors, readItems, embedGeneric, dot, ratingBy } = await import(bundle)
await rm(bundle)

const MODEL = 'Xenova/all-MiniLM-L6-v2'
const embedder = createEmbedder({ modelsDir: `${root}models`, dtype: 'q8', threads: 1, cacheBytes: 0, maxQueue: 1024, timeoutMs: 60_000, onReplaced: console.error, onHung: console.error })
await embedder.load([MODEL])
await embedder.start()

const labels = async name => (await readFile(`${root}test/fixtures/${name}.jsonl`, 'utf8')).trim().split('\n').map(line => JSON.parse(line))
const fits = await labels('fits-dev')
const ABOUT_NEITHER = ['off-topic', 'other-help', 'nonsense']
const SENTENCES = {
  mentors: { fitting: fits.filter(label => label.fits), others: fits.filter(label => !label.fits) },
  jobs: { fitting: await labels('search/dev/jobs'), others: fits.filter(({ kind }) => ABOUT_NEITHER.includes(kind)) }
}

const generic = await embedGeneric(embedder, MODEL)
const panels = []
for (const [name, { fitting, others }] of Object.entries(SENTENCES)) {
  const { background } = await readManifest(`${root}data`, name)
  const { items } = await readItems(`${root}data/${name}.jsonl`)
  const { data } = await readVectors(`${root}data/${name}.safetensors`, items.length, 384)
  const cosines = vector => items.map((_, row) => dot(data, row * 384, vector))
  const best = async labelled => (await embedder.embed(labelled.map(({ query }) => query), { model: MODEL })).map(({ vector }) => Math.max(...cosines(vector)))
  panels.push(panel({
    title: `${name}: ${items.length} items`,
    pairs: generic.flatMap(cosines),
    others: await best(others),
    fitting: await best(fitting),
    percent: score => ratingBy(background, 'texts')(score).match_percent
  }, panels.length))
}
await writeFile(`${root}docs/matching.svg`, picture(panels))
await embedder.close()
