// Texts of so many tokens, by the service's tokenizer.
import { join } from 'node:path'
import { MODEL, root } from './lib.mjs'
import { parts } from './parts.mjs'

const { loadTokenizer } = await parts("export { loadTokenizer } from './src/embedding/tokenizer.ts'")
const tokenize = await loadTokenizer({ modelsDir: join(root, 'models'), id: MODEL, maxTokens: 256 })

export const idsOf = text => tokenize(text).ids

const WORDS = [...new Set(('i lost my job in the spring and want to work with people at night again because the days are for my children who go to school near the river ' +
  'where we live since the old house was sold after the winter my friends say that care is hard but fair work').split(' '))]

for (const word of WORDS) if (idsOf(word).length !== 3) throw new Error(`"${word}" is not one token between the special ones`)

/** A text of exactly so many tokens, special ones included; another for every `n`. */
export function textOf (tokens, n = 0) {
  const words = Array.from({ length: tokens - 2 }, (_, i) => WORDS[(i * (1 + n % 7) + n) % WORDS.length])
  // The first words spell the number, so that no two texts are the same.
  let rest = n
  for (let i = 0; i < Math.min(4, words.length); i++, rest = Math.floor(rest / WORDS.length)) words[i] = WORDS[rest % WORDS.length]
  return words.join(' ')
}
