import packageJson from '../package.json' with { type: 'json' }
import type { Command } from './cli/args.ts'
import { print, say, UsageError } from './cli/args.ts'
import { dbCommand } from './cli/db.ts'
import { embedCommand } from './cli/embed.ts'
import { evalCommand } from './cli/eval.ts'
import { exportCommand } from './cli/export.ts'
import { importCommand } from './cli/import.ts'
import { lintCommand } from './cli/lint.ts'
import { matchCommand } from './cli/match.ts'
import { modelCommand } from './cli/model.ts'
import { prepareCommand } from './cli/prepare.ts'
import { sentenceOf } from './cli/sentence.ts'
import { didYouMean } from './suggest.ts'

const COMMANDS: Record<string, Command> = { match: matchCommand, embed: embedCommand, import: importCommand, export: exportCommand, db: dbCommand, lint: lintCommand, eval: evalCommand, model: modelCommand, prepare: prepareCommand }

const HELP = `kindred <command>

${Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`).join('\n')}

kindred <command> --help tells more.

Examples:
  kindred match "I was laid off and dread interviews"
  kindred embed my.jsonl --name stories --template "{title} {body}"
  kindred import http://localhost:6333/collections/stories --name stories --template "{title} {body}"
  kindred lint stories

In a clone: npm run -s kindred -- <command> (with -s, npm adds no lines of its own to the result).`

/** @returns the exit code: 0, 1 where the command failed, 2 where it was asked wrongly */
export async function main ([name, ...args]: string[]): Promise<number> {
  if (name === undefined || ['--help', '-h', 'help'].includes(name)) return shown(HELP)
  if (name === '--version') return shown(packageJson.version)
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) {
    say(`There is no command "${name}".${didYouMean(name, Object.keys(COMMANDS))} "kindred --help" lists them.`)
    return 2
  }
  if (asksForHelp(args)) return shown(command.usage)
  try {
    return await command.run(args) ?? 0
  } catch (error) {
    say(sentenceOf(error))
    if (!(error instanceof UsageError)) return 1
    say(`"kindred ${name} --help" tells how it is used.`)
    return 2
  }
}

/** What stands behind `--` is no option. */
function asksForHelp (args: string[]): boolean {
  const end = args.indexOf('--')
  return (end < 0 ? args : args.slice(0, end)).some(arg => arg === '--help' || arg === '-h')
}

function shown (text: string): number {
  print(text)
  return 0
}
