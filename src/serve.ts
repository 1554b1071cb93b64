import type { AddressInfo } from 'node:net'
import closeWithGrace from 'close-with-grace'
import pino from 'pino'
import { loadConfig, readEnvironment } from './config.ts'
import { endAhead } from './embedding/worker-thread.ts'
import { saveMemory } from './heap.ts'
import { createService } from './service.ts'

/**
 * Ends the process at once. Not by `process.exit`, which waits for the threads: one that is stuck in native code would keep it for ever.
 */
function end (): void {
  process.kill(process.pid, 'SIGKILL')
}

/** Ends the start with a sentence instead of a stack. */
async function giveUp (message: string): Promise<never> {
  process.stderr.write(`${message}\n`)
  await endAhead()
  process.exit(1)
}

async function settings () {
  try {
    const { environment, warnings } = readEnvironment(process.env)
    return { config: loadConfig(environment), warnings }
  } catch (error) {
    return await giveUp((error as Error).message)
  }
}

const { config, warnings } = await settings()
// Written at once, so that the last words of a process that ends are not lost.
const log = pino({ level: config.LOG_LEVEL }, pino.destination({ sync: true }))
for (const warning of warnings) log.warn(warning)

async function build () {
  const service = await createService(config, { log, onFatal: end })
  await service.begin()
  // Most of the code of this thread is that of the web server: it is loaded while the other one loads the models.
  const { buildApp } = await import('./app.ts')
  return await buildApp(config, { service, log }).catch(async error => {
    await service.close()
    throw error
  })
}

const app = await build().catch(async (error: Error) => await giveUp(error.message))

/** What a fault in native code raises. Code that listens to it is called where the fault happened, again and again, and the process would spin for ever. */
const CRASHES = ['SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV'] as const

// A second error while it ends is mostly that nothing can be written any more: its terminal is gone, and `process.exit` crashes on that.
closeWithGrace({ delay: false, logger: false, skip: [...CRASHES], onSecondError: end }, async ({ signal, err }) => {
  setTimeout(end, config.SHUTDOWN_GRACE_MS)
  const stuck = app.status().hung
  if (err !== undefined) app.log.fatal({ err }, 'ending after an unexpected error')
  else app.log.info(`${signal ?? 'close'}: finishing what runs`)
  await app.close()
  if (stuck) end()
})

await app.listen({ port: config.PORT, host: config.HOST }).catch(async (error: NodeJS.ErrnoException) => {
  await app.close()
  await giveUp(error.code === 'EADDRINUSE' ? `Port ${config.PORT} is in use; set PORT to another one.` : `The service cannot listen on ${config.HOST}, port ${config.PORT}: ${error.message}`)
})
// For whoever started it by hand; the log goes to stdout and stays JSON.
if (process.stdout.isTTY) process.stderr.write(`Open http://localhost:${(app.server.address() as AddressInfo).port}/\n`)
await app.load()
saveMemory()
if (app.status().reasons.length === 0) app.log.info('loaded')
