import type { Config } from '../config.ts'
import { availableCores } from '../cpu-quota.ts'
import type { WorkerEmbedder } from '../embedding/embedder.ts'
import { createEmbedder } from '../embedding/embedder.ts'
import { say } from './args.ts'
import { prepareModel } from './model.ts'

/** Lends an embedder with this model, which is built first where it is the one that ships with the project and is not there yet. */
export async function withEmbedder<T> (config: Config, model: string, use: (embedder: WorkerEmbedder) => Promise<T>): Promise<T> {
  await prepareModel(config, model)
  const embedder = createEmbedder({
    modelsDir: config.MODELS_DIR,
    dtype: config.MODEL_DTYPE,
    threads: config.INFERENCE_THREADS ?? availableCores(),
    cacheBytes: 0,
    maxQueue: Infinity,
    timeoutMs: config.INFERENCE_TIMEOUT_MS,
    onReplaced: say,
    onHung: reason => {
      say(reason)
      process.exit(1)
    }
  })
  try {
    await embedder.load([model])
    await embedder.start()
    return await use(embedder)
  } finally {
    await embedder.close()
  }
}
