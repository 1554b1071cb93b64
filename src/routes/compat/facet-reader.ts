import type { Corpus, Facet } from '../../matching/ports.ts'

/** Reads the facets of a field once for each version of its corpus: to count a large one takes a database a second. */
export function facetReader (): (corpus: Corpus, field: string, limit: number) => Promise<Facet[]> {
  let last: { key: string, facets: Promise<Facet[]> } | undefined
  return async (corpus, field, limit) => {
    const key = JSON.stringify([corpus.info.name, corpus.info.version, field, limit])
    if (last?.key === key) return await last.facets
    const facets = corpus.facets(field, limit)
    last = { key, facets }
    facets.catch(() => { if (last?.facets === facets) last = undefined })
    return await facets
  }
}
