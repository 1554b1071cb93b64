/** A point in time after which something is given up. */
export interface Limit {
  /** Milliseconds that are left; Infinity where there is no limit. */
  leftMs (): number
  /** What a promise resolves with, unless the time is over first. */
  race<T> (promise: Promise<T>): Promise<T>
  /** To be called in the end: stops the clock. */
  clear (): void
}

/** What took too long. */
export class TimeOverError extends Error {
  constructor (ms: number) { super(`no answer in ${ms} ms`) }
}

/** @param ms until then; 0 for no limit */
export function limitOf (ms: number): Limit {
  const end = ms > 0 ? performance.now() + ms : Infinity
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    if (ms > 0) timer = setTimeout(() => reject(new TimeOverError(ms)), ms)
  })
  // Nobody may be racing when it rejects.
  late.catch(() => {})
  return {
    leftMs: () => end - performance.now(),
    race: async promise => await Promise.race([promise, late]),
    clear: () => clearTimeout(timer)
  }
}
