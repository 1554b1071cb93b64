/** A set of the rows of a corpus, one bit each. */
export class RowSet {
  readonly rows: number
  readonly #words: Uint32Array

  /** Without any row. */
  constructor (rows: number, words = new Uint32Array(Math.ceil(rows / 32))) {
    this.rows = rows
    this.#words = words
  }

  static all (rows: number): RowSet {
    return new RowSet(rows).complement()
  }

  add (row: number): void {
    this.#words[row >> 5]! |= 1 << (row & 31)
  }

  delete (row: number): void {
    this.#words[row >> 5]! &= ~(1 << (row & 31))
  }

  has (row: number): boolean {
    return (this.#words[row >> 5]! >>> (row & 31) & 1) === 1
  }

  copy (): RowSet {
    return new RowSet(this.rows, this.#words.slice())
  }

  /** How many rows are in it. */
  count (): number {
    let sum = 0
    for (const word of this.#words) sum += ones(word)
    return sum
  }

  and (other: RowSet): RowSet {
    return new RowSet(this.rows, this.#words.map((word, i) => word & other.#words[i]!))
  }

  or (other: RowSet): RowSet {
    return new RowSet(this.rows, this.#words.map((word, i) => word | other.#words[i]!))
  }

  complement (): RowSet {
    const words = this.#words.map(word => ~word)
    const used = this.rows & 31
    if (used > 0) words[words.length - 1]! &= (1 << used) - 1
    return new RowSet(this.rows, words)
  }

  /** The groups of four rows, ascending, of which at least one row is in it. */
  groups (): Uint32Array {
    const groups = new Uint32Array(Math.min(Math.ceil(this.rows / 4), this.count()))
    let count = 0
    // Not `forEach`: a counter that a closure writes to makes it four times slower.
    for (let i = 0; i < this.#words.length; i++) {
      for (let word = this.#words[i]!, nibble = 0; word !== 0; word >>>= 4, nibble++) if ((word & 15) !== 0) groups[count++] = 8 * i + nibble
    }
    return groups.subarray(0, count)
  }
}

/** Bits that are 1 in a word of 32 (Hacker's Delight, 5-1). */
function ones (word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0F0F0F0F, 0x01010101) >>> 24
}
