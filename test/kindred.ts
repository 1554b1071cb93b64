import type { Test } from 'tap'
import { main } from '../src/cli.ts'

export interface Outcome { code: number, stdout: string, stderr: string }

/** Runs a command as the script does, in this process. */
export async function kindred (t: Test, args: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  const before = { ...process.env }
  const [stdout, stderr] = [t.capture(process.stdout, 'write'), t.capture(process.stderr, 'write')]
  try {
    Object.assign(process.env, environment)
    const code = await main(args)
    const [out, err] = [stdout, stderr].map(written => written().map(({ args }) => String(args[0])).join(''))
    return { code, stdout: out!, stderr: err! }
  } finally {
    stdout.restore()
    stderr.restore()
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
}
