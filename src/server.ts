import './heap.ts'
import type { AddressInfo } from 'node:net'
import closeWithGrace from 'close-with-grace'
import pino from 'pino'
import { buildApp } from './app.ts'
import { loadConfig, readEnvironment } from './config.ts'

/**
 * Ends the process at once. Not by `process.exit`, which waits for the threads: one that is stuck in native code would keep it for ever.
 */
function end (): void {
  process.kill(process.pid, 'SIGKILL')
}

/** Ends the start with a sentence instead of a stack. */
function giveUp (message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

function settings () {
  try {
    const { environment, warnings } = readEnvironment(process.env)
    return { config: loadConfig(environment), warnings }
  } catch (error) {
    return giveUp((error as Error).message)
  }
}

const { config, warnings } = settings()
// Written at once, so that the last words of a process that ends are not lost.
const logger = { level: config.LOG_LEVEL, stream: pino.destination({ sync: true }) }
const app = await buildApp(config, { logger, onFatal: end }).catch((error: Error) => giveUp(error.message))
for (const warning of warnings) app.log.warn(warning)

closeWithGrace({ delay: false, logger: false }, async ({ signal, err }) => {
  setTimeout(end, config.SHUTDOWN_GRACE_MS)
  const stuck = app.status().hung
  if (err !== undefined) app.log.fatal({ err }, 'ending after an unexpected error')
  else app.log.info(`${signal ?? 'close'}: finishing what runs`)
  await app.close()
  if (stuck) end()
})

await app.listen({ port: config.PORT, host: config.HOST }).catch((error: NodeJS.ErrnoException) => {
  giveUp(error.code === 'EADDRINUSE' ? `Port ${config.PORT} is in use; set PORT to another one.` : `The service cannot listen on ${config.HOST}, port ${config.PORT}: ${error.message}`)
})
// For whoever started it by hand; the log goes to stdout and stays JSON.
if (process.stdout.isTTY) process.stderr.write(`Open http://localhost:${(app.server.address() as AddressInfo).port}/\n`)
await app.load()
if (app.status().reasons.length === 0) app.log.info('loaded')
