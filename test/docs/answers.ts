import { fits } from '../matching/naive-filter.ts'

/** What a text shows of an answer: the last digits depend on the processor's kernels, and every run takes its own time. */
const TOLERANCE = 0.002
const TIMES = ['took_ms', 'uptime_s']

/** Where an answer differs from the one that stands in the documentation, a line each. */
export function differences (shown: unknown, given: unknown, path = ''): string[] {
  if (typeof shown === 'number' && typeof given === 'number') return Math.abs(shown - given) <= TOLERANCE ? [] : [`${path} is ${given}, not ${shown}`]
  if (typeof shown !== 'object' || shown === null || typeof given !== 'object' || given === null) return shown === given ? [] : [`${path} is ${JSON.stringify(given)}, not ${JSON.stringify(shown)}`]
  const names = new Set([...Object.keys(shown), ...Object.keys(given)])
  return [...names].filter(name => !TIMES.includes(name))
    .flatMap(name => differences((shown as Record<string, unknown>)[name], (given as Record<string, unknown>)[name], `${path}.${name}`))
}

const NUMBER = /-?\d+(?:\.\d+)?/g

/** The same for what a program prints: line by line, numbers with the same tolerance. */
export function printedDifferences (shown: string, given: string): string[] {
  const [expected, printed] = [shown, given].map(text => text.trimEnd().split('\n').map(line => line.trimEnd())) as [string[], string[]]
  if (expected.length !== printed.length) return [`${printed.length} lines, not ${expected.length}: ${given}`]
  return expected.flatMap((line, i) => {
    const [a, b] = [line, printed[i]!].map(text => (text.match(NUMBER) ?? []).map(Number)) as [number[], number[]]
    const alike = line.replace(NUMBER, '#') === printed[i]!.replace(NUMBER, '#') && differences(a, b).length === 0
    return alike ? [] : [`"${printed[i]}", not "${line}"`]
  })
}

/** What is wrong with what a match in a shell block gave: it finds something, and only what its filter lets through. */
export function matchProblems (code: string, answers: unknown[]): string[] {
  const requests = [...code.matchAll(/-d '(\{[\s\S]*?\})'/g)].map(match => JSON.parse(match[1]!) as Record<string, unknown>)
  return answers.flatMap((answer, i) => {
    const results = resultsOf(answer)
    const { filter, fields } = requests[i] ?? {}
    const items = filter === undefined || fields !== undefined ? [] : results.flatMap(({ matches }) => matches.map(match => match.item))
    return [
      ...results.filter(({ matches }) => matches.length === 0).map(() => `answer ${i + 1} has no matches`),
      ...items.filter(item => !fits(item, filter as object)).map(({ id }) => `${id} does not fit the filter`)
    ]
  })
}

interface Result { matches: { item: { id: string } }[] }

/** Of a match, or of each in a batch; other routes call something else results. */
function resultsOf (answer: unknown): Result[] {
  const { matches, results = [] } = answer as { matches?: Result['matches'], results?: Partial<Result>[] }
  return (matches === undefined ? results : [{ matches }]).filter((result): result is Result => result.matches !== undefined)
}
