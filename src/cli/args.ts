import type { ParseArgsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import { didYouMean } from '../suggest.ts'

/** What a command was asked wrongly: told on stderr as a sentence, with exit code 2. */
export class UsageError extends Error {}

export interface Command {
  summary: string
  usage: string
  /** @returns the exit code, where it is not 0 */
  run (args: string[]): Promise<number | void>
}

/** Progress and remarks go to stderr, so that stdout holds the result and nothing else. */
export function say (text: string): void {
  process.stderr.write(`${text}\n`)
}

/** The result of a command. */
export function print (text: string): void {
  process.stdout.write(`${text}\n`)
}

export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2))

type Options = NonNullable<ParseArgsConfig['options']>

/** @throws UsageError with the option that was probably meant, or where npm has kept some for itself */
export function parseOptions<O extends Options> (args: string[], options: O, allowPositionals = false) {
  checkNpm(Object.keys(options))
  try {
    return parseArgs({ args, options, allowPositionals })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code?.startsWith('ERR_PARSE_ARGS') !== true) throw error
    const unknown = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? /^Unknown option '(-+)([^']*)'/.exec(message) : null
    if (unknown === null) throw new UsageError(message)
    const names = Object.keys(options)
    const there = names.length === 0 ? ' It has none.' : ` There are ${names.map(name => `--${name}`).join(', ')}.`
    throw new UsageError(`Unknown option '${unknown[1]}${unknown[2]}'.${didYouMean(unknown[2]!, names).replace('"', '"--') || there}`)
  }
}

/** Settings of npm itself, which may stand in somebody's `.npmrc`. */
const NPMS_OWN = ['force', 'json']

/** Without `--` before them, npm takes options for its own and passes them on as variables only, often without their values. */
function checkNpm (names: readonly string[]): void {
  const kept = names.filter(name => process.env[`npm_config_${name}`] !== undefined)
  if (kept.every(name => NPMS_OWN.includes(name))) return
  const script = process.env.npm_lifecycle_event ?? 'kindred'
  const options = kept.map(name => `--${name}`)
  throw new UsageError(`npm kept ${options.join(', ')} for itself, because no "--" stands before the options. Write it like: npm run ${script} -- ${script === 'kindred' ? '<command> ' : ''}… ${options.map(option => `${option} …`).join(' ')}`)
}

/** @throws UsageError where the text is not a number in the range */
export function numberOption (name: string, text: string | undefined, { min, max, integer = false }: { min: number, max: number, integer?: boolean }): number | undefined {
  if (text === undefined) return undefined
  const number = /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : NaN
  if (number >= min && number <= max && (!integer || Number.isInteger(number))) return number
  throw new UsageError(`--${name} must be ${integer ? 'a whole number' : 'a number'} from ${min} to ${max}, not "${text}".`)
}
