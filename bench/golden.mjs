// Texts with the vectors that all-MiniLM-L6-v2 must give them. Loads no runtime: two versions of it do not get on in one process.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib.mjs'

/** Those that are shorter than what the model reads: libraries cut longer ones at other places. */
export function goldenTexts () {
  return JSON.parse(readFileSync(join(root, 'test/fixtures/minilm-golden.json'), 'utf8')).items.filter(({ token_count: tokens }) => tokens < 256)
}

export function cosine (a, b) {
  let [product, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    product += a[i] * b[i]
    aa += a[i] * a[i]
    bb += b[i] * b[i]
  }
  return product / Math.sqrt(aa * bb)
}
