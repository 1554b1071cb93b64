// Preloaded into the service: its worker becomes one that misbehaves when a text says so. For measurements of faults only.
import { syncBuiltinESMExports } from 'node:module'
import threads from 'node:worker_threads'

const { Worker } = threads
threads.Worker = class extends Worker {
  constructor (entry, options) {
    super(String(entry).endsWith('/worker.js') ? new URL('faulty-worker.mjs', import.meta.url) : entry, options)
  }
}
syncBuiltinESMExports()
