// The shipped jobs, filled up with generated ones: a corpus for the service, and a JSON file for the program beside it.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clustered } from '../clustered.mjs'
import { jobs, root } from '../lib.mjs'
import { parts } from '../parts.mjs'

const DIMENSIONS = 384
const { openSafetensors, writeSafetensors } = await parts("export { openSafetensors, writeSafetensors } from './src/corpus/safetensors.ts'")

/** A generated job has the fields of a shipped one in other combinations, and a vector near that of one. */
function filledUp (count) {
  const shipped = jobs()
  const noise = clustered({ dimensions: DIMENSIONS, seed: 7 })
  const generated = Array.from({ length: count - shipped.length }, (_, i) => {
    const [base, place, pay] = [shipped[i % shipped.length], shipped[(i * 7 + 3) % shipped.length], shipped[(i * 13 + 5) % shipped.length]]
    const { vector } = noise.at(i)
    const near = base.embedding.map((value, j) => value + 0.4 * vector[j])
    const length = Math.hypot(...near)
    return { ...base, id: `generated-${String(i).padStart(5, '0')}`, location: place.location, company: place.company, min_salary: pay.min_salary, max_salary: pay.max_salary, embedding: near.map(value => value / length) }
  })
  return [...shipped, ...generated]
}

/** @returns a data folder and a file; both go when the process ends */
export async function jobsOf (count) {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const all = filledUp(count)
  writeFileSync(join(folder, 'items.json'), JSON.stringify(all))
  const lines = all.map(({ embedding, ...item }) => `${JSON.stringify(item)}\n`).join('')
  writeFileSync(join(folder, 'jobs.jsonl'), lines)
  const { metadata, close } = await openSafetensors(join(root, 'data/jobs.safetensors'))
  await close()
  const data = new Uint8Array(Float32Array.from(all.flatMap(({ embedding }) => embedding)).buffer)
  // Otherwise the first match waits while the service measures that anew: there are more than a tenth more items.
  const background = JSON.stringify({ ...JSON.parse(metadata.background), measured: count })
  await writeSafetensors(join(folder, 'jobs.safetensors'), { embeddings: { dtype: 'F32', shape: [count, DIMENSIONS], data } }, { ...metadata, background, items_sha256: createHash('sha256').update(lines).digest('hex') })
  return { dataDir: folder, itemsFile: join(folder, 'items.json') }
}
