// Measurements in processes of their own, which give memory back when they end and cannot take others with them.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { root } from './lib.mjs'

// Who asked is gone: nobody wants the result.
if (process.send !== undefined) process.on('disconnect', () => process.exit())

/** Runs a script of this folder and gives the message that it sends. Throws where it ends without one. */
export async function resultOf (script, args = [], environment = {}) {
  const child = fork(join(root, 'bench', script), args.map(String), { cwd: root, env: { ...process.env, ...environment } })
  let result
  child.on('message', message => { result = message })
  const [code, signal] = await once(child, 'exit')
  if (result === undefined) throw new Error(`${script} ${args.join(' ')} ended with ${code ?? signal} and no result`)
  return result
}

/** Ends the process once its parent, if it has one, has the result. */
export function give (result) {
  if (process.send === undefined) console.log(JSON.stringify(result, null, 2))
  else process.send(result, () => process.exit())
}

/** Does one thing after the other; what fails is named in `missed`, and the rest goes on. */
export function attempts () {
  const missed = []
  const attempt = async (name, work) => {
    try {
      return [await work()]
    } catch (error) {
      missed.push(`${name} could not be measured: ${error.message}.`)
      process.exitCode = 1
      return []
    }
  }
  return { attempt, missed }
}
