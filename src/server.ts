import closeWithGrace from 'close-with-grace'
import { buildApp } from './app.ts'
import { loadConfig, readEnvironment } from './config.ts'

const { environment, warnings } = readEnvironment(process.env)
const config = settingsOrExit()
const app = await buildApp(config, { onFatal: () => process.exit(1) })
for (const warning of warnings) app.log.warn(warning)

closeWithGrace({ delay: config.SHUTDOWN_GRACE_MS, logger: false }, async ({ signal, err }) => {
  if (err !== undefined) app.log.fatal({ err }, 'ending after an unexpected error')
  else app.log.info(`${signal ?? 'close'}: finishing what runs`)
  await app.close()
})

await app.listen({ port: config.PORT, host: config.HOST })
await app.load()
app.log.info(app.status().reasons.join(' ') || 'loaded')

function settingsOrExit () {
  try {
    return loadConfig(environment)
  } catch (error) {
    console.error((error as Error).message)
    process.exit(1)
  }
}
