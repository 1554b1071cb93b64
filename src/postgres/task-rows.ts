import type { Task, TaskChange, TaskStore } from '../matching/tasks.ts'
import { DIED } from '../matching/tasks.ts'
import type { Database, Row } from './database.ts'

/** Without a sign of life for so long, a task's process counts as dead; it gives several a second. */
const LONGEST_SILENCE = "interval '20 seconds'"
const KEPT = "interval '30 days'"
const MOST_LISTED = 100
const UNENDED = "status in ('pending', 'processing')"

/** Tasks as rows that every replica sees. Whether a task's process has died is told when somebody asks; nobody looks otherwise. */
export function tasksIn (database: Database): TaskStore {
  const select = (condition: string): string => `select *, ${UNENDED} and alive_at < now() - ${LONGEST_SILENCE} as died, alive_at from tasks ${condition}`

  async function add ({ id, kind, corpus, status, done, total, createdAt }: Task): Promise<void> {
    await database.transaction(async run => {
      await run({ text: `delete from tasks where created_at < now() - ${KEPT}`, values: [] })
      await run({ text: 'insert into tasks (id, kind, corpus, status, done, total, created_at) values ($1, $2, $3, $4, $5, $6, $7)', values: [id, kind, corpus, status, done, total, createdAt] })
    })
  }

  async function change (id: string, { status = null, done = null, total = null, error = null, result = null }: NullableChange): Promise<boolean> {
    return await database.transaction(async run => {
      const changed = await run({
        text: `update tasks set status = coalesce($2, status), done = coalesce($3, done), total = coalesce($4, total), error = coalesce($5, error), result = coalesce($6, result), alive_at = now(),
          started_at = coalesce(started_at, case when $2 = 'processing' then now() end), completed_at = case when $2 in ('completed', 'failed', 'cancelled') then now() end
          where id = $1 and ${UNENDED} returning id`,
        values: [id, status, done, total, error, result === null ? null : JSON.stringify(result)]
      })
      return changed.length > 0
    })
  }

  async function cancel (id: string): Promise<void> {
    await database.transaction(async run => await run({ text: `update tasks set status = 'cancelled', completed_at = now() where id = $1 and ${UNENDED} and alive_at >= now() - ${LONGEST_SILENCE}`, values: [id] }))
  }

  async function rows (condition: string, value: unknown): Promise<Task[]> {
    const [found] = await database.query([{ text: select(condition), values: [value] }])
    return found!.map(taskOf)
  }

  return {
    add,
    change,
    cancel,
    get: async id => (await rows('where id = $1', id))[0],
    list: async () => await rows('order by created_at desc limit $1', MOST_LISTED)
  }
}

type NullableChange = { [name in keyof TaskChange]: TaskChange[name] | null }

function taskOf ({ id, kind, corpus, status, done, total, error, result, created_at: createdAt, started_at: startedAt, completed_at: completedAt, alive_at: aliveAt, died }: Row): Task {
  const task = { id, kind, corpus, status, done: Number(done), total: total === null ? null : Number(total), error, result, createdAt, startedAt, completedAt } as Task
  return died === true ? { ...task, status: 'failed', error: DIED, completedAt: aliveAt as Date } : task
}
