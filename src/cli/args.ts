/** What a command was asked wrongly: told on stderr as a sentence, with exit code 2. */
export class UsageError extends Error {}

export interface Command {
  summary: string
  usage: string
  run (args: string[]): Promise<void>
}

/** Progress and remarks go to stderr, so that stdout holds the result and nothing else. */
export function say (text: string): void {
  process.stderr.write(`${text}\n`)
}
