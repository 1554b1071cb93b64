/** The search box of a documentation site, as its developers wrote it against their own service. Only `API` changes. */

interface Hit { chunk_id: string, snippet: string, source_path: string, slug: string, title: string, score: number }

export interface Row { key: string, href: string, heading: string, text: string, from: string }

export function documentSearch (API: string, fetch = globalThis.fetch) {
  return async function search (query: string, extra: object = { top_k: 5 }): Promise<Row[] | { error: string }> {
    const res = await fetch(`${API}/search`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ query, ...extra }) })
    if (!res.ok) {
      const { detail } = await res.json() as { detail: string | { loc: (string | number)[], msg: string }[] }
      return { error: Array.isArray(detail) ? detail.map(d => `${String(d.loc[d.loc.length - 1])}: ${d.msg}`).join('; ') : detail }
    }
    const { results } = await res.json() as { results: Hit[] }
    return results.map(hit => ({
      key: hit.chunk_id,
      href: `/docs/${hit.slug}`,
      heading: hit.title || hit.source_path.split('/').pop()!,
      text: hit.snippet.replace(/\s+/g, ' ').slice(0, 200),
      from: `${hit.source_path} (${hit.score.toFixed(2)})`
    }))
  }
}
