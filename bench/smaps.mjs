// What of a process is in memory, by what it is mapped from. Megabytes.
import { readFileSync } from 'node:fs'

const MB = 1024
const KINDS = [
  ['the Node binary', ({ path }) => /\/node$/.test(path)],
  ['onnxruntime', ({ path }) => path.includes('onnxruntime')],
  ['other libraries', ({ path }) => path.includes('.so')],
  ['other files', ({ path }) => path.startsWith('/')],
  ['the heap of malloc', ({ path }) => path === '[heap]'],
  ['machine code made at run time', ({ permissions }) => permissions.includes('x')],
  ['other anonymous memory', () => true]
]

/** @returns `{ resident, anonymous, files }` of the whole; pages of files are shared between processes, and the kernel takes them back where memory is short */
export function rollup (pid) {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const of = name => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)[1]) / MB
  return { resident: of('Rss'), anonymous: of('Anonymous'), files: of('Rss') - of('Anonymous') }
}

/** The same by kind of mapping. */
export function byKind (pid) {
  const found = new Map(KINDS.map(([kind]) => [kind, { resident: 0, anonymous: 0 }]))
  let current
  for (const line of readFileSync(`/proc/${pid}/smaps`, 'utf8').split('\n')) {
    const [, permissions, path] = /^[0-9a-f]+-[0-9a-f]+ (\S+) \S+ \S+ \d+\s*(.*)$/.exec(line) ?? []
    if (permissions !== undefined) current = found.get(KINDS.find(([, is]) => is({ permissions, path }))[0])
    const [, name, kb] = /^(Rss|Anonymous):\s+(\d+)/.exec(line) ?? []
    if (name !== undefined) current[name === 'Rss' ? 'resident' : 'anonymous'] += Number(kb) / MB
  }
  return [...found].map(([kind, { resident, anonymous }]) => ({ kind, resident, anonymous, files: resident - anonymous }))
}
