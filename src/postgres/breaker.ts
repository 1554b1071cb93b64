import { DatabaseUnavailableError } from '../errors.ts'

export interface Breaker {
  /** Throws at once while the database is known to be away, and has it looked for. */
  admit (): void
  failed (error: Error): void
  succeeded (): void
  /** What was wrong; undefined while nothing is. */
  trouble (): string | undefined
}

/**
 * Keeps requests from waiting for a database that is away. While it is open nothing waits: a request is refused at once, and sets off a probe
 * in the background, at most one at a time and one in `everyMs`; the first probe that succeeds closes it. Nobody asks, nobody probes: a
 * database that sleeps is left asleep.
 */
export function createBreaker ({ probe, everyMs }: { probe: () => Promise<unknown>, everyMs: number }): Breaker {
  let cause: Error | undefined
  let lastProbe = 0
  let probing = false

  async function look (): Promise<void> {
    if (probing || performance.now() - lastProbe < everyMs) return
    probing = true
    try {
      await probe()
      cause = undefined
    } catch (error) {
      cause = error as Error
    } finally {
      probing = false
      lastProbe = performance.now()
    }
  }

  return {
    admit () {
      if (cause === undefined) return
      const known = cause
      look().catch(() => {})
      throw new DatabaseUnavailableError(known)
    },
    failed (error) {
      cause ??= error
      lastProbe = performance.now()
    },
    succeeded () { cause = undefined },
    trouble: () => cause?.message
  }
}
