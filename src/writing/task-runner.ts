import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { ClientGoneError, ShuttingDownError, TaskCancelledError } from '../errors.ts'
import type { Task, TaskChange, TaskStore } from '../matching/tasks.ts'

/** How often a task says how far it is and learns whether it was cancelled. */
const BEAT_MS = 400
const ATTEMPTS = 10

export interface Work {
  corpus: string
  /** Aborted when the task is cancelled. */
  abort: AbortController
  progress (): Pick<Task, 'done' | 'total'>
}

export interface RunningTask {
  id: string
  /** As far as it is now. */
  now (): Promise<Task>
  /** Ends it as it came out: a result, or why there is none. */
  end (outcome: { result: object } | { error: Error }): Promise<void>
}

/** Keeps a task as long as there is work for it. */
export async function beginTask (tasks: TaskStore, { corpus, abort, progress }: Work): Promise<RunningTask> {
  const id = randomUUID()
  await tasks.add({ id, kind: 'upload', corpus, status: 'pending', ...progress(), error: null, result: null, createdAt: new Date(), startedAt: null, completedAt: null })
  await tasks.change(id, { status: 'processing' })
  let isBeating = false
  const beat = async (): Promise<void> => {
    if (isBeating) return
    isBeating = true
    try {
      if (!await tasks.change(id, progress())) abort.abort(new TaskCancelledError())
    } catch {
      // Where tasks are kept is away for a moment; the next beat tries again.
    } finally {
      isBeating = false
    }
  }
  const timer = setInterval(beat, BEAT_MS)

  async function end (outcome: { result: object } | { error: Error }): Promise<void> {
    clearInterval(timer)
    await insistently(async () => await tasks.change(id, { ...progress(), ...endOf(outcome) }))
  }
  async function now (): Promise<Task> {
    await tasks.change(id, progress())
    return (await tasks.get(id))!
  }
  return { id, now, end }
}

function endOf (outcome: { result: object } | { error: Error }): TaskChange {
  if ('result' in outcome) return { status: 'completed', result: outcome.result }
  const { error } = outcome
  if (error instanceof TaskCancelledError) return { status: 'cancelled' }
  return { status: 'failed', error: `${reasonOf(error)} Send the same items again: what is there already is not done twice.` }
}

function reasonOf (error: Error): string {
  if (error instanceof ClientGoneError) return 'The upload broke off.'
  return error instanceof ShuttingDownError ? 'The service was shut down in the midst of it.' : error.message
}

async function insistently (work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      if (attempt === ATTEMPTS) throw error
      await setTimeout(BEAT_MS * attempt)
    }
  }
}
