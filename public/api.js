import { createClient } from './client.js'

const SERVICE = new URL('.', document.baseURI).href
let key

/** The key is kept as long as the page is open, and nowhere else. */
export const useKey = value => { key = value || undefined }
export const hasKey = () => key !== undefined
export const addressOf = path => SERVICE + path

const clientOf = options => createClient({ url: SERVICE, key, ...options })

/** For what the page asks beside a match: it goes on without, or asks again by itself. */
export const ask = () => clientOf({ patienceMs: 0 })

/** @param options of the client, and `onTry`, called whenever the request is sent */
export async function match (request, { onTry, ...options }) {
  let serverTiming
  let startedAt
  const timed = async (url, init) => {
    onTry()
    startedAt = performance.now()
    const response = await fetch(url, init)
    serverTiming = response.headers.get('server-timing') ?? ''
    return response
  }
  const answer = await clientOf({ fetch: timed }).match(request, options)
  return { answer, serverTiming, tripMs: performance.now() - startedAt }
}
