/** Resolves after the time, or rejects with the signal's reason once it is aborted. */
export const pause = async (ms: number, signal?: AbortSignal | null): Promise<void> => await new Promise((resolve, reject) => {
  signal?.throwIfAborted()
  const end = (settle: () => void) => () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    settle()
  }
  const abort = end(() => reject(signal?.reason))
  const timer = setTimeout(end(resolve), ms)
  signal?.addEventListener('abort', abort)
})
