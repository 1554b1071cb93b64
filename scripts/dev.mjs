// `npm run dev`: starts, and starts anew whenever a file in src/, public/ or data/ changes.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const SETTLE_MS = 200
let server
let timer

function start () {
  server = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, stdio: 'inherit' })
}

function restart () {
  clearTimeout(timer)
  timer = setTimeout(() => {
    process.stderr.write('Changed; starting anew …\n')
    if (server.exitCode !== null || server.signalCode !== null) start()
    else if (server.listenerCount('exit') === 0) server.once('exit', start).kill('SIGTERM')
  }, SETTLE_MS)
}

for (const folder of ['src', 'public', 'data']) watch(`${root}${folder}`, { recursive: true }, restart)
start()
