import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { Settings } from '../../src/config.ts'

export interface Outcome { status: number, stdout: string, stderr: string }

const TIMEOUT_MS = 180_000

/** Runs a program to its end. */
export async function run (program: string, args: string[], options: { cwd: string, env?: Record<string, string> }): Promise<Outcome> {
  return await new Promise(resolve => {
    const child = execFile(program, args, { ...options, env: { ...cleanEnvironment(), ...options.env }, timeout: TIMEOUT_MS, killSignal: 'SIGKILL', maxBuffer: 1e8 }, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : child.exitCode ?? 1, stdout, stderr: stderr + (child.exitCode === null ? String(error) : '') })
    })
    child.stdin?.end()
  })
}

/** Without what tap and npm add for their own children, and without settings of whoever runs the tests. */
export function cleanEnvironment (): Record<string, string> {
  const isForeign = (name: string) => /^(_?TAP|npm_|NODE_OPTIONS$|NODE_V8_COVERAGE$|GIT_)/i.test(name) || name in Settings.properties
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isForeign(name))) as Record<string, string>
}

/** Whether a program is there to be run. */
export function has (program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

export async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}
