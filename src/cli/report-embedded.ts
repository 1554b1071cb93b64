import { counted } from '../counted.ts'
import type { EmbedCorpusResult } from '../ingest/embed-corpus.ts'
import { say } from './args.ts'

/** What was done, in a line or two on stderr. */
export function reportEmbedded (name: string, { items, embedded, resumed, truncated, template }: EmbedCorpusResult, ms: number, maxTokens: number): void {
  const parts = [`${embedded} embedded`, ...resumed > 0 ? [`${resumed} done by a run before that was interrupted`] : [], `${items - embedded - resumed} unchanged`, `${(ms / 1000).toFixed(1)} s`]
  say(`${name}: ${counted(items, 'item')} as ${template.map(part => JSON.stringify(part)).join(' + ')}; ${parts.join(', ')}.`)
  if (truncated > 0) say(`${name}: ${truncated} of them ${truncated === 1 ? 'has' : 'have'} a text too long for the model (${maxTokens} tokens) without spaces to cut it at; only its beginning counts.`)
}
