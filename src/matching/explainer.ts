import { LRUCache } from 'lru-cache'
import { InvalidRequestError } from '../errors.ts'
import type { Candidate, Explanation, Sought } from './explain.ts'
import { candidatesOf, carrying, sharedEntries } from './explain.ts'
import type { Corpus, Embedder, Item } from './ports.ts'
import type { Compact } from './sentence-vectors.ts'
import { compact, cosine, keyOf, SMALL_CORPUS } from './sentence-vectors.ts'
import { fieldsOf } from './template-fields.ts'

/** Bytes of sentence vectors that are kept: those of about 15,000 sentences. */
const MOST_BYTES = 8 * 2 ** 20
/** What an item's entry costs beside its vectors, and each vector beside its numbers. */
const ENTRY_OVERHEAD = 400
const VECTOR_OVERHEAD = 100
const PAGE = 100

/** Explanations of one request, at most: each may cost some ten embeddings. */
const MOST_EXPLAINED = 50

/** @throws InvalidRequestError where a request wants more explained than it may */
export function checkExplained ({ explain, queries, limit }: { explain?: boolean, queries?: readonly string[], limit: number }): void {
  if (explain !== true || (queries?.length ?? 1) * limit <= MOST_EXPLAINED) return
  throw new InvalidRequestError([{ path: 'explain', message: `explain is for at most ${MOST_EXPLAINED} matches in one request; ask for fewer with limit.` }])
}

export interface Explainer {
  /** Why an item matches what was sought. Undefined where nothing can be said. Throws as the embedder does. */
  explain (corpus: Corpus, item: Item, vector: Float32Array, sought: Sought, signal: AbortSignal | undefined): Promise<Explanation | undefined>
}

/**
 * Explains matches by the sentences of their items. Those vectors were made beforehand or are made when they are asked for first, and kept as far as there
 * is room; not at all with `keeps: false`, where those that were made beforehand are read each time.
 */
export function createExplainer (embedder: Embedder, { keeps = true }: { keeps?: boolean | undefined } = {}): Explainer {
  const kept = new LRUCache<string, readonly Compact[]>({
    maxSize: MOST_BYTES,
    sizeCalculation: vectors => vectors.reduce((sum, { codes }) => sum + codes.length + VECTOR_OVERHEAD, ENTRY_OVERHEAD)
  })
  const warmed = new Set<string>()
  /** By corpus, when what was made beforehand has been read. */
  const taken = new Map<string, Promise<void>>()

  async function explain (corpus: Corpus, item: Item, vector: Float32Array, sought: Sought, signal: AbortSignal | undefined): Promise<Explanation | undefined> {
    const fields = fieldsFor(corpus)
    const { model } = corpus.info
    const isHere = model !== null && embedder.models().some(({ id }) => id === model)
    const candidates = isHere ? candidatesOf(item, fields) : []
    if (isHere && keeps) await takeOver(corpus)
    const vectors = isHere ? await vectorsOf(corpus, candidates, model, signal) : []
    const shared = sharedEntries(item, fields, sought)
    const explanation = { ...carrying(candidates, vectors.map(sentence => cosine(sentence, vector))), ...shared === undefined ? {} : { shared } }
    if (isHere && keeps) warm(corpus, model)
    return Object.keys(explanation).length > 0 ? explanation : undefined
  }

  /** Reads what was made beforehand, once for each corpus. Where that fails it is made when it is asked for. */
  async function takeOver ({ info: { name }, sentences }: Corpus): Promise<void> {
    const reading = taken.get(name) ?? Promise.resolve(sentences?.()).then(made => made?.forEach((vectors, key) => kept.set(key, vectors))).catch(() => {})
    taken.set(name, reading)
    await reading
  }

  /** As bulk work: a visitor's text overtakes it, and it drives no visitor's vector out of the cache. */
  async function vectorsOf (corpus: Corpus, candidates: readonly Candidate[], model: string, signal: AbortSignal | undefined): Promise<readonly Compact[]> {
    const texts = candidates.map(({ text }) => text)
    const key = keyOf(model, texts)
    const known = keeps ? kept.get(key) : await madeFor(corpus, key)
    if (known !== undefined) return known
    const vectors = (await embedder.embed(texts, { model, signal, bulk: true })).map(({ vector }) => compact(vector))
    if (keeps) kept.set(key, vectors)
    return vectors
  }

  async function madeFor ({ sentences }: Corpus, key: string): Promise<readonly Compact[] | undefined> {
    return (await sentences?.(key).catch(() => undefined))?.get(key)
  }

  /** Embeds those sentences of a small corpus that are not there yet behind the answers, once. What fails is made when it is asked for. */
  function warm (corpus: Corpus, model: string): void {
    const { name, items, servedBy } = corpus.info
    if (items > SMALL_CORPUS || servedBy !== 'memory' || warmed.has(name)) return
    warmed.add(name)
    warmAll(corpus, model).catch(() => warmed.delete(name))
  }

  async function warmAll (corpus: Corpus, model: string): Promise<void> {
    const fields = fieldsFor(corpus)
    for (let at = 0; at < corpus.info.items; at += PAGE) {
      for (const item of await corpus.items(at, PAGE)) await vectorsOf(corpus, candidatesOf(item, fields), model, undefined)
    }
  }

  return { explain }
}

/** Those that are embedded; where vectors came with the items, all. */
const fieldsFor = ({ info: { template, fields } }: Corpus): string[] => template.length > 0 ? fieldsOf(template) : fields.map(({ name }) => name)
