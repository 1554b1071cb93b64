/** So rarely that a short text hardly ever meets it, so often that nothing waits for ever. */
const OLDEST_EVERY = 20

/**
 * Gives the smallest entry first, equal ones in the order of arrival; but every twentieth turn goes to the one that has waited longest.
 * Shortest job first keeps the mean wait shortest (Smith 1956), and the exception keeps it from starving the long ones.
 */
export class ShortestFirstQueue<T> {
  /** Entries with their sizes, in the order of arrival. */
  readonly #sizes = new Map<T, number>()
  #turns = 0

  get size (): number { return this.#sizes.size }

  push (entry: T, size: number): void {
    this.#sizes.set(entry, size)
  }

  shift (): T | undefined {
    if (this.#sizes.size === 0) return undefined
    const entry = ++this.#turns % OLDEST_EVERY === 0 ? this.#oldest() : this.#smallest()
    if (entry !== undefined) this.#sizes.delete(entry)
    return entry
  }

  /** Takes an entry out, wherever it stands; false where it is not there. */
  remove (entry: T): boolean {
    return this.#sizes.delete(entry)
  }

  /** Takes all entries out. */
  clear (): T[] {
    const entries = [...this.#sizes.keys()]
    this.#sizes.clear()
    return entries
  }

  #oldest (): T | undefined {
    return this.#sizes.keys().next().value
  }

  #smallest (): T | undefined {
    let smallest: T | undefined
    let least = Infinity
    for (const [entry, size] of this.#sizes) {
      if (smallest !== undefined && size >= least) continue
      smallest = entry
      least = size
    }
    return smallest
  }
}
