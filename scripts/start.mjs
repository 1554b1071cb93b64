// `npm start`: builds what is missing or older than its sources (the code, the model, the vectors of the corpora), then serves.
import { ensureBuild } from './ensure-build.mjs'

ensureBuild()
const { prepare } = await import('../dist/cli.js')
await prepare()
await import('../dist/server.js')
