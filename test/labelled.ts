import { readFile } from 'node:fs/promises'
import type { App } from '../src/app.ts'

interface Fit { query: string, fits: boolean, stories?: string[], kind?: string }
interface Carrying { query: string, story: string, sentence: string, also_good: string[] }
interface Answer { matches: { explanation?: { sentence?: string } }[], warnings: { code: string }[] }

async function labels<T> (name: string): Promise<T[]> {
  const lines = (await readFile(new URL(`fixtures/${name}.jsonl`, import.meta.url), 'utf8')).trim().split('\n')
  return lines.map(line => JSON.parse(line) as T)
}

async function match (app: App, payload: object): Promise<Answer> {
  return (await app.inject({ method: 'POST', url: '/match', payload: { corpus: 'mentors', limit: 1, fields: [], ...payload } })).json()
}

export interface Alarms { of: number, warned: number }

/** How often `weak_matches` is said, by kind of query; `fits` are those with a fitting story. */
export async function alarms (app: App, name: string): Promise<Record<string, Alarms>> {
  const kinds: Record<string, Alarms> = {}
  for (const { query, fits, kind } of await labels<Fit>(name)) {
    const { warnings } = await match(app, { query })
    const counts = kinds[fits ? 'fits' : kind ?? 'other'] ??= { of: 0, warned: 0 }
    counts.of++
    if (warnings.some(({ code }) => code === 'weak_matches')) counts.warned++
  }
  return kinds
}

/** How often the sentence that explains a match is the labelled one, and how often that or another that was judged as good. */
export async function carried (app: App, name: string): Promise<{ of: number, labelled: number, good: number, ms: number[] }> {
  const result = { of: 0, labelled: 0, good: 0, ms: [] as number[] }
  for (const { query, story, sentence, also_good: alsoGood } of await labels<Carrying>(name)) {
    const { matches } = await match(app, { query, filter: { id: story }, explain: true })
    const chosen = matches[0]!.explanation!.sentence!
    result.of++
    if (isSame(chosen, sentence)) result.labelled++
    if ([sentence, ...alsoGood].some(label => isSame(chosen, label))) result.good++
    const start = performance.now()
    await match(app, { query, limit: 5, explain: true })
    result.ms.push(performance.now() - start)
  }
  return result
}

/** Who labelled may have cut a sentence at another place: one that holds the other whole is the same. */
function isSame (a: string, b: string): boolean {
  const [x, y] = [a, b].map(text => text.replace(/\s+/g, ' ').trim()) as [string, string]
  return x === y || (Math.min(x.length, y.length) > 15 && (x.includes(y) || y.includes(x)))
}
