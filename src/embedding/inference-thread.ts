import type { Worker } from 'node:worker_threads'
import { EmbedderHungError, EmbedderRestartingError, ShuttingDownError } from '../errors.ts'
import type { ModelOutput } from './model.ts'
import type { WorkerAnswer, WorkerRequest } from './worker.ts'

/**
 * `starting` also while a worker that stopped is being replaced; `failed` where the first one could not start. With `idleMs`, `dropped` while there is no
 * worker because nothing came, and `waking` while there is one again that loads.
 */
export type ThreadStatus = 'starting' | 'dropped' | 'waking' | 'idle' | 'busy' | 'hung' | 'failed' | 'closed'

export interface InferenceThreadOptions {
  spawn: () => Worker
  /** A call that takes longer makes the thread `hung`; after twice this time `onHung` is called to end the process. */
  timeoutMs: number
  /** So long without a call and the worker ends, to be started again by `wake`; it is not started before that either. Default: it is kept. */
  idleMs?: number | undefined
  /** Called whenever the thread can take a call. */
  onIdle: () => void
  /** Called with a sentence when a worker stopped and is replaced. */
  onReplaced: (reason: string) => void
  /** Called when a replacement could not start either: who waits for one should not wait on. */
  onStartFailed: (error: Error) => void
  /** Called with a sentence when a native call did not return: only ending the process helps then. */
  onHung: (reason: string) => void
}

interface Pending { resolve: (output: ModelOutput) => void, reject: (error: Error) => void, timer: NodeJS.Timeout }

const FIRST_RETRY_MS = 100
const LAST_RETRY_MS = 10_000

/** Keeps one worker running, gives it one call at a time, and replaces it when it throws, exits or runs out of heap. */
export class InferenceThread {
  readonly #options: InferenceThreadOptions
  #worker: Worker | undefined
  #status: ThreadStatus = 'starting'
  #wasReady = false
  #pending: Pending | undefined
  #lastError: Error | undefined
  #retryMs = 0
  #retryTimer: NodeJS.Timeout | undefined
  #idleTimer: NodeJS.Timeout | undefined
  /** Resolves when the worker that was dropped last has ended. */
  #dropping: Promise<unknown> = Promise.resolve()
  /** Waits for the first worker; undefined once it has been ready. */
  #starting: { resolve: () => void, reject: (error: Error) => void } | undefined

  constructor (options: InferenceThreadOptions) {
    this.#options = options
  }

  get status (): ThreadStatus { return this.#status }

  /** Why the last worker stopped, until a new one is ready. */
  get lastError (): Error | undefined { return this.#lastError }

  /** Starts the first worker, unless that waits for a call. Rejects where that one cannot even start, which no replacement would mend. */
  async start (): Promise<void> {
    if (this.#status === 'closed') throw new ShuttingDownError()
    if (this.#options.idleMs !== undefined) {
      this.#status = 'dropped'
      return
    }
    await new Promise<void>((resolve, reject) => {
      this.#starting = { resolve, reject }
      this.#spawn()
    })
  }

  /** Starts a worker where there is none because nothing came; `onIdle` follows. */
  wake (): void {
    if (this.#status !== 'dropped') return
    this.#status = 'waking'
    // Two models at once would be more than a small host has.
    this.#dropping.then(() => { if (this.#status === 'waking') this.#spawn() })
  }

  #drop (): void {
    this.#status = 'dropped'
    this.#dropping = this.#worker!.terminate()
    this.#worker = undefined
  }

  #spawn (): void {
    this.#wasReady = false
    const worker = this.#options.spawn()
    this.#worker = worker
    worker.on('message', (answer: WorkerAnswer) => answer === 'ready' ? this.#ready() : this.#answered(answer))
    worker.on('error', error => { this.#lastError = error })
    worker.on('exit', code => { if (worker === this.#worker) this.#exited(code) })
  }

  /** Only to be called while the status is `idle`. Rejects with an EmbedderRestartingError or EmbedderHungError. */
  async run (request: WorkerRequest): Promise<ModelOutput> {
    if (this.#status !== 'idle') throw new Error(`The inference thread is ${this.#status}.`)
    this.#status = 'busy'
    clearTimeout(this.#idleTimer)
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#hang(), this.#options.timeoutMs)
      this.#pending = { resolve, reject, timer }
      this.#worker!.postMessage(request)
    })
  }

  /**
   * Lets what runs in native code come back before the worker is ended: it would take the process with it otherwise. Does not wait for a call
   * that hangs; its thread ends only with the process.
   */
  async close (): Promise<void> {
    const before = this.#status
    this.#status = 'closed'
    clearTimeout(this.#retryTimer)
    clearTimeout(this.#idleTimer)
    this.#starting?.reject(new ShuttingDownError())
    this.#settle(pending => pending.reject(new ShuttingDownError()))
    const worker = this.#worker
    if (worker === undefined) {
      await this.#dropping
      return
    }
    if (before === 'hung') {
      worker.terminate().catch(() => {})
      return
    }
    if (before === 'busy' || before === 'starting' || before === 'waking') await new Promise(resolve => worker.once('message', resolve).once('exit', resolve))
    await worker.terminate()
  }

  #ready (): void {
    this.#starting?.resolve()
    this.#starting = undefined
    this.#wasReady = true
    this.#retryMs = 0
    this.#lastError = undefined
    this.#becomeIdle()
  }

  #answered (output: ModelOutput): void {
    this.#settle(pending => pending.resolve(output))
    this.#becomeIdle()
  }

  #becomeIdle (): void {
    if (this.#status === 'closed') return
    this.#status = 'idle'
    if (this.#options.idleMs !== undefined) this.#idleTimer = setTimeout(() => this.#drop(), this.#options.idleMs)
    this.#options.onIdle()
  }

  #exited (code: number): void {
    this.#worker = undefined
    clearTimeout(this.#idleTimer)
    if (this.#status === 'closed') return
    this.#status = 'starting'
    this.#lastError ??= new Error(`The embedding worker exited with code ${code}.`)
    const reason = this.#lastError
    if (this.#starting !== undefined) {
      this.#status = 'failed'
      return this.#starting.reject(reason)
    }
    this.#settle(pending => pending.reject(new EmbedderRestartingError(reason)))
    if (!this.#wasReady) this.#options.onStartFailed(reason)
    this.#options.onReplaced(`The embedding worker stopped and is replaced: ${reason.message}`)
    this.#retryTimer = setTimeout(() => this.#spawn(), this.#retryMs)
    this.#retryMs = Math.min(LAST_RETRY_MS, Math.max(FIRST_RETRY_MS, this.#retryMs * 2))
  }

  #hang (): void {
    const { timeoutMs, onHung } = this.#options
    const pending = this.#pending!
    this.#status = 'hung'
    pending.reject(new EmbedderHungError(timeoutMs))
    pending.timer = setTimeout(() => onHung(`A call to the embedding worker has not returned for ${2 * timeoutMs} ms.`), timeoutMs)
  }

  #settle (how: (pending: Pending) => void): void {
    if (this.#pending === undefined) return
    clearTimeout(this.#pending.timer)
    how(this.#pending)
    this.#pending = undefined
  }
}
