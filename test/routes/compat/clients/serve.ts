import type { App } from '../../../../src/app.ts'
import { checkedFetch } from '../../../openapi.ts'

/** The app on a port of its own, and a `fetch` for its clients that checks every answer against the document. */
export async function serve (app: App): Promise<{ base: string, fetch: typeof fetch }> {
  const base = await app.listen({ host: '127.0.0.1', port: 0 })
  const checked = async (...[url, init]: Parameters<typeof fetch>) => await checkedFetch(base, String(url).slice(base.length), init)
  return { base, fetch: checked }
}
