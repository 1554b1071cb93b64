import { startAhead } from './embedding/worker-thread.ts'
import { saveMemory } from './heap.ts'

/** The process. What takes longest begins first: while the thread of the model loads its code, this one loads its own. The smallest hosts have no room for that. */
if (process.env['LOW_MEMORY_MODE'] === 'true') saveMemory()
else startAhead()
await import('./serve.ts')
