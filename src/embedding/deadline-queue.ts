/** Entries in the order of their deadlines; equal deadlines in the order of arrival. */
export class DeadlineQueue<T> {
  #entries: { deadline: number, value: T }[] = []

  get size (): number { return this.#entries.length }

  push (value: T, deadline: number): void {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#entries[middle]!.deadline <= deadline) low = middle + 1
      else high = middle
    }
    this.#entries.splice(low, 0, { deadline, value })
  }

  shift (): T | undefined {
    return this.#entries.shift()?.value
  }

  /** Takes an entry out, wherever it stands; false where it is not there. */
  remove (value: T): boolean {
    const index = this.#entries.findIndex(entry => entry.value === value)
    if (index >= 0) this.#entries.splice(index, 1)
    return index >= 0
  }

  /** Takes all entries out. */
  clear (): T[] {
    return this.#entries.splice(0).map(entry => entry.value)
  }
}
