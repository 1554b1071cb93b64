/** The result list of a literature search, as its developers wrote it against their own service. Only `baseURL` changes. */

interface Paper { id: string, title: string, abstract: string, score: number, source: string, metadata: Record<string, { toString: () => string }> }
interface Options { index?: string, maxResults?: number, alpha?: number, useReranking?: boolean, sortBy?: 'relevance' | 'date' }

export function literatureSearch (baseURL: string, fetch = globalThis.fetch) {
  return async function search (query: string, { index = 'papers', maxResults = 50, alpha = 0.5, useReranking = true, sortBy = 'relevance' }: Options = {}) {
    const response = await fetch(`${baseURL}/api/v1/search`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, index, max_results: maxResults, alpha, use_reranking: useReranking, sort_by: sortBy })
    })
    if (!response.ok) throw new Error((await response.json() as { message: string }).message)
    const data = await response.json() as { query: string, total_results: number, results: Paper[], search_time_ms: number, warnings?: { message: string }[] }
    return {
      heading: `${data.total_results} results for "${data.query}" (${data.search_time_ms.toFixed(0)} ms)`,
      notes: (data.warnings ?? []).map(warning => warning.message),
      rows: data.results.map(paper => ({
        key: paper.id,
        title: paper.title || 'Untitled',
        excerpt: paper.abstract.slice(0, 200),
        source: paper.source.toUpperCase(),
        width: `${Math.max(0, paper.score) * 100}%`,
        facts: Object.entries(paper.metadata).map(([name, value]) => `${name}: ${value.toString()}`)
      }))
    }
  }
}
