/** Pay as the one number that jobs are compared by, and its share in a score. */

export interface Salary { min: number | null, max: number | null, currency: string | null }

/** The mean of both bounds, or the one there is; null where there is none. */
export function averageSalary ({ min, max }: Salary): number | null {
  return min === null || max === null ? min ?? max : (min + max) / 2
}

/**
 * Each job's average salary between the lowest (0) and the highest (1) of those in the same currency; 0.5 where these are all equal, null where a
 * job has none. Amounts without a currency are compared with each other.
 */
export function normalizedSalaries (salaries: readonly Salary[]): (number | null)[] {
  const ranges = new Map<string, { least: number, most: number }>()
  for (const salary of salaries) {
    const average = averageSalary(salary)
    if (average === null) continue
    const { least, most } = ranges.get(currencyOf(salary)) ?? { least: average, most: average }
    ranges.set(currencyOf(salary), { least: Math.min(least, average), most: Math.max(most, average) })
  }
  return salaries.map(salary => {
    const average = averageSalary(salary)
    if (average === null) return null
    const { least, most } = ranges.get(currencyOf(salary))!
    return most === least ? 0.5 : (average - least) / (most - least)
  })
}

const currencyOf = ({ currency }: Salary): string => currency?.trim().toUpperCase() ?? ''

const MEANING = 0.7
const PAY = 0.3

/** 0.7 · similarity + 0.3 · normalised salary; a job that names no salary gets nothing for it. */
export function combinedScore (similarity: number, normalizedSalary: number | null): number {
  return MEANING * similarity + PAY * (normalizedSalary ?? 0)
}
