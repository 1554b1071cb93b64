import { counted } from '../counted.ts'
import type { Problem } from '../errors.ts'
import { InvalidRequestError, ItemNotFoundError, ModelMismatchError, TextNotSearchableError, UnusableVectorError } from '../errors.ts'
import type { Arrangement } from './arrange.ts'
import { arrangedSearch, checkArrangement } from './arrange.ts'
import type { Backgrounds } from './backgrounds.ts'
import type { Explanation, Sought as SoughtThing } from './explain.ts'
import { checkExplained, createExplainer } from './explainer.ts'
import { neverHolding } from './filter-warnings.ts'
import type { FilterLimits } from './filters.ts'
import { parseFilter } from './filters.ts'
import type { KeywordIndexes } from './keyword-indexes.ts'
import { createKeywordIndexes } from './keyword-indexes.ts'
import type { Corpus, CorpusStore, Embedder, Embedding, EmbedTimings, Item, Kept, SearchResult } from './ports.ts'
import { projectionOf } from './projection.ts'
import type { Rating } from './strength.ts'
import { ratingBy, weakMatches } from './strength.ts'

/** A request to match, already valid in itself. Exactly one of the first four says what to look for. */
export interface MatchQuery extends Arrangement {
  query?: string
  /** Of a text longer than the model reads; default: the start. */
  keep?: Kept
  queries?: string[]
  embedding?: number[]
  like?: string | { corpus?: string, id: string }
  corpus?: string
  limit: number
  offset: number
  threshold?: number
  filter?: unknown
  exclude?: string[]
  fields?: string[]
  /** Whether to say which sentence of an item carries the match. */
  explain?: boolean
}

/** The rating is left out where the background of the corpus is not known. */
export interface Match extends Partial<Rating> { id: string, score: number, item: Partial<Item>, explanation?: Explanation }
export interface Warning { code: string, message: string }

export interface Matches {
  matches: Match[]
  corpus: string
  total: number
  total_is: 'exact' | 'at_least'
  /** Null where the vectors of the corpus were made elsewhere and nobody said by what. */
  model: string | null
  served_by: 'memory' | 'postgres'
  exact: boolean
  warnings: Warning[]
  /** Milliseconds. */
  took_ms: number
}

/** Milliseconds by stage, summed over the queries of a request; `queue` is the longest wait. */
export interface MatchTimings extends EmbedTimings { search: number, /** With `explain`. */ explain?: number }

export interface MatchAnswer { results: Matches[], batch: boolean, timings: MatchTimings }

export interface Matcher {
  /** Throws a KindredError that says what is wrong with the request, or that the embedder cannot answer now. */
  match (query: MatchQuery, signal?: AbortSignal): Promise<MatchAnswer>
}

export interface MatcherOptions {
  embedder: Embedder
  corpora: CorpusStore
  defaultCorpus: () => string
  filterLimits: FilterLimits
  /** Without it there is the mode semantic alone. */
  keywords?: KeywordIndexes
  /** What says how strong a match is; without it no match is rated. */
  backgrounds?: Backgrounds
  /** Whether the vectors of sentences that explained something are kept; default: as far as there is room. */
  keepsSentences?: boolean
}

interface Sought { vector: Float32Array, warnings: Warning[], exclude?: string, timings?: EmbedTimings, thing?: SoughtThing }

/** The core: turns what is sought into vectors and searches the corpus with them. */
export function createMatcher ({ embedder, corpora, defaultCorpus, filterLimits, keywords = createKeywordIndexes(0), backgrounds, keepsSentences }: MatcherOptions): Matcher {
  const explainer = createExplainer(embedder, { keeps: keepsSentences })

  async function match (query: MatchQuery, signal?: AbortSignal): Promise<MatchAnswer> {
    const start = performance.now()
    checkOneOf(query)
    checkExplained(query)
    const corpus = await corpora.get(query.corpus ?? defaultCorpus())
    checkArrangement(query, corpus)
    const fields = corpus.info.fields.map(field => field.name)
    const filter = query.filter === undefined ? undefined : parseFilter(query.filter, fields, filterLimits)
    const filterWarnings = filter === undefined ? [] : neverHolding(filter, corpus.info.fields).map(message => ({ code: 'filter_never_holds', message }))
    const project = projectionOf(query.fields, fields)

    const sought = await seek(query, corpus, signal)
    const searchStart = performance.now()
    const found = await arrangedSearch(corpus, {
      vectors: sought.map(({ vector }) => vector),
      limit: query.limit,
      offset: query.offset,
      threshold: query.threshold === undefined ? undefined : query.threshold - HALF_A_DIGIT,
      filter,
      exclude: new Set([...query.exclude ?? [], ...sought.flatMap(({ exclude }) => exclude ?? [])])
    }, query, keywords)
    const { name, model, servedBy } = corpus.info
    const rate = ratingBy(await backgrounds?.of(corpus), query.like === undefined && query.embedding === undefined ? 'texts' : 'items')
    const results = found.map(({ hits, total, totalIs, exact, warnings }, i): Matches => {
      const matches = hits.map(({ item, score }): Match => ({ id: item.id, score: rounded(score), ...rate?.(score), item: project(item) }))
      const weak = query.offset === 0 && (query.mode ?? 'semantic') === 'semantic' ? weakMatches(matches) : []
      return { matches, corpus: name, total, total_is: totalIs, model, served_by: servedBy, exact, warnings: [...sought[i]!.warnings, ...filterWarnings, ...warnings, ...weak], took_ms: 0 }
    })
    const searched = performance.now()
    if (query.explain === true) await explainAll(corpus, sought, found, results, signal)
    const end = performance.now()
    for (const result of results) result.took_ms = Math.round((end - start) * 100) / 100
    return { results, batch: query.queries !== undefined, timings: { ...sumOfTimings(sought), search: searched - searchStart, ...query.explain === true && { explain: end - searched } } }
  }

  /** Adds to each match why it is one. */
  async function explainAll (corpus: Corpus, sought: readonly Sought[], found: readonly SearchResult[], results: readonly Matches[], signal: AbortSignal | undefined): Promise<void> {
    for (const [i, { hits }] of found.entries()) {
      for (const [k, { item }] of hits.entries()) {
        const explanation = await explainer.explain(corpus, item, sought[i]!.vector, sought[i]!.thing, signal)
        if (explanation !== undefined) results[i]!.matches[k]!.explanation = explanation
      }
    }
  }

  async function seek (query: MatchQuery, corpus: Corpus, signal: AbortSignal | undefined): Promise<Sought[]> {
    if (query.embedding !== undefined) return [{ vector: givenVector(query.embedding, corpus), warnings: [] }]
    if (query.like !== undefined) return [await itemVector(query.like, corpus, query.explain === true)]
    const texts = query.queries ?? [query.query!]
    const embeddings = await embedder.embed(texts, { model: modelOf(corpus), keep: query.keep, signal })
    return embeddings.map(({ vector, timings, ...lengths }, i) => ({ vector, timings, thing: { text: texts[i]! }, warnings: truncationWarnings(lengths, query.keep) }))
  }

  /** Throws where no text can be compared with the vectors of a corpus. */
  function modelOf ({ info: { name, model } }: Corpus): string {
    if (model === null || !embedder.models().some(({ id }) => id === model)) throw new TextNotSearchableError(name, model)
    return model
  }

  async function itemVector (like: NonNullable<MatchQuery['like']>, corpus: Corpus, explain: boolean): Promise<Sought> {
    const { corpus: from, id } = typeof like === 'string' ? { id: like } : like
    const isSame = from === undefined || from === corpus.info.name
    const source = isSame ? corpus : await corpora.get(from)
    if (!isSame && (source.info.model === null || source.info.model !== corpus.info.model)) throw new ModelMismatchError(`Items of "${source.info.name}" cannot be compared with "${corpus.info.name}": their vectors were made by different models.`)
    const vector = await source.vectorOf(id)
    if (vector === undefined) throw new ItemNotFoundError(source.info.name, id)
    const item = explain ? await source.item(id) : undefined
    return { vector, warnings: [], ...item === undefined ? {} : { thing: { item } }, ...isSame ? { exclude: id } : {} }
  }

  return { match }
}

const SOUGHT = ['query', 'queries', 'embedding', 'like'] as const

function checkOneOf (query: MatchQuery): void {
  const given = SOUGHT.filter(name => query[name] !== undefined)
  if (given.length !== 1) {
    const message = given.length === 0 ? 'Say what to look for: one of query, queries, embedding, like.' : `Give one of ${SOUGHT.join(', ')}; this has ${given.join(' and ')}.`
    throw new InvalidRequestError([{ path: '', message }])
  }
  const texts = query.queries ?? (query.query === undefined ? [] : [query.query])
  const blank = texts.flatMap((text, index): Problem[] => {
    const path = query.queries === undefined ? 'query' : `queries.${index}`
    return text.trim() === '' ? [{ path, message: `${path} is blank.` }] : []
  })
  if (blank.length > 0) throw new InvalidRequestError(blank)
}

function givenVector (numbers: number[], { info: { name, dimensions } }: Corpus): Float32Array {
  if (numbers.length !== dimensions) throw new InvalidRequestError([{ path: 'embedding', message: `embedding has ${counted(numbers.length, 'number')}; the vectors of "${name}" have ${dimensions}.` }])
  const length = Math.hypot(...numbers)
  if (!(length > 0 && Number.isFinite(length))) throw new UnusableVectorError('embedding has no direction: all its numbers are 0, or they are too large.')
  return Float32Array.from(numbers, number => number / length)
}

/** The warning that a text was longer than the model reads, where it was. */
export function truncationWarnings ({ tokens, tokensOfText }: Pick<Embedding, 'tokens' | 'tokensOfText'>, keep: Kept = 'start'): Warning[] {
  return tokens === tokensOfText ? [] : [{ code: 'query_truncated', message: `Only the ${keep === 'start' ? 'first' : 'last'} ${tokens} of ${tokensOfText} tokens were read.` }]
}

function sumOfTimings (sought: Sought[]): EmbedTimings {
  const timings = sought.map(each => each.timings ?? { tokenize: 0, queue: 0, infer: 0 })
  const sum = (stage: keyof EmbedTimings) => timings.reduce((total, each) => total + each[stage], 0)
  return { tokenize: sum('tokenize'), queue: Math.max(0, ...timings.map(each => each.queue)), infer: sum('infer') }
}

/** Scores are shown with six decimals; one that is shown as the threshold is at it. */
const HALF_A_DIGIT = 5e-7

/** Six decimals, within −1 and 1: a sum of rounded products may lie a little outside. */
function rounded (score: number): number {
  return Math.round(Math.min(1, Math.max(-1, score)) * 1e6) / 1e6
}
