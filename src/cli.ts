import type { Command } from './cli/args.ts'
import { say, UsageError } from './cli/args.ts'
import { embedCommand } from './cli/embed.ts'
import { modelCommand } from './cli/model.ts'
import { prepareCommand } from './cli/prepare.ts'
import { didYouMean } from './suggest.ts'

const COMMANDS: Record<string, Command> = { model: modelCommand, embed: embedCommand, prepare: prepareCommand }

const HELP = `kindred <command>

${Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`).join('\n')}

kindred <command> --help tells more.`

/** @returns the exit code: 0, 1 where the command failed, 2 where it was asked wrongly */
export async function main ([name, ...args]: string[]): Promise<number> {
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) {
    if (name === undefined || name === '--help' || name === 'help') return print(HELP)
    say(`There is no command "${name}".${didYouMean(name, Object.keys(COMMANDS))} "kindred --help" lists them.`)
    return 2
  }
  if (args.includes('--help')) return print(command.usage)
  try {
    await command.run(args)
    return 0
  } catch (error) {
    const wrongUse = error instanceof UsageError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true
    say((error as Error).message)
    if (wrongUse) say(`"kindred ${name} --help" tells how it is used.`)
    return wrongUse ? 2 : 1
  }
}

function print (text: string): number {
  process.stdout.write(`${text}\n`)
  return 0
}
