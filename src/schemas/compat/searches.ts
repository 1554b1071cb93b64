import * as Type from 'typebox'
import type { Config } from '../../config.ts'
import type { ErrorCode } from '../../error-codes.ts'
import { FAILS, itemObject, text } from '../common.ts'
import { echoedQuery, searchTime, similarity, totalResults } from './common.ts'
import { countFields } from './counts.ts'

type Limits = Pick<Config, 'MAX_TEXT_LENGTH' | 'MAX_LIMIT'>

export const LITERATURE = { usual: 50, most: 100 }
export const PASSAGES = { usual: 5, most: 20 }
const LONGEST_QUESTION = 500

/** What either search may answer instead. */
export const SEARCH_FAILS = [...FAILS.asked, ...FAILS.body, ...FAILS.loaded, ...FAILS.texts, 'corpus_not_found', 'text_not_searchable', ...FAILS.stored] as const satisfies ErrorCode[]

const id = (description: string) => Type.String({ description })
const optionalText = (description: string) => Type.String({ description: `${description}; empty where it is not said` })

/** `POST /api/v1/search`. */
export const LiteratureRequest = (limits: Limits) => Type.Object({
  query: text(limits, 'What is sought, in plain words'),
  ...countFields('max_results', { ...LITERATURE, most: Math.min(LITERATURE.most, limits.MAX_LIMIT) }),
  index: Type.Optional(Type.String({ maxLength: 200, description: 'Taken and not used: `DOCUMENTS_CORPUS` is searched' })),
  alpha: Type.Optional(Type.Number({ description: 'Taken and not used: results stand by meaning alone' })),
  use_reranking: Type.Optional(Type.Boolean({ description: 'Taken and not used: every document is compared exactly' })),
  sort_by: Type.Optional(Type.String({ maxLength: 200, description: 'Taken and not used: results stand by descending score' }))
}, { additionalProperties: false, examples: [{ query: 'how to keep strangers from calling the service', max_results: 3 }] })

const Warning = Type.Object({
  code: Type.String({ description: 'A code for programs: `no_effect`, `query_truncated` or `weak_matches`' }),
  message: Type.String({ description: 'A sentence for people' })
}, { additionalProperties: false })

export const LiteratureResponse = Type.Object({
  query: echoedQuery,
  total_results: totalResults,
  results: Type.Array(Type.Object({
    id: id('Id of the document'),
    title: optionalText('Its title'),
    abstract: optionalText('What it says'),
    score: similarity,
    source: optionalText('Where it comes from'),
    metadata: itemObject('Its other fields')
  }, { additionalProperties: false }), { description: 'By descending score' }),
  search_time_ms: searchTime,
  warnings: Type.Array(Warning, { description: 'What was taken and has no effect, that a text was too long to be read whole, and that nothing stands out' })
}, { additionalProperties: false, description: 'The documents' })

/** `POST /search`. */
export const PassagesRequest = ({ MAX_LIMIT, MAX_TEXT_LENGTH }: Limits) => Type.Object({
  query: text({ MAX_TEXT_LENGTH: Math.min(LONGEST_QUESTION, MAX_TEXT_LENGTH) }, 'What is sought, in plain words'),
  ...countFields('top_k', { ...PASSAGES, most: Math.min(PASSAGES.most, MAX_LIMIT) })
}, { additionalProperties: false, examples: [{ query: 'how do I put it on the web?', top_k: 3 }] })

export const PassagesResponse = Type.Object({
  query: echoedQuery,
  results: Type.Array(Type.Object({
    chunk_id: id('Id of the passage'),
    snippet: optionalText('The passage'),
    source_path: optionalText('The file or address that it comes from'),
    slug: optionalText('A name for addresses'),
    title: optionalText('Its title'),
    score: similarity
  }, { additionalProperties: false }), { description: 'By descending score' }),
  total_results: totalResults,
  search_time_ms: searchTime
}, { additionalProperties: false, description: 'The passages' })
