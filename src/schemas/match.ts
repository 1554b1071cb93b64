import * as Type from 'typebox'
import type { Config } from '../config.ts'
import { MODES } from '../matching/arrange.ts'
import { corpusName, itemId, itemObject, ServedBy, text } from './common.ts'
import { FILTER_EXAMPLES } from './filters.ts'

type Limits = Pick<Config, 'MAX_TEXT_LENGTH' | 'MAX_BATCH' | 'MAX_LIMIT' | 'MAX_OFFSET'>

/** Longest vector that is taken, in numbers: what pgvector can store. */
const MAX_DIMENSIONS = 16_000
const MAX_EXCLUDED = 10_000

const limit = (limits: Limits) => Type.Integer({ minimum: 1, maximum: limits.MAX_LIMIT, default: Math.min(5, limits.MAX_LIMIT), description: 'How many matches to return' })
const offset = (limits: Limits) => Type.Integer({ minimum: 0, maximum: limits.MAX_OFFSET, default: 0, description: 'How many of the best to skip, for a next page' })
const threshold = Type.Optional(Type.Number({ minimum: -1, maximum: 1, description: 'Lowest cosine to return; default: none, so that there are always matches' }))
const corpus = Type.Optional(corpusName('Name of the corpus to search; default: the setting `DEFAULT_CORPUS`'))

/** `POST /match`. */
export const MatchRequest = (limits: Limits) => Type.Object({
  query: Type.Optional(text(limits, 'What is sought, in plain words')),
  queries: Type.Optional(Type.Array(text(limits, 'What is sought'), { minItems: 1, maxItems: limits.MAX_BATCH, description: 'Several texts at once; answered in order as `results`' })),
  embedding: Type.Optional(Type.Array(Type.Number(), { minItems: 1, maxItems: MAX_DIMENSIONS, description: 'A vector made elsewhere, with as many numbers as those of the corpus; its length does not matter' })),
  like: Type.Optional(Type.Union([
    itemId('Id of an item of the corpus that is searched'),
    Type.Object({
      corpus: Type.Optional(corpusName('Corpus of that item; default: the one that is searched')),
      id: itemId('Id of the item')
    }, { additionalProperties: false, description: 'An item of any corpus' })
  ], { description: 'An item to find others like; it is left out of its own answer' })),
  corpus,
  limit: limit(limits),
  offset: offset(limits),
  threshold,
  filter: Type.Optional(Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true, description: 'Conditions on the fields of items; see Filters', examples: FILTER_EXAMPLES })),
  exclude: Type.Optional(Type.Array(itemId('Id of an item'), { maxItems: MAX_EXCLUDED, description: 'Ids to leave out, such as those that a visitor has seen' })),
  mode: Type.Optional(Type.Enum([...MODES], { default: 'semantic', description: 'By what matches are found and ordered: `semantic` by meaning, `keyword` by the words of `query` (BM25), `hybrid` by both. The last two work with `query` and with corpora in memory. `score` is the cosine in each of them' })),
  diversify: Type.Optional(Type.Number({ minimum: 0, maximum: 1, default: 0, description: 'How much matches should differ from those before them (maximal marginal relevance among the best 100): 0 not at all, 1 as much as they can' })),
  group_by: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'A field with one value, with dots where it reaches into an object: of the items that have the same, only the best `group_size` are returned, among the best 1000. An item without it stands for itself', examples: ['user_id'] })),
  group_size: Type.Optional(Type.Integer({ minimum: 1, maximum: limits.MAX_LIMIT, description: 'How many items of each group; default: 1' })),
  fields: Type.Optional(Type.Array(Type.String({ maxLength: 200, description: 'Name of a field, with dots where it reaches into an object' }), { maxItems: 200, description: 'Fields of the item to return; default: all, `[]` none', examples: [['title', 'topic_tags']] })),
  explain: Type.Optional(Type.Boolean({ default: false, description: 'Whether to tell the sentence of each item that carries the match; for at most 50 matches of a request' }))
}, {
  additionalProperties: false,
  $id: 'MatchRequest',
  'x-examples': {
    'A text': { value: { query: 'I got laid off and dread interviews', limit: 2, fields: ['title', 'topic_tags'] } },
    'With a filter': { value: { query: 'caring for people at night', corpus: 'jobs', threshold: 0.2, filter: FILTER_EXAMPLES[0] } },
    'Several texts': { value: { queries: ['I moved abroad and know nobody', 'my father drinks'], limit: 1, fields: ['title'] } },
    'Like an item': { value: { like: { corpus: 'people', id: 'dilnoza-karimova' }, corpus: 'jobs', limit: 3, fields: ['role', 'company'] } }
  }
})

/** `GET /match`, for a person with a browser or curl. */
export const MatchQuerystring = (limits: Limits) => Type.Object({
  q: Type.String({ ...text(limits, 'What is sought, in plain words'), examples: ['I dread interviews'] }),
  corpus,
  limit: limit(limits),
  offset: offset(limits),
  threshold
}, { additionalProperties: false })

const rating = {
  match_percent: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, description: 'The score as a person may read it: placed against how near unrelated things are in this corpus, so that it means the same in every corpus. Left out where that is not known' })),
  strength: Type.Optional(Type.Enum(['strong', 'good', 'weak'], { description: 'The same in a word: `strong` from 75 percent, `good` from 33, else `weak`' }))
}

const Explanation = Type.Object({
  sentence: Type.Optional(Type.String({ description: 'The sentence whose own vector is closest to what was sought' })),
  field: Type.Optional(Type.String({ description: 'The field of the item that it stands in' })),
  start: Type.Optional(Type.Integer({ minimum: 0, description: 'Where it begins there, in UTF-16 code units, as texts are counted in JavaScript' })),
  end: Type.Optional(Type.Integer({ minimum: 0, description: 'Where it ends: the index after its last code unit' })),
  score: Type.Optional(Type.Number({ minimum: -1, maximum: 1, description: 'The cosine of that sentence with what was sought, three decimals' })),
  shared: Type.Optional(Type.Unsafe<Record<string, string[]>>({ type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } }, description: "Entries of the item's lists that the text names, or that the item of `like` has too, by field" }))
}, { additionalProperties: false, description: 'Why it matches, with `explain`; left out where nothing can be told, because the item has no texts or the model is not here' })

const Match = Type.Object({
  id: itemId('Id of the item'),
  score: Type.Number({ minimum: -1, maximum: 1, description: 'How close in meaning: the cosine of both vectors, six decimals; 1 is the same' }),
  ...rating,
  item: itemObject('The fields of the item, all or those that `fields` names'),
  explanation: Type.Optional(Explanation)
}, { additionalProperties: false })

const Warning = Type.Object({
  code: Type.String({ description: 'A code for programs: `query_truncated`, `filter_never_holds`, `common_words` or `weak_matches`' }),
  message: Type.String({ description: 'A sentence for people' })
}, { additionalProperties: false })

export const MatchResponse = Type.Object({
  matches: Type.Array(Match, { description: 'By descending score, equal scores by id, unless `mode`, `diversify` or `group_by` asks for another order' }),
  corpus: corpusName('The corpus that was searched'),
  total: Type.Integer({ description: 'Items that `filter` and `exclude` leave, before `threshold` and `group_by`; with `mode` `keyword` those of them that have one of the words' }),
  total_is: Type.Enum(['exact', 'at_least'], { description: 'Whether `total` was counted to the end' }),
  model: Type.Union([Type.String(), Type.Null()], { description: 'The model that made the vectors; null where nobody said which' }),
  served_by: ServedBy,
  exact: Type.Boolean({ description: 'Whether every item was compared; false where an approximate index answered, or words that stand in very many items were not looked up' }),
  warnings: Type.Array(Warning, { description: 'What a caller should know, such as a text longer than the model reads or a filter that compares texts with a number' }),
  took_ms: Type.Number({ description: 'Milliseconds for the whole request, without the network' })
}, {
  $id: 'MatchResponse',
  additionalProperties: false,
  description: 'The answer to one text, vector or item',
  examples: [{
    matches: [{ id: 'c48e4b69-cb18-40d4-af2f-e41ed93a84e4', score: 0.648359, match_percent: 92, strength: 'strong', item: { title: 'I cancelled the interview from the tram', topic_tags: ['interviews', 'interview-nerves', 'rejection', 'unemployment', 'anxiety', 'job-search'] } }],
    corpus: 'mentors',
    total: 170,
    total_is: 'exact',
    model: 'Xenova/all-MiniLM-L6-v2',
    served_by: 'memory',
    exact: true,
    warnings: [],
    took_ms: 2.1
  }]
})

export const BatchResponse = Type.Object({
  results: Type.Array(Type.Ref('MatchResponse'), { description: 'One answer for each of `queries`, in order' })
}, { $id: 'BatchResponse', additionalProperties: false, description: 'The answer to `queries`' })

/** Milliseconds by stage, https://www.w3.org/TR/server-timing/. */
export const MATCH_HEADERS = { 'Server-Timing': { type: 'string', description: 'Milliseconds of each stage: `tokenize`, `queue`, `infer`, `search`, and `explain` where that was asked for', examples: ['tokenize;dur=0.31, queue;dur=0.02, infer;dur=1.20, search;dur=0.09'] } }
