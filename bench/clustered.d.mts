import type { Item } from '../src/matching/ports.ts'

export function clustered (options: { dimensions: number, seed: number, clusters?: number, spread?: number }): {
  at (row: number): { item: Item, vector: Float32Array, cluster: number }
  query (n: number): { vector: Float32Array, cluster: number }
}
