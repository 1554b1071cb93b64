/** The sign-in by face of a site that makes the vectors itself, as its developers wrote it. Only `SERVICE` changes. */

const SAME_FACE = 0.6

export function faceComparison (SERVICE: string, fetch = globalThis.fetch) {
  return async function isSamePerson (stored: number[], seen: number[]): Promise<{ same: boolean, confidence: string }> {
    const response = await fetch(`${SERVICE}/compare-faces`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ embedding_a: stored, embedding_b: seen }) })
    const result = await response.json() as { similarity: number, distance: number, detail: string | { msg: string }[] }
    if (!response.ok) throw new Error(typeof result.detail === 'string' ? result.detail : result.detail[0]!.msg)
    return { same: result.similarity >= SAME_FACE && result.distance <= 1 - SAME_FACE, confidence: `${Math.round(result.similarity * 100)}%` }
  }
}
