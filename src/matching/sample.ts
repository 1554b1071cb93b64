/**
 * So many of the ids, chosen by a hash of theirs (the lowest ones, a bottom-k sketch): the same ones everywhere, and another item changes at most
 * one of them. All, where there are no more.
 */
export function sampleOf (ids: readonly string[], count: number): number[] {
  const indices = [...ids.keys()]
  if (ids.length <= count) return indices
  const hashes = ids.map(fnv1a)
  return indices.sort((a, b) => hashes[a]! - hashes[b]! || a - b).slice(0, count)
}

/** FNV-1a over UTF-16 units, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). */
function fnv1a (text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
