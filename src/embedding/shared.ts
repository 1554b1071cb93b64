import type { Embedding } from '../matching/ports.ts'
import type { EmbedText, KeyOf } from './text-embedder.ts'

/**
 * Computes equal texts that are in flight together once. The work is given up only when nobody waits for it any more.
 */
export function shared (embedText: EmbedText, keyOf: KeyOf): EmbedText {
  const inFlight = new Map<string, { result: Promise<Embedding>, waiting: number, giveUp: AbortController }>()

  return async (request, { signal, ...options } = {}) => {
    signal?.throwIfAborted()
    // A visitor who asks the same is not to wait for its turn.
    if (options.bulk === true) return await embedText(request, { ...options, signal })
    const key = keyOf(request)
    let call = inFlight.get(key)
    if (call === undefined) {
      const giveUp = new AbortController()
      const result = embedText(request, { ...options, signal: giveUp.signal })
      call = { result, waiting: 0, giveUp }
      inFlight.set(key, call)
      const forget = () => { if (inFlight.get(key)?.result === result) inFlight.delete(key) }
      result.then(forget, forget)
    }
    return await waitFor(call, signal, () => inFlight.delete(key))
  }
}

interface Call { result: Promise<Embedding>, waiting: number, giveUp: AbortController }

async function waitFor (call: Call, signal: AbortSignal | undefined, forget: () => void): Promise<Embedding> {
  call.waiting++
  if (signal === undefined) return await call.result
  return await new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal.reason)
      if (--call.waiting > 0) return
      forget()
      call.giveUp.abort(signal.reason)
    }
    signal.addEventListener('abort', leave, { once: true })
    call.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
