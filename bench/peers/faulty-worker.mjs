// The worker of the service, which in addition does what certain texts say. For measurements of faults only.
import { parentPort } from 'node:worker_threads'

const FAULTS = {
  'please throw': () => { throw new Error('thrown on purpose') },
  'please exit': () => process.exit(3),
  'please fill the heap': () => { const kept = []; for (;;) kept.push(new Array(1e6).fill(kept.length)) },
  'please hang': () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

await import('../../dist/worker.js')
parentPort.on('message', ({ text }) => FAULTS[text]?.())
