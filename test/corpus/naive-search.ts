import type { Item } from '../../src/matching/ports.ts'
import { fits } from '../matching/naive-filter.ts'

/** What memoryCorpus().search is compared with: everything is looked at, everything is sorted. Written from docs/api.md alone. */

export interface NaiveSearch { vector: Float32Array, limit: number, offset: number, threshold: number | undefined, filter: object | undefined, exclude: ReadonlySet<string> }
export interface NaiveRow { item: Item, vector: Float32Array }

export function naiveSearch (rows: readonly NaiveRow[], { vector, limit, offset, threshold, filter, exclude }: NaiveSearch): { total: number, hits: { id: string, score: number }[] } {
  const left = rows.filter(({ item }) => !exclude.has(item.id) && (filter === undefined || fits(item, filter)))
  const scored = left.map(row => ({ id: row.item.id, score: cosine(row.vector, vector) }))
  const near = scored.filter(({ score }) => threshold === undefined || score >= threshold)
  const sorted = near.sort((a, b) => b.score - a.score || (utf8(a.id) < utf8(b.id) ? -1 : 1))
  return { total: left.length, hits: sorted.slice(offset, offset + limit) }
}

const utf8 = (id: string): string => Buffer.from(id).toString('hex')

/** Of unit vectors: four interleaved sums of doubles, what is left over goes to the first, added up pairwise. */
export function cosine (a: Float32Array, b: Float32Array): number {
  const whole = a.length - a.length % 4
  const sumOf = (lane: number) => [...a.keys()].filter(i => i < whole ? i % 4 === lane : lane === 0).reduce((sum, i) => sum + a[i]! * b[i]!, 0)
  return (sumOf(0) + sumOf(1)) + (sumOf(2) + sumOf(3))
}
