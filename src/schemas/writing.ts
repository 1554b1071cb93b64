import * as Type from 'typebox'
import { corpusName, itemId } from './common.ts'

const template = Type.String({ minLength: 1, maxLength: 2000, description: 'A text with fields of an item in braces', examples: ['{title} {content}'] })

export const DeclareRequest = Type.Object({
  template: Type.Optional(Type.Union([template, Type.Array(template, { minItems: 1, maxItems: 8 })], { description: 'The texts that are embedded of an item; a list where several vectors are to be added. Without it every item brings its vector' })),
  model: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'What makes the vectors; default: the model of this service where there is a template, otherwise nobody says', examples: ['Xenova/all-MiniLM-L6-v2'] })),
  dimensions: Type.Optional(Type.Integer({ minimum: 1, maximum: 16_000, description: 'Numbers of one vector; needed where the model is not here', examples: [512] }))
}, { additionalProperties: false })

export const DeleteItemsRequest = Type.Object({
  ids: Type.Optional(Type.Array(itemId('Id of an item'), { minItems: 1, maxItems: 10_000, description: 'Items to delete; an id that is not there is passed over' })),
  filter: Type.Optional(Type.Unsafe<Record<string, unknown>>({ type: 'object', minProperties: 1, additionalProperties: true, description: 'Deletes the items that it keeps; see *Filters*' }))
}, { additionalProperties: false })

export const DeleteItemsResponse = Type.Object({ deleted: Type.Integer({ description: 'How many there were' }) }, { additionalProperties: false, description: 'Done' })

const UploadError = Type.Object({
  line: Type.Integer({ description: 'Line of the body, or place in the list, from 1' }),
  id: Type.Optional(Type.String({ description: 'Of the item, where it has a usable one' })),
  message: Type.String({ description: 'What is wrong, as a sentence' })
}, { additionalProperties: false })

const outcome = {
  added: Type.Integer({ description: 'Items that are new' }),
  updated: Type.Integer({ description: 'Items that were there and are different now' }),
  unchanged: Type.Integer({ description: 'Items that were there just so' }),
  failed: Type.Integer({ description: 'Items that were left out' }),
  errors: Type.Array(UploadError, { description: 'Why, for the first 100 of them' }),
  errors_left_out: Type.Integer({ description: 'How many more there are' })
}
export const UploadResponse = Type.Object(outcome, { $id: 'UploadOutcome', additionalProperties: false, description: 'What became of the items. It is written for good' })

export const TaskResponse = Type.Object({
  id: Type.String({ description: 'Its id, for `GET /tasks/{id}`' }),
  kind: Type.Enum(['upload'], { description: 'What is done' }),
  corpus: corpusName('The corpus that is written to'),
  status: Type.Enum(['pending', 'processing', 'completed', 'failed', 'cancelled'], { description: 'Where it is' }),
  done: Type.Integer({ description: 'Lines that were dealt with. Where all are and it is still `processing`, the index is being built' }),
  total: Type.Union([Type.Integer(), Type.Null()], { description: 'Lines that there are; null until everything has arrived' }),
  error: Type.Optional(Type.String({ description: 'Why it failed, and how to go on' })),
  result: Type.Optional(Type.Object(outcome, { additionalProperties: false, description: 'What became of the items, once it is completed' })),
  created_at: Type.String({ format: 'date-time', description: 'When it was begun' }),
  started_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'When work on it began' }),
  completed_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { description: 'When it ended' })
}, { $id: 'Task', additionalProperties: false, description: 'Work that goes on after the request was answered' })

export const TaskAcceptedResponse = Type.Object({ task: Type.Ref('Task') }, { additionalProperties: false, description: 'Everything has arrived, and a task goes on with it' })
export const TasksResponse = Type.Object({ tasks: Type.Array(Type.Ref('Task'), { description: 'The last 100, the newest first' }) }, { additionalProperties: false, description: 'The tasks' })
export const TaskParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100, description: 'Id of the task' }) }, { additionalProperties: false })

/** How items arrive: one JSON list, or one item a line, each with its fields and, where it was made elsewhere, `embedding`. */
export const LIST = ['application/json']
export const LINES = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/x-jsonlines', 'application/json-lines']
const item = { type: 'object', required: ['id'], additionalProperties: true, properties: { id: { type: 'string', minLength: 1, maxLength: 200 }, embedding: { description: 'A vector made elsewhere: a list of numbers, or little-endian float32 in base64. It is made a unit vector, and is not a field of the item', anyOf: [{ type: 'array', items: { type: 'number' } }, { type: 'string' }, { type: 'null' }] } } }
export const UPLOAD_CONTENT = {
  'application/json': { schema: { type: 'array', items: item } },
  'application/x-ndjson': { schema: { type: 'string', description: 'One item a line, as JSON' } }
}
export const LOCATION = { Location: { type: 'string', description: 'Where the task is' } }
