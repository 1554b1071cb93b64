/** Work that goes on after the request that began it was answered. */

export type TaskStatus = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled'

export interface Task {
  id: string
  kind: 'upload'
  corpus: string
  status: TaskStatus
  /** Lines that were dealt with, and how many there are; null until that is known. */
  done: number
  total: number | null
  /** A sentence, where it failed. */
  error: string | null
  /** What came of it as far as it got; null until it ended. */
  result: object | null
  createdAt: Date
  startedAt: Date | null
  completedAt: Date | null
}

export type TaskChange = Partial<Pick<Task, 'status' | 'done' | 'total' | 'error' | 'result'>>

/** Where tasks are kept: in this process, or where every replica sees them. One that has ended stays as it ended. */
export interface TaskStore {
  add (task: Task): Promise<void>
  /**
   * Keeps what has changed, as a sign of life; nothing where the task has ended already.
   * @returns whether it goes on: false where it has ended, for example by `cancel`
   */
  change (id: string, change: TaskChange): Promise<boolean>
  /** Ends one that has not ended. Whoever works on it learns of it by its next `change`. */
  cancel (id: string): Promise<void>
  get (id: string): Promise<Task | undefined>
  /** The newest first. */
  list (): Promise<Task[]>
}

/** What is said of a task whose process has given no sign of life for a while. */
export const DIED = 'The process that did this has ended in the midst of it. What it had written is there; send the same items again, and only what is missing is done.'
