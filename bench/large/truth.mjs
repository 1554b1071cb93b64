// The right answers, by comparing every generated vector with every query: nothing of the product or of a database has a part in them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CASES, numbersOf } from './cases.mjs'
import { rowsOf } from './load.mjs'

export const NEIGHBOURS = 10

/** @returns for each case by name, for each query, the ids of its nearest rows */
export function truthOnce (folder, { rows, seed, queries }) {
  const kept = join(folder, `truth-${rows}-${seed}-${queries}.json`)
  if (!existsSync(kept)) writeFileSync(kept, JSON.stringify(truth({ rows, seed, queries })))
  return JSON.parse(readFileSync(kept, 'utf8'))
}

function truth ({ rows, seed, queries }) {
  const { at, query } = rowsOf(seed)
  const asked = Array.from({ length: queries }, (_, n) => {
    const { vector, cluster } = query(n)
    return { vector, least: -Infinity, answers: Object.values(CASES).map(filterOf => ({ keeps: filterOf(n, cluster).keeps, top: [], least: -Infinity })) }
  })
  for (let row = 0; row < rows; row++) {
    const { item, vector } = at(row)
    const numbers = numbersOf(item)
    for (const one of asked) {
      const score = dot(one.vector, vector)
      if (score > one.least) offerToAll(one, item.id, numbers, score)
    }
  }
  return Object.fromEntries(Object.keys(CASES).map((name, i) => [name, asked.map(({ answers }) => answers[i].top.map(({ id }) => id))]))
}

function offerToAll (one, id, numbers, score) {
  for (const answer of one.answers) if (score > answer.least && answer.keeps(numbers)) offer(answer, id, score)
  one.least = Math.min(...one.answers.map(({ least }) => least))
}

/** Puts a row among the nearest. */
function offer (answer, id, score) {
  const { top } = answer
  const at = top.findIndex(other => score > other.score)
  top.splice(at === -1 ? top.length : at, 0, { id, score })
  if (top.length > NEIGHBOURS) top.pop()
  if (top.length === NEIGHBOURS) answer.least = top[NEIGHBOURS - 1].score
}

function dot (a, b) {
  let [s0, s1, s2, s3] = [0, 0, 0, 0]
  for (let i = 0; i < a.length; i += 4) {
    s0 += a[i] * b[i]
    s1 += a[i + 1] * b[i + 1]
    s2 += a[i + 2] * b[i + 2]
    s3 += a[i + 3] * b[i + 3]
  }
  return s0 + s1 + s2 + s3
}
