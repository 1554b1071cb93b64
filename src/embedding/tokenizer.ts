import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AutoTokenizer, PreTrainedTokenizer } from '@xenova/transformers/src/tokenizers.js'
import type { Kept } from '../matching/ports.ts'
import type { ModelFolder } from './model-folder.ts'

export interface Tokens {
  /** At most `maxTokens`, special tokens included. */
  ids: number[]
  /** Tokens of the whole text. */
  ofText: number
}

/** @param keep which words of a text that is too long are read; default: the first */
export type Tokenize = (text: string, keep?: Kept) => Tokens

/** The tokenizer of a model folder: its `tokenizer.json`, and `tokenizer_config.json` where there is one. */
export async function loadTokenizer ({ modelsDir, id, maxTokens }: Pick<ModelFolder, 'modelsDir' | 'id' | 'maxTokens'>): Promise<Tokenize> {
  const [json, config] = await Promise.all(['tokenizer.json', 'tokenizer_config.json'].map(async file => await readFile(join(modelsDir, id, file), 'utf8').then(JSON.parse, () => ({})) as Record<string, unknown>))
  const named = String(config!['tokenizer_class']).replace(/Fast$/, '')
  const Tokenizer = AutoTokenizer.TOKENIZER_CLASS_MAPPING[named] ?? PreTrainedTokenizer
  const tokenizer = new Tokenizer(json!, config!)
  return (text, keep) => truncated(tokenizer.encode(text.toWellFormed()), maxTokens, keep)
}

/** Cuts the words and keeps the special tokens around them (`[CLS]`, `[SEP]`), as sentence-transformers does; the library's own truncation loses one. */
function truncated (ids: number[], maxTokens: number, keep: Kept = 'start'): Tokens {
  if (ids.length <= maxTokens) return { ids, ofText: ids.length }
  const kept = keep === 'start' ? [...ids.slice(0, maxTokens - 1), ids.at(-1)!] : [ids[0]!, ...ids.slice(1 - maxTokens)]
  return { ids: kept, ofText: ids.length }
}
