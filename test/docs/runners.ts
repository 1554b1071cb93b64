import Value from 'typebox/value'
import { loadConfig, readEnvironment } from '../../src/config.ts'
import { ErrorResponse } from '../../src/schemas/common.ts'
import { differences, printedDifferences } from './answers.ts'
import { runNginx, runUnit } from './hosting.ts'
import type { Block } from './markdown.ts'
import type { Place } from './place.ts'
import { runShell } from './shell.ts'
import { runComponent, runHandler, runScript } from './web.ts'

/** What a block printed and which answers it got, or why it was not run. */
export interface Ran { stdout?: string, answers?: unknown[], skipped?: string }

export type Runner = (block: Block, context: Context) => Promise<Ran>

export interface Context {
  place: Place
  /** The blocks of the page, in order. */
  blocks: readonly Block[]
  index: number
  /** What the last block that ran gave. */
  last: Ran | undefined
}

/** @throws Error where the block is wrong */
export const RUNNERS: Record<string, Runner> = {
  sh: runShell,
  js: runScript,
  ts: runHandler,
  tsx: runComponent,
  py: runPython,
  json: runJson,
  text: runText,
  csv: runFile,
  jsonl: runFile,
  html: runHtml,
  env: runEnv,
  ini: runIni,
  nginx: runNginx
}

/** Programs that a block takes beside Node. */
export function programsOf ({ language, code }: Block): string[] {
  switch (language) {
    case 'sh': return ['bash', ...['curl', 'git', 'tar'].filter(program => new RegExp(`\\b${program}\\b`).test(code))]
    case 'py': return ['python3']
    case 'nginx': return ['nginx']
    default: return []
  }
}

async function runPython ({ code, line }: Block, { place }: Context): Promise<Ran> {
  if (place.here(code) !== code) await place.serve()
  const path = await place.write(`block-${line}.py`, place.here(code))
  const { status, stdout, stderr } = await place.run('python3', [path])
  if (status !== 0 || stdout === '') throw new Error(`exit code ${status}\n${stdout}${stderr}`)
  return { stdout }
}

/** A body for POST /match, which is sent; an error, which has the shape of all errors; or what the block before was answered. */
async function runJson ({ code }: Block, { place, last }: Context): Promise<Ran> {
  const shown = JSON.parse(code) as object
  if (REQUESTS.some(name => name in shown)) return { answers: [await answerTo(shown, place)] }
  if ('error' in shown) fail(Value.Check(ErrorResponse, shown) ? [] : ['has not the shape of an error'])
  else if (last?.answers === undefined) throw new Error('is no body for POST /match, and stands after no request whose answer it could be')
  else fail(differences(shown, last.answers.at(-1)))
  return {}
}

const REQUESTS = ['query', 'queries', 'embedding', 'like']

async function answerTo (body: object, place: Place): Promise<unknown> {
  await place.serve()
  const response = await fetch(`${place.here('http://localhost:7860')}/match`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const answer = await response.json() as { message?: string }
  if (!response.ok) throw new Error(answer.message ?? String(response.status))
  return answer
}

async function runText ({ code }: Block, { last }: Context): Promise<Ran> {
  if (last?.stdout === undefined) throw new Error('stands after nothing that could have printed it')
  fail(printedDifferences(code, last.stdout))
  return {}
}

/** A file that a block after it names. */
async function runFile ({ code, file }: Block, { place, blocks, index }: Context): Promise<Ran> {
  if (file === undefined) throw new Error('has no file name after the language')
  if (!blocks.slice(index + 1).some(block => block.language === 'sh' && block.code.includes(file))) throw new Error(`no block after it uses ${file}`)
  await place.write(file, code)
  return {}
}

/** What the script after it works on. */
async function runHtml (_: Block, { blocks, index }: Context): Promise<Ran> {
  if (blocks[index + 1]?.language !== 'js') throw new Error('no script follows')
  return {}
}

/** A unit of systemd has sections; a `.env` file has none. */
async function runIni (block: Block, context: Context): Promise<Ran> {
  return await (/^\[\w+\]$/m.test(block.code) ? runUnit : runEnv)(block, context)
}

/** A `.env` file, by what the service itself reads it with. */
async function runEnv ({ code }: Block, { place }: Context): Promise<Ran> {
  const { environment, warnings } = readEnvironment({}, await place.write('.env.shown', code))
  const config = loadConfig(environment)
  fail([...warnings, ...Object.keys(environment).filter(name => !(name in config)).map(name => `there is no setting ${name}`)])
  return {}
}

export function fail (problems: string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n'))
}
