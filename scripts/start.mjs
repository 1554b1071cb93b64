// `npm start`: builds what is missing or older than its sources (the code, the model, the vectors of the corpora), then serves.
import { ensureBuild } from './ensure-build.mjs'

ensureBuild()
const { main } = await import('../dist/cli.js')
const exitCode = await main(['prepare'])
if (exitCode !== 0) process.exit(exitCode)
await import('../dist/server.js')
