/** A statement and the values of its parameters, `$1` first. What comes from users is only ever a value. */
export interface Statement { text: string, values: unknown[] }

/** Collects values while the text that refers to them is written. */
export class Parameters {
  readonly values: unknown[] = []

  /** @returns how the text refers to the value */
  add (value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

/** A text as Postgres may store it: it has no NUL in JSON, and no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed()
