/** So rarely that a short text hardly ever meets it, so often that nothing waits for ever. */
const OLDEST_EVERY = 20

/** The smallest class: a visitor's sentence or two, in characters. */
const SMALL = 256

/**
 * Gives the smallest entry first; but every twentieth turn goes to the one that has waited longest. Shortest job first keeps the mean wait
 * shortest (Smith 1956), and the exception keeps it from starving the long ones. Entries count as equal, and come in the order of arrival, where
 * their sizes are in one class, each twice as wide as the one below: else a word more would make a sentence wait for all others under load.
 */
export class ShortestFirstQueue<T> {
  /** Entries with their classes, in the order of arrival. */
  readonly #classes = new Map<T, number>()
  #turns = 0

  get size (): number { return this.#classes.size }

  push (entry: T, size: number): void {
    this.#classes.set(entry, Math.ceil(Math.log2(Math.max(SMALL, size))))
  }

  shift (): T | undefined {
    if (this.#classes.size === 0) return undefined
    const entry = ++this.#turns % OLDEST_EVERY === 0 ? this.#oldest() : this.#smallest()
    if (entry !== undefined) this.#classes.delete(entry)
    return entry
  }

  /** Takes an entry out, wherever it stands; false where it is not there. */
  remove (entry: T): boolean {
    return this.#classes.delete(entry)
  }

  /** Takes all entries out. */
  clear (): T[] {
    const entries = [...this.#classes.keys()]
    this.#classes.clear()
    return entries
  }

  #oldest (): T | undefined {
    return this.#classes.keys().next().value
  }

  #smallest (): T | undefined {
    let smallest: T | undefined
    let least = Infinity
    for (const [entry, size] of this.#classes) {
      if (smallest !== undefined && size >= least) continue
      smallest = entry
      least = size
    }
    return smallest
  }
}
