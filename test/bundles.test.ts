import { readFile } from 'node:fs/promises'
import t from 'tap'

const DIST = new URL('../dist/', import.meta.url)
const STATIC = /(?<=^|;)(?:import|export)\b[^;()]*?"\.\/([\w-]+\.js)"/gm
const ANY = /"\.\/([\w-]+\.js)"/g
/** Where mdast-util-from-markdown begins: bundles keep names, and no comments. */
const MARKDOWN = /function fromMarkdown\(/

/** The code of a bundle and of those that it imports. */
async function codeOf (file: string, imports: RegExp, seen = new Set<string>()): Promise<string> {
  if (seen.has(file)) return ''
  seen.add(file)
  const code = await readFile(new URL(file, DIST), 'utf8')
  const others = [...code.matchAll(imports)].map(match => match[1]!)
  return [code, ...await Promise.all(others.map(async other => await codeOf(other, imports, seen)))].join('\n')
}

t.test('the server and its worker hold no parser of Markdown, and the command line loads it only where pages are read', async t => {
  t.notMatch(await codeOf('server.js', ANY), MARKDOWN)
  t.notMatch(await codeOf('worker.js', ANY), MARKDOWN)
  t.notMatch(await codeOf('cli.js', STATIC), MARKDOWN)
  t.match(await codeOf('cli.js', ANY), MARKDOWN)
})
