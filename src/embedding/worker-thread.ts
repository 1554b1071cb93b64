import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { WorkerSetup } from './worker.ts'

/** Old-space limit of the worker, in MB: a tokenizer takes about 50, the rest is room for long texts. */
const WORKER_HEAP_MB = 256

let ahead: Worker | undefined

/** Starts the first thread before anybody knows which models it is for: by the time that is known, it has loaded its code. */
export function startAhead (): void {
  const worker = newWorker()
  worker.unref()
  // One that ends before it is taken is not missed: the next one says why.
  worker.on('error', () => {})
  worker.on('exit', () => { ahead = undefined })
  ahead = worker
}

/** Ends the thread that nobody took: a process that exits while it loads native code would crash. */
export async function endAhead (): Promise<void> {
  await ahead?.terminate()
}

/** A thread that loads these models. */
export function startWorker (setup: WorkerSetup): Worker {
  const worker = ahead ?? newWorker()
  ahead = undefined
  worker.ref()
  worker.postMessage(setup)
  return worker
}

function newWorker (): Worker {
  // Since 1.29 onnxruntime reports its use to Microsoft unless this is set before it loads. A worker's own `process.env` is a copy that native code does not see.
  process.env['ORT_DISABLE_TELEMETRY'] = '1'
  // The worker lies beside this file, as TypeScript in development and as JavaScript when built.
  const entry = new URL(`./worker${extname(import.meta.url)}`, import.meta.url)
  return new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB } })
}
