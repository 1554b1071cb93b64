import { env } from '@xenova/transformers/src/env.js'
import { AutoTokenizer } from '@xenova/transformers/src/tokenizers.js'
import type { ModelFolder } from './model-folder.ts'

export interface Tokens {
  /** At most `maxTokens`, special tokens included. */
  ids: number[]
  /** Tokens of the whole text. */
  ofText: number
}

export type Tokenize = (text: string) => Tokens

/** The tokenizer of a model folder. Reads nothing from a network. */
export async function loadTokenizer ({ modelsDir, id, maxTokens }: Pick<ModelFolder, 'modelsDir' | 'id' | 'maxTokens'>): Promise<Tokenize> {
  Object.assign(env, { localModelPath: modelsDir, allowRemoteModels: false, useFSCache: false, useBrowserCache: false })
  const tokenizer = await AutoTokenizer.from_pretrained(id, { local_files_only: true })
  return text => truncated(tokenizer.encode(text.toWellFormed()), maxTokens)
}

/** Cuts the words and keeps the closing special token (`[SEP]`), as sentence-transformers does; the library's own truncation loses it. */
function truncated (ids: number[], maxTokens: number): Tokens {
  if (ids.length <= maxTokens) return { ids, ofText: ids.length }
  return { ids: [...ids.slice(0, maxTokens - 1), ids.at(-1)!], ofText: ids.length }
}
