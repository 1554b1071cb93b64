import type { Config } from '../config.ts'
import { ERRORS } from '../error-codes.ts'
import { FILTERS } from './filters.ts'

/** A part of the document in Markdown; the page shows the text once its title is opened. */
export interface Section { title: string, text: string }

const INTRO = 'Finds the stories, jobs or people closest in meaning to a sentence. JSON in, JSON out, UTF-8; `POST /match` is the route that most callers need.'

/** What holds for every route, the filters and the errors. */
export function sections (config: Config): Section[] {
  return [{ title: 'Rules for every route', text: rules(config) }, { title: 'Filters', text: FILTERS }, { title: 'Errors', text: errors() }]
}

/** The description of the whole document. */
export function description (config: Config): string {
  const folded = sections(config).map(({ title, text }) => `<details>\n<summary>${title}</summary>\n\n${text}\n\n</details>`)
  return [INTRO, ...folded].join('\n\n')
}

const number = (value: number): string => value.toLocaleString('en')

function rules (config: Config): string {
  const limits: [what: string, value: number, setting: string][] = [
    ['Bytes of a body', config.MAX_BODY_BYTES, 'MAX_BODY_BYTES'],
    ['Bytes of a list of items (one a line: no limit)', config.MAX_UPLOAD_BYTES, 'MAX_UPLOAD_BYTES'],
    ['Characters of a text', config.MAX_TEXT_LENGTH, 'MAX_TEXT_LENGTH'],
    ['Texts of a request', config.MAX_BATCH, 'MAX_BATCH'],
    ['Matches of an answer (`limit`)', config.MAX_LIMIT, 'MAX_LIMIT'],
    ['Matches that can be skipped (`offset`)', config.MAX_OFFSET, 'MAX_OFFSET'],
    ['Conditions of a filter', config.MAX_FILTER_CONDITIONS, 'MAX_FILTER_CONDITIONS'],
    ['Levels of a filter', config.MAX_FILTER_DEPTH, 'MAX_FILTER_DEPTH'],
    ['Texts that may wait to be embedded', config.MAX_QUEUE, 'MAX_QUEUE']
  ]
  return `**Requests.** A body is a JSON object, sent with \`content-type: application/json\`. An unknown field is refused, not ignored, and a similar known name is suggested (*Did you mean…*).
Nothing is converted: \`"5"\` is not \`5\`, but in a query string, which knows only text.

**Errors** have one shape: \`error\` is a code for programs, \`message\` a sentence for people, \`detail\` the list of what is wrong (for a 400 about a body or a query string; otherwise the message again),
\`status\` the status again, \`request_id\` what the log knows the request by, and \`docs\` the place in \`/docs\` where the code is explained. 429 and 503 carry \`Retry-After\` in seconds: send the same request again after that time.

**Limits** are settings; the values are those of this service.

| Limit | Value | Setting |
|---|---|---|
${limits.map(([what, value, setting]) => `| ${what} | ${number(value)} | \`${setting}\` |`).join('\n')}

**Rate limit.** ${config.RATE_LIMIT_PER_MINUTE === 0
  ? 'There is none here (`RATE_LIMIT_PER_MINUTE` is 0).'
  : `One address may have ${number(config.RATE_LIMIT_PER_MINUTE)} texts matched or embedded a minute (\`RATE_LIMIT_PER_MINUTE\`).`} A batch counts as many as it has texts, a match by \`embedding\` or \`like\` counts one, vectors
that are compared count nothing. A request that is refused for it is not counted, so a smaller one may still fit. Corpora, writing, health, metrics and the pages are free.

**Keys.** Reading is open unless \`API_KEYS\` is set. Then a key is sent as \`X-Api-Key\`, or as \`Authorization: Bearer …\`; a private Space keeps a Bearer that begins with \`hf_\` for itself, so \`X-Api-Key\` is the one that works everywhere.
Writing needs one of \`ADMIN_KEYS\`, sent in the same way, which may read as well; where there are none it is a 403.
\`/\`, \`/health\`, \`/api/health\`, \`/livez\`, \`/readyz\`, \`/metrics\`, \`/docs\` and \`/openapi.json\` need none. A key that nobody asked for is ignored.

**Calls from pages (CORS).** Pages of every origin may call while reading is open; \`CORS_ORIGINS\` names those that may otherwise. No cookies are used. A page can read the headers \`Retry-After\`, \`Server-Timing\`, \`X-Request-Id\`, \`X-Kindred-Warning\`, \`ETag\` and \`Location\`.

**Headers of answers.** \`X-Request-Id\` stands on every answer; one that you send is kept if it has at most 64 letters, digits, \`.\`, \`_\` or \`-\`. \`Server-Timing\` on a match says how many milliseconds each stage took.
Errors and the answers to texts carry \`Cache-Control: no-store\`. A corpus has an \`ETag\`, which changes with it; \`If-None-Match\` is answered 304.

**Privacy.** Texts are embedded in this process and forgotten: they are not logged, not stored and not sent on. Only the vectors of the last texts are kept, in memory, under a keyed hash whose key dies with the process.`
}

function errors (): string {
  const rows = Object.entries(ERRORS).map(([code, { status, when, then }]) => `| <a id="${code}"></a>\`${code}\` | ${status} | ${when} | ${then} |`)
  return ['| Code | Status | When | What to do |', '|---|---|---|---|', ...rows].join('\n')
}
