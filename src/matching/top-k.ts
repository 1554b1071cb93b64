export interface ScoredRow { row: number, score: number }

/**
 * Keeps the k highest scores with their rows, in a binary heap whose root is the worst of them. Of equal scores the lower row is kept and
 * stands first.
 */
export class TopK {
  readonly #scores: Float64Array
  readonly #rows: Int32Array
  #size = 0

  constructor (k: number) {
    this.#scores = new Float64Array(k)
    this.#rows = new Int32Array(k)
  }

  offer (score: number, row: number): void {
    if (this.#size < this.#rows.length) this.#add(score, row)
    else if (this.#size > 0 && worse(this.#scores[0]!, this.#rows[0]!, score, row)) this.#sink(0, score, row)
  }

  /** The score below which nothing is kept any more. */
  bound (): number {
    if (this.#size < this.#rows.length) return -Infinity
    return this.#size === 0 ? Infinity : this.#scores[0]!
  }

  /** Rows and their scores from the best to the worst. */
  sorted (): ScoredRow[] {
    const entries = Array.from({ length: this.#size }, (_, i) => ({ row: this.#rows[i]!, score: this.#scores[i]! }))
    return entries.sort((a, b) => b.score - a.score || a.row - b.row)
  }

  #add (score: number, row: number): void {
    let hole = this.#size++
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      if (!worse(score, row, this.#scores[parent]!, this.#rows[parent]!)) break
      this.#move(parent, hole)
      hole = parent
    }
    this.#set(hole, score, row)
  }

  /** Puts an entry into the hole or below it, moving worse ones up. */
  #sink (hole: number, score: number, row: number): void {
    for (;;) {
      const left = 2 * hole + 1
      if (left >= this.#size) break
      const child = left + 1 < this.#size && this.#isWorse(left + 1, left) ? left + 1 : left
      if (!worse(this.#scores[child]!, this.#rows[child]!, score, row)) break
      this.#move(child, hole)
      hole = child
    }
    this.#set(hole, score, row)
  }

  #isWorse (a: number, b: number): boolean {
    return worse(this.#scores[a]!, this.#rows[a]!, this.#scores[b]!, this.#rows[b]!)
  }

  #move (from: number, to: number): void {
    this.#set(to, this.#scores[from]!, this.#rows[from]!)
  }

  #set (at: number, score: number, row: number): void {
    this.#scores[at] = score
    this.#rows[at] = row
  }
}

/** Whether entry a comes after entry b. */
function worse (scoreA: number, rowA: number, scoreB: number, rowB: number): boolean {
  return scoreA < scoreB || (scoreA === scoreB && rowA > rowB)
}
