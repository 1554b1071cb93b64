import { hash, randomBytes } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { Worker } from 'node:worker_threads'
import type { Embedder, Embedding, EmbedOptions, ModelInfo } from '../matching/ports.ts'
import { ModelNotFoundError, StartingError } from '../errors.ts'
import { cached } from './cached.ts'
import { EmbeddingQueue } from './embedding-queue.ts'
import type { EmbeddingQueueOptions } from './embedding-queue.ts'
import type { Dtype, ModelFolder, UncheckedFolder } from './model-folder.ts'
import { checkModelFolder, findModelFolder } from './model-folder.ts'
import { shared } from './shared.ts'
import type { KeyOf, TextRequest } from './text-embedder.ts'
import { startWorker } from './worker-thread.ts'
import type { WorkerSetup } from './worker.ts'

export interface EmbedderOptions extends Omit<EmbeddingQueueOptions, 'spawn'> {
  modelsDir: string
  dtype: Dtype
  /** Threads of one forward pass. */
  threads: number
  cacheBytes: number
  /** Starts a worker with this setup; tests pass one that misbehaves. */
  spawn?: (setup: WorkerSetup) => Worker
}

export interface EmbedderState {
  status: 'loading' | 'starting' | 'ready' | 'hung' | 'failed' | 'closed'
  /** A sentence, where something is wrong. */
  reason?: string
  /** Texts that wait for their turn. */
  waiting: number
  /** With `idleMs`, where the model is not in memory and the next text loads it. */
  dropped?: true
}

export interface WorkerEmbedder extends Embedder {
  /** Finds the models and has the worker load them, before `load` is called. Throws nothing: `load` and `start` do. */
  begin (modelIds: readonly string[]): Promise<void>
  /**
   * Reads the model folders, so that `models` tells about them.
   * @returns a sentence for each that is not complete; throws where none is
   */
  load (modelIds: readonly string[]): Promise<string[]>
  /** Starts the worker; resolves when it can embed, with `idleMs` at once. Throws where the models cannot be loaded. */
  start (): Promise<void>
  state (): EmbedderState
  close (): Promise<void>
}

/** Embeds in a worker thread, behind a bounded queue, with equal texts computed once and the last vectors kept. */
export function createEmbedder ({ modelsDir, dtype, threads, cacheBytes, spawn = startWorker, ...queueOptions }: EmbedderOptions): WorkerEmbedder {
  let models = new Map<string, ModelFolder>()
  let found: PromiseSettledResult<UncheckedFolder>[] | undefined
  let started: Promise<void> | undefined
  const queue = new EmbeddingQueue({ ...queueOptions, spawn: () => spawn({ models: fulfilled(found ?? []), threads }) })
  const keyOf = keyedHash()
  const embedText = cached(shared(queue.embedText, keyOf), keyOf, cacheBytes)
  let loaded = false

  async function embed (texts: readonly string[], { model, keep, signal, bulk }: EmbedOptions): Promise<Embedding[]> {
    if (!loaded) throw new StartingError(['The model is being loaded.'])
    if (!models.has(model)) throw new ModelNotFoundError(model, [...models.keys()])
    const requestLength = bulk === true ? Infinity : texts.reduce((sum, text) => sum + text.length, 0)
    if (texts.length === 1) return [await embedText({ model, text: texts[0]!, keep }, { signal, requestLength, bulk })]
    const others = new AbortController()
    const all = signal === undefined ? others.signal : AbortSignal.any([signal, others.signal])
    setMaxListeners(texts.length + 1, all)
    try {
      return await Promise.all(texts.map(text => embedText({ model, text, keep }, { signal: all, requestLength, bulk })))
    } catch (error) {
      others.abort(error)
      throw error
    }
  }

  async function begin (modelIds: readonly string[]): Promise<void> {
    found = await Promise.allSettled(modelIds.map(async id => await findModelFolder(modelsDir, id, dtype)))
    if (fulfilled(found).length === 0) return
    started = queue.start()
    started.catch(() => {})
  }

  async function load (modelIds: readonly string[]): Promise<string[]> {
    if (found === undefined) await begin(modelIds)
    const results = await Promise.allSettled(found!.map(async result => await checkModelFolder(result.status === 'fulfilled' ? result.value : await Promise.reject(result.reason))))
    const failures = results.flatMap(result => result.status === 'rejected' ? [result.reason as Error] : [])
    if (failures.length === results.length && failures[0] !== undefined) throw failures[0]
    models = new Map(fulfilled(results).map(folder => [folder.id, folder]))
    loaded = true
    return failures.map(error => error.message)
  }

  function state (): EmbedderState {
    const { status, lastError } = queue.thread
    const waiting = queue.waiting
    if (!loaded) return { status: 'loading', waiting }
    if (status === 'starting') return { status, waiting, ...(lastError === undefined ? {} : { reason: `The embedding worker stopped and is being replaced: ${lastError.message}` }) }
    if (status === 'failed') return { status, waiting, reason: `The embedding worker could not start: ${lastError?.message}` }
    if (status === 'hung') return { status, waiting, reason: `A call to the embedding worker has not returned for ${queueOptions.timeoutMs} ms.` }
    if (status === 'dropped' || status === 'waking') return { status: 'ready', waiting, dropped: true }
    return { status: status === 'closed' ? 'closed' : 'ready', waiting }
  }

  const info = ({ id, dimensions, maxTokens, pooling, sha256, dtype }: ModelFolder): ModelInfo => ({ id, dimensions, maxTokens, pooling, sha256, dtype })
  return { embed, models: () => [...models.values()].map(info), begin, load, start: async () => await started, state, close: async () => await queue.close() }
}

const fulfilled = <T>(results: PromiseSettledResult<T>[]): T[] => results.flatMap(result => result.status === 'fulfilled' ? [result.value] : [])

/** A key that dies with the process, so that what is kept in memory does not tell which texts it stands for. */
function keyedHash (): KeyOf {
  const secret = randomBytes(32).toString('base64')
  const keys = new WeakMap<TextRequest, string>()
  return request => {
    const { model, text, keep = 'start' } = request
    const key = keys.get(request) ?? hash('sha256', `${secret}${model}\0${keep}\0${text}`, 'base64')
    keys.set(request, key)
    return key
  }
}
