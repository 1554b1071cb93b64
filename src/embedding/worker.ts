import { once } from 'node:events'
import { parentPort } from 'node:worker_threads'
import type { UncheckedFolder } from './model-folder.ts'
import type { Model, ModelOutput } from './model.ts'
import { loadModel } from './model.ts'
import { productsSaturate } from './saturation.ts'
import type { TextRequest } from './text-embedder.ts'

/** The thread that runs onnxruntime. Its first message says which models to load. Then it answers one text at a time and catches nothing: what goes wrong ends it, and it is replaced. */

export interface WorkerSetup { models: UncheckedFolder[], threads: number }
export type WorkerRequest = TextRequest
export type WorkerAnswer = 'ready' | ModelOutput

const port = parentPort!
// Tried while it is being found out which models to load.
const isUnsigned = productsSaturate()
const [{ models, threads }] = await once(port, 'message') as [WorkerSetup]
const loaded = new Map<string, Model>()
for (const folder of models) loaded.set(folder.id, await loadModel(folder, threads, async () => await isUnsigned))

port.on('message', async ({ model, text, keep }: WorkerRequest) => {
  const output = await loaded.get(model)!(text, keep)
  port.postMessage(output satisfies WorkerAnswer, [output.vector.buffer as ArrayBuffer])
})
port.postMessage('ready' satisfies WorkerAnswer)
