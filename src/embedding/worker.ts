import { parentPort, workerData } from 'node:worker_threads'
import type { ModelFolder } from './model-folder.ts'
import type { Model, ModelOutput } from './model.ts'
import { loadModel } from './model.ts'
import type { TextRequest } from './text-embedder.ts'

/** The thread that runs onnxruntime. It answers one text at a time and catches nothing: what goes wrong ends it, and it is replaced. */

export interface WorkerSetup { models: ModelFolder[], threads: number }
export type WorkerRequest = TextRequest
export type WorkerAnswer = 'ready' | ModelOutput

const port = parentPort!
const { models, threads } = workerData as WorkerSetup
const loaded = new Map<string, Model>()
for (const folder of models) loaded.set(folder.id, await loadModel(folder, threads))

port.on('message', async ({ model, text, keep }: WorkerRequest) => {
  const output = await loaded.get(model)!(text, keep)
  port.postMessage(output satisfies WorkerAnswer, [output.vector.buffer as ArrayBuffer])
})
port.postMessage('ready' satisfies WorkerAnswer)
