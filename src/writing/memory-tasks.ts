import type { Task, TaskStore } from '../matching/tasks.ts'

const MOST_KEPT = 1000
const MOST_LISTED = 100

const hasEnded = ({ status }: Task): boolean => status !== 'pending' && status !== 'processing'

/** Tasks in this process; the oldest of those that have ended are forgotten. */
export function memoryTasks (): TaskStore {
  const tasks = new Map<string, Task>()

  const change: TaskStore['change'] = async (id, changed) => {
    const task = tasks.get(id)
    if (task === undefined || hasEnded(task)) return false
    const next = { ...task, ...changed }
    tasks.set(id, { ...next, startedAt: task.startedAt ?? (next.status === 'processing' ? new Date() : null), completedAt: hasEnded(next) ? new Date() : null })
    return true
  }

  return {
    add: async task => {
      const [oldest] = [...tasks.values()].filter(hasEnded)
      if (tasks.size >= MOST_KEPT && oldest !== undefined) tasks.delete(oldest.id)
      tasks.set(task.id, task)
    },
    change,
    cancel: async id => { await change(id, { status: 'cancelled' }) },
    get: async id => tasks.get(id),
    list: async () => [...tasks.values()].reverse().slice(0, MOST_LISTED)
  }
}
