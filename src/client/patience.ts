import { KindredError } from './errors.ts'
import type { Patience, Why } from './options.ts'
import { pause } from './pause.ts'

/** How long until the next try where the service does not say: 1, 2, 4, then 5 seconds. */
const LONGEST_GUESS_S = 5

/** Tries until there is an answer, or waiting longer is no use. */
export async function patiently<T> (attempt: () => Promise<T>, { retries = 5, patienceMs = 120_000, onWait }: Patience, signal?: AbortSignal | null): Promise<T> {
  const end = performance.now() + patienceMs
  let refusals = 0
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      const why = whyToWait(error)
      if (why === undefined || (why === 'busy' && refusals++ >= retries)) throw error
      const { message, retryAfter = Math.min(2 ** tries, LONGEST_GUESS_S) } = error as KindredError
      // Never before the time that was named, and up to half as long again, so that those who were refused together do not come back together. Where that is
      // no time at all, as a date is for a clock that is ahead, pauses grow all the same.
      const seconds = Math.max(retryAfter, Math.min(2 ** tries / 100, 1)) * (1 + Math.random() / 2)
      // Also where what was given is no number.
      if (!(performance.now() + seconds * 1000 <= end)) throw error
      onWait?.({ why, message, seconds, error: error as KindredError })
      await pause(seconds * 1000, signal)
    }
  }
}

/** Undefined where the same request would fail again. What a platform shows in place of a sleeping service may be a 200. */
function whyToWait (error: unknown): Why | undefined {
  if (!(error instanceof KindredError)) return undefined
  const { code, status } = error
  if (status === 429) return 'busy'
  if (code === 'starting') return 'starting'
  if (status === 0 || (code === 'foreign_answer' && (status >= 500 || status < 300))) return 'away'
  return status === 503 ? 'busy' : undefined
}
