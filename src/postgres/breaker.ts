import { DatabaseUnavailableError } from '../errors.ts'

export interface Breaker {
  /** Throws at once while the database is known to be away, and has it looked for. */
  admit (): void
  failed (reason: Error): void
  succeeded (): void
  /** What was wrong; undefined while nothing is. */
  trouble (): string | undefined
}

export interface BreakerOptions {
  /** Rejects with the reason while the database is away. */
  probe: () => Promise<unknown>
  everyMs: number
}

/**
 * Keeps requests from waiting for a database that is away. While it is open nothing waits: a request is refused at once, and sets off a probe
 * in the background, at most one at a time and one in `everyMs`; the first probe that succeeds closes it. The failure that opens it sets off
 * the first. Nobody asks, nobody probes: a database that sleeps is left asleep.
 */
export function createBreaker ({ probe, everyMs }: BreakerOptions): Breaker {
  let reason: Error | undefined
  let lastProbe = -Infinity
  let probing = false

  async function look (): Promise<void> {
    if (probing || performance.now() - lastProbe < everyMs) return
    probing = true
    try {
      await probe()
      reason = undefined
    } catch (error) {
      // A request that succeeded in the meantime knows better.
      if (reason !== undefined) reason = error as Error
    } finally {
      probing = false
      lastProbe = performance.now()
    }
  }

  return {
    admit () {
      if (reason === undefined) return
      const known = reason
      look().catch(() => {})
      throw new DatabaseUnavailableError(known)
    },
    failed (error) {
      reason ??= error
      look().catch(() => {})
    },
    succeeded () { reason = undefined },
    trouble: () => reason?.message
  }
}
