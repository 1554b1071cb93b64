import type { Embedding } from '../matching/ports.ts'
import { EmbedderFailedError, EmbedderHungError, EmbedderRestartingError, OverloadedError, ShuttingDownError } from '../errors.ts'
import { InferenceThread } from './inference-thread.ts'
import type { InferenceThreadOptions } from './inference-thread.ts'
import type { ModelOutput } from './model.ts'
import { ShortestFirstQueue } from './shortest-first-queue.ts'
import type { EmbedText, TextOptions, TextRequest } from './text-embedder.ts'

export interface EmbeddingQueueOptions extends Pick<InferenceThreadOptions, 'spawn' | 'timeoutMs' | 'idleMs' | 'onReplaced' | 'onHung'> {
  /** Texts that may wait. */
  maxQueue: number
}

interface Job { request: TextRequest, queuedAt: number, resolve: (embedding: Embedding) => void, reject: (error: unknown) => void }

/**
 * The bounded queue in front of the inference thread. Texts of the smallest request go first, so that a visitor's sentence overtakes long
 * texts and bulk work; it waits for the one text that is running.
 */
export class EmbeddingQueue {
  readonly #maxQueue: number
  readonly #timeoutMs: number
  readonly #waiting = new ShortestFirstQueue<Job>()
  readonly #thread: InferenceThread

  constructor ({ maxQueue, ...options }: EmbeddingQueueOptions) {
    this.#maxQueue = maxQueue
    this.#timeoutMs = options.timeoutMs
    this.#thread = new InferenceThread({
      ...options,
      onIdle: () => this.#next(),
      onStartFailed: error => this.#rejectWaiting(new EmbedderRestartingError(error))
    })
  }

  get thread (): Pick<InferenceThread, 'status' | 'lastError'> { return this.#thread }
  get waiting (): number { return this.#waiting.size }

  async start (): Promise<void> { await this.#thread.start() }

  /** Rejects with an OverloadedError where the queue is full, and with the signal's reason where it aborts before the text's turn. */
  readonly embedText: EmbedText = async (request, { signal, requestLength = request.text.length }: TextOptions = {}) => {
    signal?.throwIfAborted()
    if (this.#thread.status === 'hung') throw new EmbedderHungError(this.#timeoutMs)
    if (this.#thread.status === 'closed') throw new ShuttingDownError()
    if (this.#thread.status === 'failed') throw new EmbedderFailedError(this.#thread.lastError)
    if (this.#waiting.size >= this.#maxQueue) throw new OverloadedError(this.#waiting.size)
    return await new Promise<Embedding>((resolve, reject) => {
      const job: Job = { request, queuedAt: performance.now(), resolve, reject }
      signal?.addEventListener('abort', () => { if (this.#waiting.remove(job)) reject(signal.reason) }, { once: true })
      this.#waiting.push(job, requestLength)
      this.#next()
    })
  }

  async close (): Promise<void> {
    this.#rejectWaiting(new ShuttingDownError())
    await this.#thread.close()
  }

  #next (): void {
    if (this.#waiting.size > 0) this.#thread.wake()
    if (this.#thread.status !== 'idle') return
    const job = this.#waiting.shift()
    if (job === undefined) return
    const queue = performance.now() - job.queuedAt
    this.#thread.run(job.request).then(output => job.resolve(embedding(output, queue)), error => this.#failed(job, error))
  }

  #failed (job: Job, error: unknown): void {
    job.reject(error)
    if (this.#thread.status === 'hung') this.#rejectWaiting(error)
  }

  #rejectWaiting (error: unknown): void {
    for (const job of this.#waiting.clear()) job.reject(error)
  }
}

function embedding ({ vector, tokens, tokensOfText, tokenizeMs, inferMs }: ModelOutput, queue: number): Embedding {
  return { vector, tokens, tokensOfText, timings: { tokenize: tokenizeMs, queue, infer: inferMs } }
}
