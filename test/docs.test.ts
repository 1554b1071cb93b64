import { readdirSync } from 'node:fs'
import type { Test } from 'tap'
import t from 'tap'
import { checkDocker } from './docs/docker.ts'
import { brokenLinks, unknownCommands } from './docs/links.ts'
import type { Block } from './docs/markdown.ts'
import { readPage } from './docs/markdown.ts'
import type { Context, Ran } from './docs/runners.ts'
import { createPlace } from './docs/place.ts'
import { has } from './docs/processes.ts'
import { programsOf, RUNNERS } from './docs/runners.ts'

/** Every block of the README, the guides and the pages beside them is run as a reader would run it. */

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'examples/page/README.md', ...readdirSync('docs').filter(name => name.endsWith('.md')).map(name => `docs/${name}`)].map(readPage)

/** The blocks that nothing here can run, by page and first line. Each carries its reason in a comment. */
const NOT_RUN = [
  'README.md: docker build -t kindred .',
  'docs/space.md: hf auth login',
  'docs/space.md: docker build -t kindred .',
  'docs/space.md: docker run -d -p 7860:7860 -v "$PWD/data:/app/data:ro" -e DEFAULT_CORPUS=jobs kindred',
  'docs/space.md: docker run -p 7860:7860 --user=1000 --read-only --cap-drop=ALL --security-opt=no-new-privileges --memory=256m kindred',
  'docs/space.md: sudo useradd --system --home-dir /opt/kindred --shell /bin/bash kindred'
]

/** What stands after a request and is compared with its answer. */
const COMPARED = ['json', 'text']
const ran = new Map<string, number>()
const missing = new Set<string>()

/** @returns what it gave, or why it was not run: a program is not there */
async function runBlock (block: Block, context: Context): Promise<Ran> {
  const isCompared = COMPARED.includes(block.language)
  if (isCompared && context.last?.skipped !== undefined) return context.last
  const absent = programsOf(block).filter(program => !has(program))
  absent.forEach(program => missing.add(program))
  if (absent.length > 0) return { skipped: `there is no ${absent.join(', ')} here` }
  const result = await RUNNERS[block.language]!(block, context)
  ran.set(block.language, (ran.get(block.language) ?? 0) + 1)
  return isCompared && Object.keys(result).length === 0 ? context.last! : result
}

async function checkBlock (t: Test, block: Block, context: Context): Promise<void> {
  const name = `line ${block.line}, ${block.language}: ${block.code.split('\n')[0]!}`
  if (!Object.hasOwn(RUNNERS, block.language)) {
    t.fail(`${name}: nothing runs this language`)
    return
  }
  try {
    context.last = await runBlock(block, context)
    const { skipped } = context.last
    t.pass(name, skipped === undefined ? {} : { skip: skipped })
  } catch (error) {
    context.last = undefined
    t.fail(name, { found: (error as Error).message })
  }
}

t.jobs = 3
await Promise.all(pages.filter(page => page.blocks.some(block => block.notRun === undefined)).map(async ({ path, blocks }) => await t.test(`${path}: its blocks run`, { buffered: true }, async t => {
  const place = await createPlace()
  t.teardown(async () => await place.end())
  const context: Context = { place, blocks, index: 0, last: undefined }
  for (const [index, block] of blocks.entries()) {
    context.index = index
    if (block.notRun === undefined) await checkBlock(t, block, context)
  }
})))

const counted = [...ran].map(([language, count]) => `${count} ${language}`).join(', ')
t.test(`${[...ran.values()].reduce((sum, count) => sum + count, 0)} blocks ran (${counted}); ${NOT_RUN.length} are known not to`, async t => {
  const blocks = pages.flatMap(page => page.blocks)
  t.same(blocks.filter(block => block.notRun !== undefined).map(({ page, code }) => `${page}: ${code.split('\n')[0]!}`), NOT_RUN)
  t.ok(ran.size > 0)
  if ((process.env['CI'] ?? '') !== '') t.same([...missing], [], 'programs that blocks take')
})

t.test('blocks for Docker agree with the Dockerfile and with what scripts/image-check.mjs does', async t => {
  const blocks = pages.flatMap(page => page.blocks).filter(({ code }) => code.includes('docker '))
  t.ok(blocks.length > 0)
  t.same(blocks.flatMap(({ code }) => checkDocker(code)), [])
})

t.test('links lead somewhere, and commands in sentences exist', async t => {
  t.ok(pages.flatMap(page => page.links).length > 20)
  t.same(pages.flatMap(brokenLinks), [])
  t.same(pages.flatMap(unknownCommands), [])
})
