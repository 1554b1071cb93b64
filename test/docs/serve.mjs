// `npm start` of a block: ends the service that this place ran before, starts it anew and waits until it is ready.
// PLACE_SERVICE is the file that names the process; whoever made the place ends it.
import { spawn } from 'node:child_process'
import { existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'

const { PLACE_SERVICE: file, PLACE_PORT: port } = process.env
const PATIENCE_MS = 30_000

if (existsSync(file)) end(Number(readFileSync(file, 'utf8')))
const log = openSync(`${file}.log`, 'w')
const command = process.argv.slice(2)
const { pid } = spawn(command[0], command.slice(1), { detached: true, stdio: ['ignore', log, log], env: { ...process.env, PORT: port, HOST: '127.0.0.1' } })
writeFileSync(file, String(pid))
const latest = Date.now() + PATIENCE_MS
while (!await isReady()) {
  if (Date.now() > latest) throw new Error(`The service is not ready.\n${readFileSync(`${file}.log`, 'utf8')}`)
  await new Promise(resolve => setTimeout(resolve, 50))
}
process.exit()

/** The whole group: npm and what it started. */
function end (group) {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {}
}

async function isReady () {
  return await fetch(`http://127.0.0.1:${port}/readyz`).then(({ ok }) => ok, () => false)
}
