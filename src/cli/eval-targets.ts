import type { Client } from '../client/index.ts'
import { createClient, KindredError } from '../client/index.ts'
import type { Config } from '../config.ts'
import { corporaIn } from '../corpus/file-store.ts'
import type { Mode } from '../matching/arrange.ts'
import { say } from './args.ts'
import { withMatcher } from './with-matcher.ts'

/** One corpus of what is measured. */
export interface CorpusUnderTest {
  /** The ids of the best ten. */
  match (query: string, mode: Mode): Promise<string[]>
  has (id: string): Promise<boolean>
}

/** What is measured: the corpora here, or a service that runs. */
export interface Target {
  corpora (): Promise<string[]>
  use<T> (corpus: string, measure: (corpus: CorpusUnderTest) => Promise<T>): Promise<T>
}

const LIMIT = 10

/** The corpora of DATA_DIR. */
export function localTarget (config: Config): Target {
  return {
    corpora: async () => await corporaIn(config.DATA_DIR),
    use: async (name, measure) => await withMatcher(config, name, async (matcher, corpus) => await measure({
      match: async (query, mode) => (await matcher.match({ query, mode, corpus: name, limit: LIMIT, offset: 0, fields: [] })).results[0]!.matches.map(({ id }) => id),
      has: async id => await corpus.item(id) !== undefined
    }))
  }
}

/** So long is waited for a service that does not answer, in milliseconds, and for its limit of texts per minute. */
const [TO_ANSWER_MS, TO_ALLOW_MS] = [10_000, 300_000]

/** A service. */
export function remoteTarget (url: string, key: string | undefined): Target {
  const client = createClient({ url, ...key === undefined ? {} : { key }, patienceMs: TO_ALLOW_MS, onWait: ({ message, seconds }) => say(`${message} Trying again in ${Math.ceil(seconds)} s.`) })
  return {
    corpora: async () => (await client.corpora({ patienceMs: TO_ANSWER_MS })).corpora.map(({ name }) => name),
    use: async (corpus, measure) => await measure({
      match: async (query, mode) => (await client.match({ query, mode, corpus, limit: LIMIT, fields: [] })).matches.map(({ id }) => id),
      has: async id => await isThere(client, corpus, id)
    })
  }
}

async function isThere (client: Client, corpus: string, id: string): Promise<boolean> {
  try {
    await client.item(corpus, id)
    return true
  } catch (error) {
    if (error instanceof KindredError && error.status === 404) return false
    throw error
  }
}
