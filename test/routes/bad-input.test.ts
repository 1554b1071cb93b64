import { readFileSync, writeFileSync } from 'node:fs'
import type { InjectOptions } from 'fastify'
import t from 'tap'
import { build } from '../helper.ts'

/** What is sent, and the whole sentence that comes back; for unusual input that is answered, what is special about the answer. */
interface Row { what: string, request: InjectOptions, status: number, answer: string }

const json = { 'content-type': 'application/json' }
const get = (url: string): InjectOptions => ({ method: 'GET', url })
const post = (url: string, payload: object): InjectOptions => ({ method: 'POST', url, headers: json, payload })
const raw = (payload: string, headers: Record<string, string> = json): InjectOptions => ({ method: 'POST', url: '/match', headers, payload })
const match = (body: object): InjectOptions => post('/match', body)
const filtered = (filter: unknown): InjectOptions => match({ query: 'a new start', corpus: 'jobs', filter })
const nested = (levels: number): object => levels === 0 ? {} : { all_of: [nested(levels - 1)] }
const vector = (value: unknown, length = 384): unknown[] => Array(length).fill(value)

const MATCH_FIELDS = 'query, queries, embedding, like, corpus, limit, offset, threshold, filter, exclude, mode, diversify, group_by, group_size, fields, explain'
const CONDITIONS = 'any, all, not, none, gt, gte, lt, lte, exists'
const NOT_JSON = 'The body is not JSON.'
const NO_OBJECT = 'The body must be an object.'
const SEND_JSON = 'Send JSON, with the header "content-type: application/json".'
const FORBIDDEN = 'The body has a field "__proto__" or "constructor", which is not taken.'
const BAD_URL = 'The URL cannot be read: a % in its path is not followed by the hexadecimal digits of UTF-8.'

const bad = (what: string, request: InjectOptions, answer: string, status = 400): Row => ({ what, request, status, answer })

const BAD_BODIES = [
  bad('malformed JSON', raw('{"query": secret}'), NOT_JSON),
  bad('truncated JSON', raw('{"query": "sec'), 'The body is not JSON: it ends too early.'),
  bad('a comma too many', raw('{"query": "x",}'), 'The body is not JSON: it goes wrong at character 15.'),
  bad('500,000 opening brackets', raw('['.repeat(500_000)), 'The body is not JSON: it ends too early.'),
  bad('an empty body', raw(''), 'The body is empty; send a JSON object.'),
  bad('no body at all', { method: 'POST', url: '/match' }, NO_OBJECT),
  bad('plain text', raw('hello', { 'content-type': 'text/plain' }), SEND_JSON, 415),
  bad('a form', raw('query=hello', { 'content-type': 'application/x-www-form-urlencoded' }), SEND_JSON, 415),
  bad('a content type that is none', raw('{}', { 'content-type': 'nonsense' }), SEND_JSON, 415),
  bad('`null` as the body', raw('null'), NO_OBJECT),
  bad('a list as the body', raw('[]'), NO_OBJECT),
  bad('a text as the body', raw('"hello"'), NO_OBJECT),
  bad('a field `__proto__`', raw('{"query": "hello", "__proto__": {"limit": 1}}'), FORBIDDEN),
  bad('a field `__proto__` deep inside', raw('{"query": "hello", "filter": {"any_of": [{"__proto__": 1}]}}'), FORBIDDEN),
  bad('a `constructor` with a prototype', raw('{"query": "hello", "constructor": {"prototype": {"limit": 1}}}'), FORBIDDEN),
  bad('a body above 1 MiB', raw(`{"query": "${'x'.repeat(2 ** 20)}"}`), 'The body is larger than 1048576 bytes.', 413)
]

const BAD_MATCHES = [
  bad('a misspelt field', match({ qurey: 'hello' }), 'There is no field "qurey". Did you mean "query"?'),
  bad('a field of another service', match({ query: 'hello', top_k: 3 }), `There is no field "top_k". There are ${MATCH_FIELDS}.`),
  bad('several things wrong at once', match({ query: 'hello', limit: 0, ofset: 1, threshold: 'high' }), 'There is no field "ofset". Did you mean "offset"? limit must be 1 or more. threshold must be a number.'),
  bad('nothing to look for', match({}), 'Say what to look for: one of query, queries, embedding, like.'),
  bad('two things to look for', match({ query: 'hello', like: 'an-id' }), 'Give one of query, queries, embedding, like; this has query and like.'),
  bad('an empty text', match({ query: '' }), 'query is empty.'),
  bad('a text of spaces', match({ query: ' \n\t ' }), 'query is blank.'),
  bad('a text of 10,001 characters', match({ query: 'x'.repeat(10_001) }), 'query must have at most 10000 characters.'),
  bad('a number as the query', match({ query: 5 }), 'query must be a text.'),
  bad('`null` as the query', match({ query: null }), 'query must be a text.'),
  bad('a list as the query', match({ query: ['hello'] }), 'query must be a text.'),
  bad('a mode that there is not', match({ query: 'hello', mode: 'hybird' }), 'mode must be one of semantic, hybrid, keyword.'),
  bad('a mode that reads words, without `query`', match({ queries: ['hello'], mode: 'hybrid' }), 'mode "hybrid" reads the words of "query"; with queries, embedding or like leave it out.', 422),
  bad('too much diversity', match({ query: 'hello', diversify: 2 }), 'diversify must be 1 or less.'),
  bad('groups by a list', match({ query: 'hello', group_by: 'topic_tags' }), 'group_by names "topic_tags", which holds lists; it must be a field with one value, such as a text.'),
  bad('groups by a misspelt field', match({ query: 'hello', group_by: 'user_ids' }), 'No item of this corpus has a field "user_ids". Did you mean "user_id"?'),
  bad('a size of groups without groups', match({ query: 'hello', group_size: 2 }), 'group_size says how many of each group; give group_by too.'),
  bad('no queries', match({ queries: [] }), 'queries is an empty list.'),
  bad('a text as the queries', match({ queries: 'hello' }), 'queries must be a list.'),
  bad('a number among the queries', match({ queries: ['hello', 5] }), 'queries.1 must be a text.'),
  bad('a blank text among the queries', match({ queries: ['hello', ' '] }), 'queries.1 is blank.'),
  bad('65 queries', match({ queries: Array(65).fill('hello') }), 'queries must have at most 64 entries.'),
  bad('an embedding of two numbers', match({ embedding: [0.6, 0.8] }), 'embedding has 2 numbers; the vectors of "mentors" have 384.'),
  bad('an empty embedding', match({ embedding: [] }), 'embedding is an empty list.'),
  bad('an embedding of zeros', match({ embedding: vector(0) }), 'embedding has no direction: all its numbers are 0, or they are too large.', 422),
  bad('an embedding of numbers too large to square', match({ embedding: vector(1e308) }), 'embedding has no direction: all its numbers are 0, or they are too large.', 422),
  bad('an embedding with a text in it', match({ embedding: ['1', ...vector(0, 383)] }), 'embedding.0 must be a number.'),
  bad('a text as the embedding', match({ embedding: 'hello' }), 'embedding must be a list.'),
  bad('16,001 numbers', match({ embedding: vector(1, 16_001) }), 'embedding must have at most 16000 entries.'),
  bad('`like` an item that is not there', match({ like: 'no-such-item' }), 'The corpus "mentors" has no item "no-such-item".', 404),
  bad('`like` an item of a corpus that is not there', match({ like: { corpus: 'mentor', id: 'u1' } }), 'There is no corpus "mentor". Did you mean "mentors"?', 404),
  bad('a number as `like`', match({ like: 5 }), 'like must be a text or an object.'),
  bad('`like` without an id', match({ like: { corpus: 'mentors' } }), 'like.id is missing.'),
  bad('an unknown field in `like`', match({ like: { id: 'u1', corups: 'mentors' } }), 'There is no field "corups" in like. Did you mean "corpus"?'),
  bad('an unknown corpus', match({ query: 'hello', corpus: 'mentor' }), 'There is no corpus "mentor". Did you mean "mentors"?', 404),
  bad('a number as the corpus', match({ query: 'hello', corpus: 5 }), 'corpus must be a text.'),
  bad('an empty name of a corpus', match({ query: 'hello', corpus: '' }), 'corpus is empty.'),
  bad('a name of a corpus of 64 characters', match({ query: 'hello', corpus: 'x'.repeat(64) }), 'corpus must have at most 63 characters.'),
  bad('limit 0', match({ query: 'hello', limit: 0 }), 'limit must be 1 or more.'),
  bad('limit 101', match({ query: 'hello', limit: 101 }), 'limit must be 100 or less.'),
  bad('limit 1.5', match({ query: 'hello', limit: 1.5 }), 'limit must be a whole number.'),
  bad('limit `"5"`', match({ query: 'hello', limit: '5' }), 'limit must be a whole number.'),
  bad('limit `null`', match({ query: 'hello', limit: null }), 'limit must be a whole number.'),
  bad('a negative offset', match({ query: 'hello', offset: -1 }), 'offset must be 0 or more.'),
  bad('offset 10,001', match({ query: 'hello', offset: 10_001 }), 'offset must be 10000 or less.'),
  bad('threshold 2', match({ query: 'hello', threshold: 2 }), 'threshold must be 1 or less.'),
  bad('threshold −2', match({ query: 'hello', threshold: -2 }), 'threshold must be -1 or more.'),
  bad('threshold `"0.5"`', match({ query: 'hello', threshold: '0.5' }), 'threshold must be a number.'),
  bad('a text as `exclude`', match({ query: 'hello', exclude: 'an-id' }), 'exclude must be a list.'),
  bad('a number in `exclude`', match({ query: 'hello', exclude: [5] }), 'exclude.0 must be a text.'),
  bad('a text as `fields`', match({ query: 'hello', fields: 'title' }), 'fields must be a list.'),
  bad('an unknown field in `fields`', match({ query: 'hello', fields: ['titel'] }), 'No item of this corpus has a field "titel". Did you mean "title"?')
]

const BAD_FILTERS = [
  bad('a number as the filter', filtered(5), 'filter must be an object.'),
  bad('a list as the filter', filtered([]), 'filter must be an object.'),
  bad('a filter on an unknown field', filtered({ locaton: 'Berlin' }), 'No item of this corpus has a field "locaton". Did you mean "location"?'),
  bad('a filter on `null`', filtered({ location: null }), 'filter.location is null; to find items without the field write {"exists": false}.'),
  bad('a filter on a list', filtered({ location: ['Berlin'] }), 'filter.location is a list; write {"any": […]} or {"all": […]}.'),
  bad('no condition', filtered({ location: {} }), `filter.location has no condition; the conditions are ${CONDITIONS}.`),
  bad('a misspelt condition', filtered({ min_salary: { gtee: 5 } }), 'filter.min_salary.gtee: there is no condition "gtee". Did you mean "gte"?'),
  bad('a condition of another system', filtered({ location: { $ne: 'Berlin' } }), `filter.location.$ne: there is no condition "$ne". There are ${CONDITIONS}.`),
  bad('a range that ends in a word', filtered({ min_salary: { gte: 'much' } }), 'filter.min_salary.gte must be a number or an ISO 8601 date such as "2026-03-01".'),
  bad('`any` without a list', filtered({ location: { any: 'Berlin' } }), 'filter.location.any must be a list of texts, numbers, true or false.'),
  bad('`null` in `any`', filtered({ location: { any: [null] } }), 'filter.location.any must be a list of texts, numbers, true or false.'),
  bad('`not` a list', filtered({ location: { not: ['Berlin'] } }), 'filter.location.not must be a text, a number or true or false; for several write {"none": […]}.'),
  bad('`exists` with a word', filtered({ location: { exists: 'yes' } }), 'filter.location.exists must be true or false.'),
  bad('`all_of` without a list', filtered({ all_of: {} }), 'filter.all_of must be a list of filters.'),
  bad('a number in `any_of`', filtered({ any_of: [5] }), 'filter.any_of.0 is a filter and must be an object such as {"location": "Berlin"}.'),
  bad('a filter of six levels', filtered(nested(5)), 'filter.all_of.0.all_of.0.all_of.0.all_of.0.all_of.0 is nested deeper than 5 levels.'),
  bad('a filter of 51 conditions', filtered({ all_of: Array(51).fill({ location: 'Berlin' }) }), 'The filter has more than 50 conditions.')
]

const BAD_URLS = [
  bad('GET /match without `q`', get('/match'), 'q is missing.'),
  bad('GET /match with a blank `q`', get('/match?q=%20'), 'q is blank.'),
  bad('`q` twice', get('/match?q=a&q=b'), 'q must be a text.'),
  bad('a word as the limit in a URL', get('/match?q=a&limit=many'), 'limit must be a whole number.'),
  bad('an unknown query parameter', get('/match?q=a&limt=3'), 'There is no field "limt". Did you mean "limit"?'),
  bad('1001 items at once', get('/corpora/mentors/items?limit=1001'), 'limit must be 1000 or less.'),
  bad('an unknown corpus in the URL', get('/corpora/mentor'), 'There is no corpus "mentor". Did you mean "mentors"?', 404),
  bad('an unknown item in the URL', get('/corpora/mentors/items/nobody'), 'The corpus "mentors" has no item "nobody".', 404),
  bad('an id of 1200 characters', get(`/corpora/mentors/items/${'x'.repeat(1200)}`), 'id must have at most 200 characters.'),
  bad('an unknown route', get('/matches'), 'There is no GET /matches. /docs lists what there is.', 404),
  bad('a slash too many', post('/match/', {}), 'There is no POST /match/. Did you mean POST /match?', 404),
  bad('a wrong method', { method: 'DELETE', url: '/match' }, 'There is no DELETE /match. There is GET /match and POST /match.', 404),
  bad('GET where there is only POST', get('/embed'), 'There is no GET /embed. There is POST /embed.', 404),
  bad('POST where there is only GET', post('/health', {}), 'There is no POST /health. There is GET /health.', 404),
  bad('a % without digits in the URL', get('/corpora/%ZZ'), BAD_URL),
  bad('a byte in the URL that is no UTF-8', get('/corpora/%ff'), BAD_URL)
]

const BAD_VECTORS = [
  bad('/embed without texts', post('/embed', {}), 'texts is missing.'),
  bad('/embed with `text`', post('/embed', { text: 'hello' }), 'texts is missing. There is no field "text". Did you mean "texts"?'),
  bad('/embed with a text instead of a list', post('/embed', { texts: 'hello' }), 'texts must be a list.'),
  bad('/embed with a blank text', post('/embed', { texts: ['hello', ' '] }), 'texts.1 is blank.'),
  bad('/embed with 65 texts', post('/embed', { texts: Array(65).fill('hello') }), 'texts must have at most 64 entries.'),
  bad('an unknown model', post('/embed', { texts: ['hello'], model: 'Xenova/all-MiniLM-L6-v3' }), 'The model "Xenova/all-MiniLM-L6-v3" is not loaded. Did you mean "Xenova/all-MiniLM-L6-v2"?', 404),
  bad("a model of OpenAI's", post('/v1/embeddings', { input: 'hello', model: 'text-embedding-3-small' }), 'The model "text-embedding-3-small" is not loaded. Loaded: Xenova/all-MiniLM-L6-v2.', 404),
  bad('/v1/embeddings without input', post('/v1/embeddings', {}), 'input is missing.'),
  bad('/v1/embeddings with tokens', post('/v1/embeddings', { input: [101, 102] }), 'input.0 must be a text. input.1 must be a text.'),
  bad('/v1/embeddings with an empty list', post('/v1/embeddings', { input: [] }), 'input is an empty list.'),
  bad('/v1/embeddings with 256 dimensions', post('/v1/embeddings', { input: 'hello', dimensions: 256 }), 'The vectors of Xenova/all-MiniLM-L6-v2 have 384 dimensions and cannot be shortened.'),
  bad('/v1/embeddings in hexadecimal', post('/v1/embeddings', { input: 'hello', encoding_format: 'hex' }), 'encoding_format must be one of float, base64.'),
  bad('/compare with one side', post('/compare', { a: 'hello' }), 'b is missing.'),
  bad('/compare with a number', post('/compare', { a: 'hello', b: 5 }), 'b must be a text or a list.'),
  bad('/compare of different dimensions', post('/compare', { a: [1, 2], b: [1, 2, 3] }), 'a has 2 dimensions and b has 3; they cannot be compared.'),
  bad('/compare of a text and a vector of another model', post('/compare', { a: 'hello', b: [1, 2] }), 'a has 384 dimensions and b has 2; they cannot be compared.'),
  bad('/compare of zeros', post('/compare', { a: [0, 0], b: [1, 2] }), 'A vector of zeros has no direction and cannot be compared.', 422),
  bad('/compare of a list of texts', post('/compare', { a: ['hello'], b: 'hello' }), 'a.0 must be a number.')
]

const BAD = [...BAD_BODIES, ...BAD_MATCHES, ...BAD_FILTERS, ...BAD_URLS, ...BAD_VECTORS]

const PLAIN = '5 matches'
const answered = (what: string, query: string, answer = PLAIN): Row => ({ what, request: match({ query }), status: 200, answer })

const ANSWERED: Row[] = [
  answered('lone surrogates', '\ud800 hello \udfff'),
  answered('NUL and other control characters', 'hello\u0000\u0001\u007f world'),
  answered('10,000 characters without a space', 'x'.repeat(10_000)),
  answered('10,000 characters of short words', 'ab '.repeat(3333) + 'a', '5 matches. Only the first 256 of 3336 tokens were read.'),
  answered('10,000 emoji, 20,000 UTF-16 units', '\u{1f600}'.repeat(10_000)),
  answered('emoji joined to a family', '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽'),
  answered('Chinese', '我被裁员了,害怕面试'),
  answered('Arabic, from right to left', 'فقدت عملي وأخاف من المقابلات'),
  answered('letters with 1000 combining marks', `a${'\u0301'.repeat(1000)}`),
  answered('a zero-width space and nothing else', '\u200b'),
  answered('a single character', '?'),
  answered('HTML', '<script>alert(1)</script>'),
  answered('SQL', "'; DROP TABLE items; --"),
  answered('a template', '{{7*7}} <%= 7*7 %> %s %n'),
  { what: 'a byte order mark before the JSON', request: raw('\ufeff{"query": "hello"}'), status: 200, answer: PLAIN },
  { what: 'a field twice', request: raw('{"query": "hello", "query": "world"}'), status: 200, answer: PLAIN },
  { what: 'a percent sign that ends `q`', request: get('/match?q=100%'), status: 200, answer: PLAIN },
  { what: 'a + and a %20 in `q`', request: get('/match?q=a+new%20start'), status: 200, answer: PLAIN },
  { what: 'an offset behind the last item', request: match({ query: 'hello', offset: 10_000 }), status: 200, answer: '0 matches' },
  { what: 'a threshold that nothing reaches', request: match({ query: 'hello', threshold: 1 }), status: 200, answer: '0 matches' },
  { what: 'a filter that nothing fits', request: match({ query: 'hello', filter: { title: 'no such title' } }), status: 200, answer: '0 matches' },
  { what: 'an empty filter', request: match({ query: 'hello', filter: {} }), status: 200, answer: PLAIN },
  { what: 'an id in `exclude` that is not there', request: match({ query: 'hello', exclude: ['nobody'] }), status: 200, answer: PLAIN },
  { what: 'the same text 64 times', request: match({ queries: Array(64).fill('hello') }), status: 200, answer: '64 results' },
  { what: 'an embedding of tiny numbers', request: match({ embedding: vector(1e-200) }), status: 200, answer: PLAIN }
]

t.test('input', async t => {
  const app = await build(t)

  for (const { what, request, status, answer } of BAD) {
    t.test(`${what} is answered ${status} with a sentence`, async t => {
      const response = await app.inject(request)
      t.equal(response.statusCode, status)
      t.ok(status >= 400 && status < 500)
      t.equal(response.json().message, answer)
      t.equal(response.headers['x-request-id'], response.json().request_id)
    })
  }

  for (const { what, request, answer } of ANSWERED) {
    t.test(`${what}: answered`, async t => {
      const response = await app.inject(request)
      t.equal(response.statusCode, 200)
      t.equal(summary(response.json()), answer)
    })
  }

  t.test('a list of more than a thousand wrong entries is answered with twenty sentences', async t => {
    const response = await app.inject(match({ embedding: vector('x', 1500) }))
    t.equal(response.json().detail.length, 20)
    t.match(response.json().message, / And \d+ more\.$/)
  })

  t.test('a name of a megabyte is not sent back', async t => {
    for (const body of [{ ['k'.repeat(1e6)]: 1 }, { query: 'hello', filter: { ['k'.repeat(1e6)]: 1 } }, { query: 'hello', fields: ['k'.repeat(200)] }]) {
      const response = await app.inject(match(body))
      t.equal(response.statusCode, 400)
      t.ok(response.body.length < 4000)
    }
  })
})

interface Summarised { matches?: unknown[], results?: unknown[], warnings?: { code: string, message: string }[] }

/** That nothing stands out is no news where the text is nonsense. */
function summary ({ matches, results, warnings: all = [] }: Summarised): string {
  const warnings = all.filter(({ code }) => code !== 'weak_matches')
  const count = results === undefined ? `${matches!.length} matches` : `${results.length} results`
  return [count, ...warnings.map(({ message }) => message)].join('. ').replace(/\.$/, '') + (warnings.length > 0 ? '.' : '')
}

t.test('docs/bad-input.md is the tables of this file (UPDATE_DOCS=1 writes it)', async t => {
  const file = new URL('../../docs/bad-input.md', import.meta.url)
  const page = `# Bad and unusual input

What is answered to input that is wrong or odd. A test sends every row and compares the whole sentence. Where no route is named, the input goes to \`POST /match\`.

## Refused

${table(BAD)}

## Unusual, and answered

${table(ANSWERED)}

Written by \`test/routes/bad-input.test.ts\` (\`UPDATE_DOCS=1\`).
`
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, page)
  t.equal(readFileSync(file, 'utf8'), page)
  t.ok(BAD.length >= 45)
  t.equal(new Set([...BAD, ...ANSWERED].map(({ what }) => what)).size, BAD.length + ANSWERED.length, 'every row has a name of its own')
})

function table (rows: Row[]): string {
  const cells = rows.map(({ what, status, answer }) => `| ${what} | ${status} | ${answer.replaceAll('|', '\\|').replaceAll('__', '\\_\\_')} |`)
  return ['| Input | Status | Answer |', '|---|---|---|', ...cells].join('\n')
}
