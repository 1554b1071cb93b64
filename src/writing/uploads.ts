import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { CorpusBusyError, ShuttingDownError } from '../errors.ts'
import type { Shape } from '../ingest/item-shape.ts'
import type { Row } from '../ingest/source.ts'
import type { TransferResult } from '../ingest/transfer.ts'
import { transfer } from '../ingest/transfer.ts'
import type { Embedder } from '../matching/ports.ts'
import type { Task, TaskStore } from '../matching/tasks.ts'
import type { CorpusWriter, UploadOutcome, UploadRequest, Uploads, WritableStore } from '../matching/writing.ts'
import type { Entry } from './entries.ts'
import { elementsOf, linesOf } from './entries.ts'
import { patientEmbedder } from './patient-embedder.ts'
import { receive, receiveWhole } from './receive.ts'
import { rowsOf } from './rows.ts'
import { Spool } from './spool.ts'
import type { RunningTask } from './task-runner.ts'
import { beginTask } from './task-runner.ts'

export interface UploadsOptions {
  store: WritableStore
  embedder: Embedder
  tasks: TaskStore
  limits: {
    /** Bytes of a list, and of lines that are answered without a task. */
    bodyBytes: number
    /** Bytes of one item. */
    itemBytes: number
    /** Bytes of lines that have arrived and wait, for each upload. */
    spoolBytes: number
  }
}

/** More items to embed than these are a task. */
const MOST_EMBEDDED_AT_ONCE = 500
/** What is not done so long after everything has arrived is a task as well: platforms cut off requests that take a minute. */
const LONGEST_WAIT_MS = 25_000
const MOST_UPLOADS = 8
const MOST_ERRORS = 100
const SHAPE: Shape = { renamed: new Map(), id: 'id' }

interface Upload {
  abort: AbortController
  /** Lines that were dealt with, and how many there are once that is known. */
  done: number
  total: number | null
  /** Items whose vectors had to be made. */
  embedded: number
  /** Makes a task of it, once. */
  promote: () => void
}

export function createUploads ({ store, embedder, tasks, limits }: UploadsOptions): Uploads {
  const running = new Map<AbortController, Promise<unknown>>()

  async function upload (request: UploadRequest): Promise<{ outcome: UploadOutcome } | { task: Task }> {
    if (running.size >= MOST_UPLOADS) throw new CorpusBusyError(request.corpus, `${MOST_UPLOADS} uploads are under way, which is as many as are taken; nothing was written`)
    const abort = new AbortController()
    const begun = begin(request, abort)
    const ended = begun.then(async ({ job }) => await job).catch(() => {}).finally(() => running.delete(abort))
    running.set(abort, ended)
    return await (await begun).answer
  }

  /** Opens what is written to, and sets everything going. */
  async function begin (request: UploadRequest, abort: AbortController): Promise<{ job: Promise<unknown>, answer: Promise<{ outcome: UploadOutcome } | { task: Task }> }> {
    const writer = await store.write(request.corpus)
    const promoted = deferred<RunningTask>()
    const state: Upload = { abort, done: 0, total: null, embedded: 0, promote: () => promoted.take(async () => await beginTask(tasks, { corpus: request.corpus, abort, progress: () => ({ done: state.done, total: state.total }) })) }
    const { arrived, entries } = request.format === 'list' ? await wholeList(request.body, state).catch(async error => { await writer.close(); throw error }) : asTheyCome(request.body, state)
    const job = work(writer, entries, state)
    // What it came to is the answer, or the end of the task; a failure to begin the task is a failure of the job.
    promoted.promise.catch(error => abort.abort(error))
    const settled = job.then(result => ({ result }), error => ({ error: (abort.signal.aborted ? abort.signal.reason : error) as Error })).then(async outcome => {
      await promoted.started()?.then(async task => await task.end(outcome))
    })
    return { job: settled, answer: answerOf(job, arrived, state, promoted.promise) }
  }

  async function answerOf (job: Promise<UploadOutcome>, arrived: Promise<void>, state: Upload, promoted: Promise<RunningTask>): Promise<{ outcome: UploadOutcome } | { task: Task }> {
    // Where the work fails before everything has arrived, the rest is not waited for.
    await Promise.race([arrived, job])
    const timer = setTimeout(state.promote, LONGEST_WAIT_MS)
    try {
      const first = await Promise.race([promoted, job])
      return 'end' in first ? { task: await first.now() } : { outcome: first }
    } finally {
      clearTimeout(timer)
    }
  }

  async function wholeList (body: UploadRequest['body'], state: Upload): Promise<Arriving> {
    const bytes = await receiveWhole(body, limits.bodyBytes)
    state.total = 0
    for (const entries of elementsOf(bytes, limits.itemBytes)) {
      state.total += entries.length
      await setImmediate()
    }
    return { arrived: Promise.resolve(), entries: elementsOf(bytes, limits.itemBytes) }
  }

  function asTheyCome (body: UploadRequest['body'], state: Upload): Arriving {
    const spool = new Spool(limits.spoolBytes)
    const counted = { bytes: 0, lines: 0, last: 0 }
    const giveUp = (): void => { spool.end(state.abort.signal.reason as Error) }
    state.abort.signal.addEventListener('abort', giveUp, { once: true })
    const arrived = receive(body, async chunk => {
      counted.bytes += chunk.length
      counted.lines += linesIn(chunk)
      counted.last = chunk.at(-1) ?? counted.last
      if (counted.bytes > limits.bodyBytes) state.promote()
      await spool.write(chunk)
    }).then(() => {
      state.total = counted.lines + (counted.last === LINE_FEED || counted.bytes === 0 ? 0 : 1)
      spool.end()
    })
    arrived.catch(error => spool.end(error as Error))
    const entries = async function * (): AsyncGenerator<Entry[]> {
      try {
        yield * linesOf(spool.read(), limits.itemBytes)
      } finally {
        // What still arrives is not waited for, nor kept.
        spool.end()
        arrived.catch(() => {}).finally(async () => await spool.close())
      }
    }
    return { arrived, entries: entries() }
  }

  async function work (writer: CorpusWriter, entries: Arriving['entries'], state: Upload): Promise<UploadOutcome> {
    const { signal } = state.abort
    const { model: id, template, dimensions } = writer.info
    const model = template.length === 0 ? undefined : embedder.models().find(model => model.id === id)
    async function * rows (): AsyncGenerator<Row[]> {
      for await (const batch of rowsOf(entries)) {
        signal.throwIfAborted()
        yield batch
        state.done = batch.at(-1)!.line
      }
    }
    try {
      const result = await transfer({
        source: { path: 'The body', remarks: [], vectorsIn: 'embedding', rows },
        shape: SHAPE,
        template,
        dimensions,
        target: writer,
        embedding: model && { embedder: patientEmbedder(embedder, signal), model },
        isOfModel: false,
        asTheyCome: true,
        onEmbed: items => {
          state.embedded += items
          if (state.embedded > MOST_EMBEDDED_AT_ONCE) state.promote()
        }
      })
      await unlessAborted(writer.commit(), signal)
      state.done = state.total ?? state.done
      return outcomeOf(result)
    } finally {
      await writer.close()
    }
  }

  async function close (): Promise<void> {
    for (const abort of running.keys()) abort.abort(new ShuttingDownError())
    await Promise.all(running.values())
  }

  return { upload, close }
}

interface Arriving { arrived: Promise<void>, entries: AsyncIterable<Entry[]> | Iterable<Entry[]> }

const LINE_FEED = 0x0A

function linesIn (chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) lines++
  return lines
}

/** An index that is being built is not waited for when a task is cancelled; it gets built all the same. */
async function unlessAborted (work: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  await Promise.race([work, once(signal, 'abort').then(() => signal.throwIfAborted())])
}

function outcomeOf ({ added, updated, unchanged, leftOut, flaws }: TransferResult): UploadOutcome {
  const errors = flaws.slice(0, MOST_ERRORS).map(({ line, id, flaw }) => ({ line, ...id === undefined ? {} : { id }, message: `Line ${line} ${flaw}.` }))
  return { added, updated, unchanged, failed: leftOut, errors, errorsLeftOut: leftOut - errors.length }
}

interface Deferred<T> { promise: Promise<T>, take: (work: () => Promise<T>) => void, started: () => Promise<T> | undefined }

/** A promise of work that may be begun later, once. */
function deferred<T> (): Deferred<T> {
  let begun: Promise<T> | undefined
  let resolve: (value: Promise<T>) => void
  const promise = new Promise<T>(_resolve => { resolve = _resolve })
  return {
    promise,
    take: work => {
      begun ??= work()
      resolve(begun)
    },
    started: () => begun
  }
}
