import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { loadConfig, readEnvironment } from './config.ts'

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
const app = await buildApp(config, { onFatal: () => process.exit(1) }).catch((error: Error) => giveUp(error.message))
for (const warning of warnings) app.log.warn(warning)

closeWithGrace({ delay: config.SHUTDOWN_GRACE_MS, logger: false }, async ({ signal, err }) => {
  if (err !== undefined) app.log.fatal({ err }, 'ending after an unexpected error')
  else app.log.info(`${signal ?? 'close'}: finishing what runs`)
  await app.close()
})

await app.listen({ port: config.PORT, host: config.HOST }).catch((error: NodeJS.ErrnoException) => {
  giveUp(error.code === 'EADDRINUSE' ? `Port ${config.PORT} is in use; set PORT to another one.` : error.message)
})
await app.load()
app.log.info(app.status().reasons.join(' ') || 'loaded')
