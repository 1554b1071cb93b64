/** What stands behind the code of an error: its status, when it comes, and what the caller can do. */
export interface ErrorKind { status: number, when: string, then: string }

const MEND = 'Mend the request; `detail` lists every place that is wrong.'
const WAIT = 'Wait as long as `Retry-After` says and send the request again.'
const OPERATOR = 'Tell whoever runs the service: `/health` says what is wrong.'

/** Every error that the service answers with, by its code. */
export const ERRORS = {
  invalid_request: { status: 400, when: 'A field is missing, unknown, of another type or out of its limits.', then: MEND },
  no_skills: { status: 400, when: 'The person or the list that is to be matched with jobs has no skills.', then: 'Give the person skills, or send `skills` or `text`.' },
  malformed_body: { status: 400, when: 'The body is empty or is not JSON.', then: 'Send one JSON object, in UTF-8.' },
  malformed_url: { status: 400, when: 'The path has a `%` that is not followed by two hexadecimal digits of UTF-8.', then: 'Encode what stands in the path, for example with `encodeURIComponent`.' },
  malformed_request: { status: 400, when: 'What came is not HTTP, or contradicts itself.', then: 'Look at what sends it: a proxy, or a client made by hand.' },
  unauthorized: { status: 401, when: 'A key is needed, for reading (`API_KEYS`) or for writing (`ADMIN_KEYS`), and none or a wrong one came.', then: 'Send the key as `X-Api-Key`, or as `Authorization: Bearer …`.' },
  forbidden: { status: 403, when: 'Writing is switched off (`ADMIN_KEYS` is not set), or the key that came may not do this.', then: 'Send a key of `ADMIN_KEYS`, or set that.' },
  route_not_found: { status: 404, when: 'There is no such path, or not with this method.', then: 'Compare the path and the method with this document.' },
  corpus_not_found: { status: 404, when: 'No corpus of this name is served.', then: 'See `GET /corpora` for the names.' },
  item_not_found: { status: 404, when: 'The corpus has no item with this id.', then: 'See `GET /corpora/{name}/items` for the ids.' },
  model_not_found: { status: 404, when: 'The model named is not loaded.', then: 'Leave `model` out, or take a name from `GET /info`.' },
  task_not_found: { status: 404, when: 'There is no task with this id, or not any more.', then: 'See `GET /tasks`.' },
  request_timeout: { status: 408, when: 'The request did not arrive whole within 60 seconds; an upload of items, that nothing came for so long.', then: 'Send it again over a better connection, or send less at once.' },
  model_mismatch: { status: 409, when: '`like` names an item whose vector was made by another model than those of the corpus that is searched.', then: 'Send the text of the item as `query`.' },
  corpus_conflict: { status: 409, when: 'A corpus is declared with a model, a template or dimensions that do not fit the items that it has.', then: 'Declare it as it is, give the new one another name, or delete it first.' },
  corpus_gone: { status: 409, when: 'The corpus was deleted or replaced while the request was under way.', then: 'Send the request again.' },
  files_changed: { status: 409, when: 'The files of the corpus were edited beside the service, so that items and vectors do not belong together.', then: 'Tell whoever runs the service: the message says what to run.' },
  task_cancelled: { status: 409, when: 'The task of an upload was cancelled while it was still arriving.', then: 'Nothing, or send it again.' },
  payload_too_large: { status: 413, when: 'The body is larger than `MAX_BODY_BYTES`, or a list of items larger than `MAX_UPLOAD_BYTES`.', then: 'Send fewer texts at once, or shorter ones; items of any number one a line (`application/x-ndjson`).' },
  unsupported_media_type: { status: 415, when: 'The body is not announced as JSON, or is compressed.', then: 'Send the header `content-type: application/json`.' },
  unprocessable_request: { status: 422, when: 'The same as `invalid_request`, on `/api/match`, whose clients expect this status.', then: MEND },
  text_not_searchable: { status: 422, when: 'A text is to be matched with a corpus whose vectors were made by a model that is not here.', then: 'Send a vector that the same model made as `embedding`, or the id of an item as `like`.' },
  mode_not_available: { status: 422, when: '`mode` is `hybrid` or `keyword`, and there is no `query` to take words from, or the corpus is not in memory or too large for it.', then: 'Leave `mode` out.' },
  unusable_vector: { status: 422, when: 'A vector has no direction: all its numbers are 0, or too large to be squared.', then: 'Look at what made the vector.' },
  too_many_requests: { status: 429, when: 'This address has had `RATE_LIMIT_PER_MINUTE` texts matched or embedded within a minute.', then: WAIT },
  headers_too_large: { status: 431, when: 'The URL and the headers are larger than 16 KiB.', then: 'Send a long text with POST.' },
  client_gone: { status: 499, when: 'The caller closed the connection before the answer. Only the log shows it.', then: 'Nothing; the work was given up.' },
  internal_error: { status: 500, when: 'A fault of the service. It was logged under the `request_id`.', then: 'Tell whoever runs the service the `request_id`.' },
  starting: { status: 503, when: 'The model or the corpora are still being loaded.', then: WAIT },
  not_loaded: { status: 503, when: 'What the service needs could not be loaded; the message says what.', then: OPERATOR },
  corpus_busy: { status: 503, when: 'Something else is writing to the corpus, and only one can at a time.', then: WAIT },
  overloaded: { status: 503, when: '`MAX_QUEUE` texts are waiting to be embedded.', then: WAIT },
  embedder_restarting: { status: 503, when: 'What embeds the texts stopped and is being replaced.', then: WAIT },
  embedder_failed: { status: 503, when: 'What embeds the texts cannot be started.', then: OPERATOR },
  embedder_hung: { status: 503, when: 'What embeds the texts has not answered for `INFERENCE_TIMEOUT_MS`; the process will end, to be started again.', then: WAIT },
  corpus_unavailable: { status: 503, when: 'The corpus cannot be served, for example because its vectors do not fit its items; the message says why.', then: OPERATOR },
  files_read_only: { status: 503, when: 'The folder of the corpora cannot be written, as in a container with a read-only disk.', then: OPERATOR },
  disk_full: { status: 503, when: 'There is no room on the disk of the corpora.', then: OPERATOR },
  database_unavailable: { status: 503, when: 'The database that holds the corpus does not answer.', then: WAIT },
  database_busy: { status: 503, when: 'All connections to the database are taken.', then: WAIT },
  database_slow: { status: 503, when: 'The database needed longer than `DATABASE_TIMEOUT_MS`.', then: WAIT },
  database_read_only: { status: 503, when: 'The database takes no writes at the moment, as a standby does.', then: WAIT },
  shutting_down: { status: 503, when: 'The service is about to end and takes nothing new.', then: WAIT }
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof ERRORS
