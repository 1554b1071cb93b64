import { pause } from './pause.ts'

export interface Latest<Args extends unknown[], Answer> {
  /** Runs the task after the pause, unless it is called again before; undefined where a later call took its place. */
  (...args: Args): Promise<Answer | undefined>
  /** The same without the pause. */
  now: (...args: Args) => Promise<Answer | undefined>
  /** Gives up what waits or runs. */
  cancel: () => void
}

/**
 * For a field that is searched while somebody types: only the last call counts. Each aborts the one before, and waits until nothing was typed for a moment.
 *
 * @param task is given a signal, which it hands on
 * @param pauseMs milliseconds without another call before the task runs
 */
export function latest<Args extends unknown[], Answer> (task: (signal: AbortSignal, ...args: Args) => Promise<Answer>, pauseMs: number = 250): Latest<Args, Answer> {
  let running = new AbortController()
  const start = async (ms: number, args: Args): Promise<Answer | undefined> => {
    running.abort()
    const { signal } = running = new AbortController()
    try {
      if (ms > 0) await pause(ms, signal)
      const answer = await task(signal, ...args)
      return signal.aborted ? undefined : answer
    } catch (error) {
      if (signal.aborted) return undefined
      throw error
    }
  }
  return Object.assign(async (...args: Args) => await start(pauseMs, args), {
    now: async (...args: Args) => await start(0, args),
    cancel: () => running.abort()
  })
}
