// The rows as a file, and the file into the database by the command that the documentation names.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { watchLoad } from './machine.mjs'
import { clustered } from '../clustered.mjs'
import { root } from '../lib.mjs'
import { createPlain } from '../peers/plain-pgvector.mjs'

export const DIMENSIONS = 384
export const CORPUS = 'large'
/** A name of no model that is here, so that the vectors are taken as they are. */
const MODEL = 'generated/clustered'
/** A build that does not fit in this is many times slower: 1.5 KB a row of 384 dimensions. */
export const MAINTENANCE_MB = 3072

export const rowsOf = seed => clustered({ dimensions: DIMENSIONS, seed })

/** Writes JSON Lines, the vectors as base64 of float32. @returns bytes */
export async function writeRows (path, rows, seed) {
  const { at } = rowsOf(seed)
  const file = createWriteStream(path, { highWaterMark: 2 ** 22 })
  for (let row = 0; row < rows; row++) {
    const { item, vector } = at(row)
    const embedding = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64')
    if (!file.write(`${JSON.stringify({ ...item, embedding })}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  return (await stat(path)).size
}

/** @returns milliseconds of the whole, of the part before the index and of the index, and what the command said */
export async function importRows (path, databaseUrl) {
  const start = performance.now()
  let indexing
  const running = promisify(execFile)(process.execPath, ['scripts/kindred.mjs', 'import', path, '--name', CORPUS, '--model', MODEL, '--json'], {
    cwd: root, env: { ...process.env, DATABASE_URL: databaseUrl, DATABASE_MAINTENANCE_MB: String(MAINTENANCE_MB) }, maxBuffer: 2 ** 24
  })
  running.child.stderr.on('data', chunk => {
    process.stderr.write(chunk)
    if (/Building the index/.test(chunk)) indexing ??= performance.now()
  })
  const { stdout } = await running
  const end = performance.now()
  indexing ??= end
  return { totalMs: end - start, loadMs: indexing - start, indexMs: end - indexing, outcome: JSON.parse(stdout) }
}

/** Loads the rows where that was not done before. @returns what it took, also where it was done by an earlier run */
export async function loadOnce (folder, databaseUrl, { rows, seed }) {
  const kept = join(folder, 'load.json')
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'))
  const path = join(folder, 'rows.jsonl')
  const load = watchLoad()
  const start = performance.now()
  const bytes = await writeRows(path, rows, seed)
  const generateMs = performance.now() - start
  const figures = { rows, seed, bytes, generateMs, ...await importRows(path, databaseUrl), load: load.stop(), at: new Date().toISOString() }
  writeFileSync(kept, JSON.stringify(figures, null, 2))
  return figures
}

/** Makes the plain program's table and index where that was not done before, by one process as Kindred's are. @returns milliseconds that its index took */
export async function plainOnce (folder, databaseUrl, copyOf) {
  const kept = join(folder, 'plain.json')
  if (!existsSync(kept)) writeFileSync(kept, JSON.stringify({ ms: await createPlain(databaseUrl, copyOf, { maintenance_work_mem: `${MAINTENANCE_MB}MB`, max_parallel_maintenance_workers: '0' }) }))
  return JSON.parse(readFileSync(kept, 'utf8')).ms
}
