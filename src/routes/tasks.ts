import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { TaskNotFoundError } from '../errors.ts'
import type { Task, TaskStore } from '../matching/tasks.ts'
import type { UploadOutcome } from '../matching/writing.ts'
import { errorResponses, FAILS, NoQuerystring } from '../schemas/common.ts'
import { TaskParams, TasksResponse } from '../schemas/writing.ts'
import { outcomeOnTheWire } from './items.ts'

export const tasksRoutes: FastifyPluginAsyncTypebox<{ tasks: TaskStore }> = async (app, { tasks }) => {
  const config = { admin: true }
  const common = { tags: ['writing'], querystring: NoQuerystring }
  const fails = [...FAILS.admin, ...FAILS.loaded, ...FAILS.stored] as const
  const one = { 200: { description: 'The task', $ref: 'Task#' }, ...errorResponses(...fails, ...FAILS.written, 'task_not_found') }

  async function found (id: string) {
    const task = await tasks.get(id)
    if (task === undefined) throw new TaskNotFoundError()
    return taskOnTheWire(task)
  }

  app.get('/tasks', {
    config,
    schema: { ...common, operationId: 'listTasks', summary: 'What is being done and was done', response: { 200: TasksResponse, ...errorResponses(...fails) } }
  }, async () => ({ tasks: (await tasks.list()).map(taskOnTheWire) }))

  app.get('/tasks/:id', {
    config,
    schema: { ...common, operationId: 'getTask', summary: 'How far a task is', params: TaskParams, response: one }
  }, async ({ params: { id } }) => await found(id))

  app.post('/tasks/:id/cancel', {
    config,
    schema: { ...common, operationId: 'cancelTask', summary: 'End a task', description: 'What was written until then stays. One that has ended stays as it is.', params: TaskParams, response: one }
  }, async ({ params: { id } }) => {
    await tasks.cancel(id)
    return await found(id)
  })
}

export function taskOnTheWire ({ id, kind, corpus, status, done, total, error, result, createdAt, startedAt, completedAt }: Task) {
  return {
    id,
    kind,
    corpus,
    status,
    done,
    total,
    ...error === null ? {} : { error },
    ...result === null ? {} : { result: outcomeOnTheWire(result as UploadOutcome) },
    created_at: createdAt.toISOString(),
    started_at: startedAt?.toISOString() ?? null,
    completed_at: completedAt?.toISOString() ?? null
  }
}
